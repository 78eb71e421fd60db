package pqread

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

const (
	// readAhead is how many bytes of a chunk are read at a time, larger pages
	// aside.
	readAhead = 64 << 10
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
	page     mapped.Part
}

func (w *window) reset(r io.ReaderAt, off, end int64) {
	w.page.Free()
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
		if err := w.read(w.buf[have:]); err != nil {
			return nil, err
		}
	}
	return w.buf[w.pos:min(len(w.buf), w.pos+n)], nil
}

// read fills dst with the next bytes of the file.
func (w *window) read(dst []byte) error {
	k, err := w.r.ReadAt(dst, w.off)
	w.off += int64(len(dst))
	switch {
	case k == len(dst):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return mapped.ErrChanged // all of it lay in the file
	}
	return err
}

// take returns the next n bytes; they are valid until the next peek or take, or
// release. Those of a large page are mapped, or else in large, which is made so
// long: the columns of a scanner share it, since a page is mostly decompressed at
// once.
func (w *window) take(n int, large *[]byte) ([]byte, error) {
	if n < 0 || int64(n) > w.left() {
		return nil, errShort
	}
	if n <= max(readAhead, len(w.buf)-w.pos) {
		b, err := w.peek(n)
		w.pos += len(b)
		return b, err
	}
	w.page.Free()
	if b := w.page.Of(w.r, w.off-int64(len(w.buf)-w.pos), n); b != nil {
		w.skip(n)
		return b, nil
	}
	b := append(roomy(*large, n), w.buf[w.pos:]...)
	have := len(b)
	w.pos = len(w.buf)
	*large = b[:n]
	return *large, w.read(b[have:n])
}

// release gives up what take returned.
func (w *window) release() { w.page.Free() }

// skip leaves out the next n bytes, of which there are so many.
func (w *window) skip(n int) {
	k := min(n, len(w.buf)-w.pos)
	w.pos += k
	w.off += int64(n - k)
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
