//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// interrupted sends Ctrl-C to a started command and checks that it ends as it
// should, leaving only the file keep in dir.
func interrupted(t *testing.T, cmd *exec.Cmd, stderr *bytes.Buffer, dir, keep string) {
	t.Helper()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("%v, want exit status %d\n%s", err, exitInterrupted, stderr.Bytes())
	}
	if got, want := stderr.String(), "cdrlab: interrupted\n"; got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != keep {
			t.Errorf("%s is left", e.Name())
		}
	}
}

// TestInterruptWhileReading stops a run that is surely reading: it has taken
// more than any pipe holds.
func TestInterruptWhileReading(t *testing.T) {
	for _, dedupe := range []string{"off", "on"} {
		dir := t.TempDir()
		cmd := exec.Command("cdrlab", "count", "-", "--dedupe", dedupe, "--memory", "1MB",
			"-o", filepath.Join(dir, "x.csv"), "--rejects", filepath.Join(dir, "rejects.csv"))
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		text := "end_time,hangup_cause\n" + strings.Repeat("2026-03-10T10:00:00Z,CALL_REJECTED\nnoon,LATE\n", 200_000)
		if _, err := stdin.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		interrupted(t, cmd, &stderr, dir, "")
	}
}

// TestInterruptBeforeAWriterComes stops a run that waits for somebody to open
// a named pipe.
func TestInterruptBeforeAWriterComes(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("cdrlab", "count", pipe, "-o", filepath.Join(dir, "x.csv"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for {
		// The output is begun just before the inputs are opened.
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) > 1 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	interrupted(t, cmd, &stderr, dir, "pipe")
}
