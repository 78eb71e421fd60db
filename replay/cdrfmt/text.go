package cdrfmt

import (
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// readText lexes and decodes a chunk of delimited text.
func (w *worker) readText(c *chunk) error {
	data, err := w.bytesOf(c)
	if err != nil {
		return err
	}
	w.last = c.last
	w.lexed.Guess(data, c.src.layout.Separator(), c.last)
	var carry lex.Carry
	select {
	case carry = <-c.before:
	case <-c.src.ctx.Done():
		return nil // commit sees it too
	}
	carry, err = w.lexed.Settle(carry)
	if err != nil {
		return tooLong(c.src.name, err)
	}
	c.after <- carry
	if err := w.decode(c); err != nil {
		return err
	}
	if c.err != nil {
		return c.err
	}
	return nil
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

// decode decodes the records that lexed holds, section by section.
func (w *worker) decode(c *chunk) error {
	src := c.src
	w.rows.begin(c.block)
	first := w.lexed.Ordinal()
	for i := 0; i < w.lexed.Len(); {
		sec := src.sectionAt(first + int64(i))
		if sec != w.section {
			w.enter(sec)
		}
		end := int(min(int64(w.lexed.Len()), sec.to-first))
		if err := w.decodeSection(src, max(i, int(min(sec.from+sec.leading-first, int64(end)))), end); err != nil {
			return err
		}
		i = end
	}
	w.rest()
	return nil
}

// decodeSection decodes the records from i up to end: many at once where they
// are plain, and one by one where not.
func (w *worker) decodeSection(src *source, i, end int) error {
	for i < end {
		most := min(batchRows-w.batch.Rows, end-i)
		if w.last && i+most == w.lexed.Len() && most > 1 {
			most-- // the last record of a text may be cut off: decodeRecord looks closer
		}
		run := w.lexed.Run(i, most)
		n := 0
		if !w.last || i+1 < w.lexed.Len() {
			n = w.decodeRun(&run)
		}
		if n == 0 {
			w.ordinal = w.lexed.Ordinal() + int64(i)
			if err := w.decodeRecord(src, &run); err != nil {
				return err
			}
			n = 1
		}
		i += n
		if w.batch.Rows >= batchRows {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	if err := w.flush(); err != nil {
		return err
	}
	return w.flushLean()
}

// decodeRun decodes the plain rows at the start of a run.
func (w *worker) decodeRun(run *lex.Run) (rows int) {
	first := w.batch.Rows
	rows = w.decoder.DecodeRun(run, w.batch)
	if w.rows.block != nil {
		w.originRun(first, rows)
	} else if w.keys != nil {
		for i := range rows {
			w.keyer.raw(w.batch, first+i, run.Raw(i))
			if w.of.layout.TellsApart() {
				run.Record(i, &w.record)
				w.mark(first + i)
			}
		}
	}
	return rows
}

// decodeRecord decodes the first record of a run.
func (w *worker) decodeRecord(src *source, run *lex.Run) error {
	run.Record(0, &w.record)
	if run.Newlines(0) > 1 && w.rows.block == nil {
		if split, err := w.decodeLines(src); split || err != nil {
			return err
		}
	}
	return w.decodeOne(src)
}

// decodeOne decodes the record at hand.
func (w *worker) decodeOne(src *source) error {
	raw := w.record.Raw
	if w.rows.block != nil {
		origin := w.origin()
		w.record.Line, w.record.Byte, raw = origin.Line, origin.Byte, origin.Raw
	}
	if refused := w.section.refused; refused != "" {
		w.reject(rejection{w.record.Line, w.record.Byte, "", fmt.Sprintf("below the header in line %d: %s", w.section.line, refused)}, raw)
		return nil
	}
	switch verdict, why := w.decoder.Decode(&w.record, w.batch); verdict {
	case dialect.Accepted:
		if w.keys != nil {
			w.keyer.raw(w.batch, w.batch.Rows-1, raw)
			if src.layout.TellsApart() {
				w.mark(w.batch.Rows - 1)
			}
		}
	case dialect.Rejected:
		if header, err := w.noteHeader(src, &w.record, false); header || err != nil {
			return err
		}
		if !w.acceptLean(w.section, raw) {
			w.reject(rejection{w.record.Line, w.record.Byte, why.Column, why.Reason}, raw)
		}
	case dialect.Aside:
		w.tally.asides[w.decoder.AsideNumber()]++
	case dialect.HeaderAgain:
		_, err := w.noteHeader(src, &w.record, true)
		return err
	case dialect.NotARow:
	}
	return nil
}

// mark notes of a row what its record says beside the fields of a key.
func (w *worker) mark(row int) {
	text, sequence := w.decoder.Apart(&w.record)
	w.keyer.mark(row, text, sequence)
}

func (w *worker) flush() error {
	err := w.emit(w.batch)
	w.batch.Reset()
	return err
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
