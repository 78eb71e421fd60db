package cdrfmt

import (
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// readText lexes and decodes a chunk of delimited text. Where its first record
// starts is known when the chunk before is lexed; until then it is guessed, and
// what was decoded of it waits.
func (w *worker) readText(c *chunk) (err error) {
	data, err := w.bytesOf(c)
	if err != nil {
		return err
	}
	defer w.release(c, &err)
	w.lexed.Guess(data, c.src.layout.Separator(), c.last)
	w.rows.begin(c.block)
	before, known := left(c)
	if !known && c.block == nil && len(c.src.sections) == 1 && !w.opt.InOrder { // the row at the seam comes first
		before, known = w.decodeAhead(c)
	}
	if !known {
		select {
		case before = <-c.before:
		case <-c.src.ctx.Done():
			return nil // commit sees it too
		}
	}
	if err := w.settle(before.Carry); err != nil {
		return err
	}
	if err := w.decode(); err != nil {
		return err
	}
	after, err := w.lexed.Leave()
	if err != nil {
		return tooLong(c.src.name, err)
	}
	c.left = after
	c.after <- carry{Carry: after}
	if err := w.flush(); err != nil {
		return err
	}
	w.rest()
	return c.err
}

// left is what the chunk before left, if it is known yet.
func left(c *chunk) (before carry, known bool) {
	select {
	case before = <-c.before:
		return before, true
	default:
		return before, false
	}
}

// bytesOf gives the chunk's bytes, until release.
func (w *worker) bytesOf(c *chunk) ([]byte, error) {
	src := c.src
	if src.stream != nil {
		return c.data, nil
	}
	from, n := w.extent(c)
	if data := w.mapped.Of(src.file, from, n); data != nil {
		w.progressOf(c, n)
		return data, nil
	}
	got, err := w.readAt(src, from, n)
	w.progressOf(c, got)
	return w.buf[:got], err
}

// progressOf tells that so many bytes of a chunk were read, the first time.
func (w *worker) progressOf(c *chunk, n int) {
	if !c.src.scanned {
		w.progress(int64(n))
	}
}

// extent is where a chunk of a plain file lies.
func (w *worker) extent(c *chunk) (from int64, n int) {
	from = c.src.offset + int64(c.number)*c.src.chunkBytes
	return from, int(min(c.src.chunkBytes, c.src.size-from))
}

// readAt reads a part of a plain file.
func (w *worker) readAt(src *source, from int64, n int) (got int, err error) {
	if cap(w.buf) < n {
		w.buf = make([]byte, n)
	}
	got, err = src.file.ReadAt(w.buf[:n], from)
	switch {
	case got == n:
		return got, nil
	case err == io.EOF:
		return got, changed(src.name)
	}
	return got, unreadable(src.name, err)
}

// release follows the work on a chunk. If the file turned out not to have
// them any more, that is the error, and the worker starts afresh, as it was
// stopped in the midst of its work.
func (w *worker) release(c *chunk, err *error) {
	panicked := recover()
	if panicked == nil {
		return
	}
	if !w.mapped.Faulted(panicked) {
		panic(panicked)
	}
	w.mapped.Free()
	*w = worker{pass: w.pass, sink: w.sink}
	from, n := w.extent(c)
	if _, *err = w.readAt(c.src, from, n); *err == nil {
		*err = changed(c.src.name)
	}
}

// tooLong gives a record that exceeds the limit a place.
func tooLong(name string, err error) error {
	long, ok := err.(lex.LongRecord)
	if !ok {
		return err
	}
	return &cdr.DataError{Place: fmt.Sprintf("%s:%d", name, long.Lines+1), Problem: long.Error(),
		Hint: "look for a quote that is opened and never closed", Err: err}
}
