package pqread

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/format"
)

const (
	// readAhead is how many bytes of a chunk are read at a time.
	readAhead = 1 << 20
	// headerPeek is room for a page header of the usual size; with long
	// statistics it can be far larger, up to headerMax.
	headerPeek = 4 << 10
	headerMax  = 64 << 20
)

// window reads a column chunk from front to back.
type window struct {
	r        io.ReaderAt
	off, end int64  // what is still to be read of the file
	buf      []byte // read from the file
	pos      int    // used of buf
}

func (w *window) reset(r io.ReaderAt, off, end int64) {
	w.r, w.off, w.end, w.buf, w.pos = r, off, end, w.buf[:0], 0
}

// left is how many bytes of the chunk have not been used.
func (w *window) left() int64 { return w.end - w.off + int64(len(w.buf)-w.pos) }

// peek returns the next n bytes, or all if fewer are left.
func (w *window) peek(n int) ([]byte, error) {
	if missing := n - (len(w.buf) - w.pos); missing > 0 && w.off < w.end {
		rest := w.buf[w.pos:]
		have := len(rest)
		more := int(min(w.end-w.off, int64(max(missing, readAhead-have))))
		w.buf, w.pos = append(roomy(w.buf, have+more), rest...)[:have+more], 0
		k, err := w.r.ReadAt(w.buf[have:], w.off)
		if k < more && (err == nil || errors.Is(err, io.EOF)) {
			err = errShort
		}
		if k < more {
			return nil, err
		}
		w.off += int64(more)
	}
	return w.buf[w.pos:min(len(w.buf), w.pos+n)], nil
}

// take returns the next n bytes; they are valid until the next peek or take.
func (w *window) take(n int) ([]byte, error) {
	if n < 0 || int64(n) > w.left() {
		return nil, errShort
	}
	b, err := w.peek(n)
	w.pos += len(b)
	return b, err
}

// header reads the next page's header.
func (w *window) header() (*format.PageHeader, error) {
	for n := headerPeek; ; n *= 8 {
		b, err := w.peek(n)
		if err != nil {
			return nil, err
		}
		size, err := measure(b)
		if errors.Is(err, errShort) && n < headerMax && int64(n) < w.left() {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("page header: %w", err)
		}
		h := new(format.PageHeader)
		if err := decodeThrift(b[:size], h); err != nil {
			return nil, fmt.Errorf("page header: %w", err)
		}
		w.pos += size
		return h, nil
	}
}
