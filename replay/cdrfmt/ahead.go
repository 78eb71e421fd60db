package cdrfmt

import (
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Where the first record of a chunk starts is sure only when the chunk before
// has been lexed, which another worker may be at. Instead of waiting, a worker
// decodes ahead from where a record seems to start: nothing is emitted of that
// before it is sure, and nothing is left of it if it was wrong.

// aheadRows is about how many rows may wait: more than a chunk holds, unless
// they are very short.
const aheadRows = 1 << 15

// refused is a record that was refused before its place was known.
type refused struct {
	record lex.Record
	why    dialect.Reject
}

// decodeAhead decodes what follows the guess, as far as it may wait.
func (w *worker) decodeAhead() {
	w.ahead = true
	for w.batch.Rows+len(w.waiting) < aheadRows {
		run, ok := w.lexed.Next()
		if !ok {
			return
		}
		for i := 0; i < run.Len(); {
			i += w.decodeSome(&run, i, run.Len())
		}
	}
}

// settle tells the lexer what the chunk before left, and decodes the record
// that spans the start of the chunk. That is row 0 of the chunk, there or not,
// and those behind it follow from 1 on: whether some were decoded ahead does not
// show.
func (w *worker) settle(before lex.Carry) error {
	seam, stand := w.lexed.Settle(before)
	ahead := w.ahead
	if w.ahead = false; ahead && !stand {
		w.forget()
	}
	w.at.row = 1
	if ahead {
		w.place()
		if err := w.flush(); err != nil {
			return err
		}
	}
	next := w.at.row
	w.at.row = 0
	for i := 0; i < seam.Len(); {
		i += w.decodeSome(&seam, i, seam.Len())
	}
	if ahead {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.batch.Rows == 0 {
		w.at.row = next
	}
	for i := range w.waiting {
		r := &w.waiting[i]
		w.record = r.record
		w.refuse(&r.why)
	}
	w.waiting = w.waiting[:0]
	return nil
}

// forget drops what was decoded ahead. The decoder may have put into its
// dictionaries what is nowhere in the file, so it goes as well.
func (w *worker) forget() {
	w.waiting, w.keyer.raws = w.waiting[:0], w.keyer.raws[:0]
	w.newDecoder()
}

// place gives what was decoded ahead its lines and bytes in the file.
func (w *worker) place() {
	origin := w.lexed.Origin()
	if c := w.batch.Column(cdr.SrcLine); c != nil {
		for i := range c.Ints {
			c.Ints[i] += origin.Line
		}
	}
	for i := range w.waiting {
		r := &w.waiting[i].record
		r.Line += origin.Line
		r.Byte += origin.Byte
	}
}
