package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// maxLineBytes bounds a line of JSON, as a record of INPUT is bounded.
const maxLineBytes = 16 << 20

// lines answers a file of JSON lines, a line for a line. The place given to
// answer is FILE:LINE.
func (f *failoverFlags) lines(ctx context.Context, con *console, flag, path string, answer func(place string, line []byte) (any, error)) error {
	in, err := con.open(flag, path)
	if err != nil {
		return err
	}
	defer in.Close()
	out := &outputs{inputs: []string{path}}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	if file == nil {
		file = toStdout{con.stdout}
	}
	w := bufio.NewWriterSize(file, 1<<16)
	enc := jsonLines(w)
	scan := bufio.NewScanner(in)
	scan.Buffer(make([]byte, 0, 1<<16), maxLineBytes)
	n := 0
	for scan.Scan() {
		n++
		line := bytes.TrimSpace(bytes.TrimPrefix(scan.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		a, err := answer(fmt.Sprintf("%s:%d", path, n), line)
		if err == nil {
			err = enc.Encode(a)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	if err := scan.Err(); err != nil {
		return unreadable(fmt.Sprintf("%s:%d", path, n+1), flag, err)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return out.commit()
}

// open is a file named by a flag, or standard input for "-", decompressed.
func (c *console) open(flag, path string) (io.ReadCloser, error) {
	file := io.NopCloser(c.stdin)
	if path != "-" {
		opened, err := os.Open(path)
		if err != nil {
			return nil, unreadable(path, flag, err)
		}
		file = opened
	}
	in := bufio.NewReader(file)
	switch head, _ := in.Peek(4); {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			file.Close()
			return nil, unreadable(path, flag, err)
		}
		return readCloser{z, file}, nil
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		file.Close()
		return nil, &cdr.DataError{Place: path, Problem: "zstd data found, text or gzip wanted", Hint: "zstd -dc " + shellWord(path) + " | cdrlab ... " + flag + " -"}
	}
	return readCloser{in, file}, nil
}

// readCloser reads from one and closes the other.
type readCloser struct {
	io.Reader
	io.Closer
}

// unreadable is the error of a file, without the path that the place has.
func unreadable(place, flag string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	bad := &cdr.DataError{Place: place, Problem: err.Error(), Hint: flag + " with the path of a readable file", Err: err}
	if errors.Is(err, bufio.ErrTooLong) {
		bad.Problem = fmt.Sprintf("a line of more than %d MiB found", maxLineBytes>>20)
		bad.Hint = "one JSON object a line"
	}
	return bad
}
