package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestInterrupt sends Ctrl-C to a run that is known to be under way, because
// its first byte has arrived.
func TestInterrupt(t *testing.T) {
	cmd := exec.Command("cdrlab", "simulate", "traffic", "--rate", "100", "--duration", "3650d")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	rows := bufio.NewReader(stdout)
	if _, err := rows.ReadByte(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, rows); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("%v, want exit status %d", err, exitInterrupted)
	}
	if got, want := stderr.String(), "cdrlab: interrupted\n"; got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
}

// TestInterruptLeavesNothing ends a run after its files were begun.
func TestInterruptLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	con := &console{stdin: bytes.NewReader(nil), stdout: io.Discard, stderr: io.Discard}
	root := newRoot(con)
	root.SetArgs([]string{
		"simulate", "traffic", "--duration", "1h",
		"-o", filepath.Join(dir, "x.csv"), "--kazoo-dir", filepath.Join(dir, "kazoo"),
	})
	if err := root.ExecuteContext(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v, want %v", err, context.Canceled)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Errorf("%s is left", e.Name())
	}
}
