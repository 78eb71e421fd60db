package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/klauspost/compress/gzip"
)

// Two contenders answer nothing: they show how fast the bytes can be had.
const (
	wcName      = "wc"
	inflateName = "inflate"
)

// wc counts the lines of a text file.
func wc() *contender {
	return &contender{name: wcName, refusal: willing,
		takes: func(q question) bool { return q.format.plain() && q.job == jobCounts },
		run: func(ctx context.Context, q question) (cost, error) {
			stdout, c, err := measure(ctx, []string{"wc", "-l", q.file})
			if err != nil {
				return c, err
			}
			count, _, _ := bytes.Cut(bytes.TrimSpace(stdout), []byte(" "))
			if lines, err := strconv.ParseInt(string(count), 10, 64); err != nil || lines != q.truth.Rows+1 {
				return c, fmt.Errorf("%s lines, want %d", count, q.truth.Rows+1)
			}
			return c, nil
		}}
}

// inflate is this program again, started with the arguments inflate FILE.
func inflate(self string) *contender {
	return &contender{name: inflateName, refusal: willing,
		takes: func(q question) bool { return q.format == formatGzip && q.job == jobCounts },
		run: func(ctx context.Context, q question) (cost, error) {
			_, c, err := measure(ctx, []string{self, inflateName, q.file})
			return c, err
		}}
}

// inflateFile decompresses a file with the inflater that cdrlab reads gzip
// with, and throws away what comes out.
func inflateFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, z, make([]byte, 1<<18)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
