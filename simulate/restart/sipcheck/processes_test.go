//go:build sip

package sipcheck

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is one that the test has started, and stops.
type process struct {
	*exec.Cmd
	ended chan struct{}
}

// start runs a program in a folder until the test ends, or its time is up.
func start(t *testing.T, dir, log, name string, args ...string) *process {
	t.Helper()
	out, err := os.OpenFile(filepath.Join(dir, log), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	// The whole group: Kamailio's workers are children of their own.
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd, make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ended is in what it has done
		close(p.ended)
	}()
	t.Cleanup(func() {
		cancel()
		<-p.ended
		out.Close()
	})
	return p
}

// stop sends a signal and waits for the end. A process that is killed cannot
// take its children with it, so they are killed, too.
func (p *process) stop(t *testing.T, s syscall.Signal) {
	t.Helper()
	pid := p.Process.Pid
	if s == syscall.SIGKILL {
		pid = -pid
	}
	if err := syscall.Kill(pid, s); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end", p.Path)
	}
}

// freePort is a UDP port of loopback that nobody has.
func freePort(t *testing.T) int {
	t.Helper()
	c, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.LocalAddr().(*net.UDPAddr).Port
}

// bound waits until somebody listens on a UDP port and is when that was seen.
func bound(t *testing.T, port int) time.Time {
	t.Helper()
	want := fmt.Sprintf(" 0100007F:%04X ", port)
	for range 20_000 {
		table, err := os.ReadFile("/proc/net/udp")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(table), want) {
			return time.Now()
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("nobody listens on port %d", port)
	return time.Time{}
}
