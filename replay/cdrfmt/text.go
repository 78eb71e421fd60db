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
func (w *worker) readText(c *chunk) error {
	data, err := w.bytesOf(c)
	if err != nil {
		return err
	}
	w.lexed.Guess(data, c.src.layout.Separator(), c.last)
	var carry lex.Carry
	select {
	case carry = <-c.before:
	default:
		w.decodeAhead()
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
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.flushLean(); err != nil {
		return err
	}
	return c.err
}

// bytesOf gives the chunk's bytes.
func (w *worker) bytesOf(c *chunk) ([]byte, error) {
	src := c.src
	if src.stream != nil {
		return c.data, nil
	}
	from := src.offset + int64(c.number)*int64(w.chunkBytes)
	n := int(min(int64(w.chunkBytes), src.size-from))
	if cap(w.buf) < n {
		w.buf = make([]byte, n)
	}
	got, err := src.file.ReadAt(w.buf[:n], from)
	w.progress(int64(got))
	if got == n {
		return w.buf[:n], nil
	}
	if err == io.EOF {
		return nil, changed(src.name)
	}
	return nil, unreadable(src.name, err)
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
