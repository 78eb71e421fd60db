//go:build unix

package cdrfmt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func namedPipeIn(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A named pipe is read once, even if its rows must be read twice; in a folder
// it is no file.
func TestNamedPipe(t *testing.T) {
	dir := t.TempDir()
	path := namedPipeIn(t, dir)
	go func() {
		// Reading tells what went wrong.
		_ = os.WriteFile(path, []byte(header+strings.Repeat(goodRow, 3000)), 0)
	}()
	opt := options()
	opt.Dedupe = DedupeOn
	got := readRows(opt, 1000, path)
	if got.err != nil || len(got.rows) != 1 || got.report.Files[0].Duplicates != 2999 {
		t.Errorf("got %v", got)
	}
	write(t, dir, "in.csv", header+goodRow)
	if rows, _, err := countAll(t, options(), dir); err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	if _, ok := Size([]string{path}); ok {
		t.Error("a pipe has no size")
	}
}

// A pipe that nobody opens for writing does not hold up the end of a run.
func TestNamedPipeWithoutWriter(t *testing.T) {
	path := namedPipeIn(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, _, err := Read(ctx, []string{path}, options(), func() *countSink { return &countSink{} })
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// Let the opening that was left behind end.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}
