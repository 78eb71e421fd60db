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
	var carry lex.Carry
	select {
	case carry = <-c.before:
	default:
		if c.block == nil && len(c.src.sections) == 1 && !w.opt.InOrder { // the row at the seam comes first
			w.decodeAhead()
		}
		select {
		case carry = <-c.before:
		case <-c.src.ctx.Done():
			return nil // commit sees it too
		}
	}
	if err := w.settle(carry); err != nil {
		return err
	}
	if err := w.decode(); err != nil {
		return err
	}
	if carry, err = w.lexed.Leave(); err != nil {
		return tooLong(c.src.name, err)
	}
	c.after <- carry
	if err := w.flushAll(); err != nil {
		return err
	}
	w.rest()
	return c.err
}

// bytesOf gives the chunk's bytes, until release.
func (w *worker) bytesOf(c *chunk) ([]byte, error) {
	src := c.src
	if src.stream != nil {
		return c.data, nil
	}
	from, n := w.extent(c)
	if data := w.mapped.Of(src.file, from, n); data != nil {
		w.progress(int64(n))
		return data, nil
	}
	got, err := w.readAt(src, from, n)
	w.progress(int64(got))
	return w.buf[:got], err
}

// extent is where a chunk of a plain file lies.
func (w *worker) extent(c *chunk) (from int64, n int) {
	from = c.src.offset + int64(c.number)*int64(w.chunkBytes)
	return from, int(min(int64(w.chunkBytes), c.src.size-from))
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

// release gives up the bytes of the chunk. If the file turned out not to have
// them any more, that is the error, and the worker starts afresh, as it was
// stopped in the midst of its work.
func (w *worker) release(c *chunk, err *error) {
	panicked := recover()
	faulted := w.mapped.Faulted(panicked)
	w.mapped.Free()
	if panicked == nil {
		return
	}
	if !faulted {
		panic(panicked)
	}
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
