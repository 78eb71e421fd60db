package cdrfmt

import (
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Where the first record of a chunk starts is sure only when the chunk before
// has been lexed, which another worker may be at. Instead of waiting, a worker
// decodes ahead from where a record seems to start: nothing is emitted of that
// before it is sure, and nothing is left of it if it was wrong.

// aheadRows is about how many rows may wait: more than half a chunk holds,
// unless they are very short. The chunk before has mostly a lead of that.
const aheadRows = 1 << 15

// waiting is a record that was found to be no row before its place was known.
type waiting struct {
	record  lex.Record
	ordinal int64
	outcome
}

// decodeAhead decodes what follows the guess, until it is known what the chunk
// before left or as far as it may wait. It stops at a record that may be
// several: how it is taken apart has to be known before what follows.
func (w *worker) decodeAhead(c *chunk) (before carry, known bool) {
	w.ahead = true
	for w.batch.Rows+len(w.waiting) < aheadRows {
		run, ok := w.lexed.Next()
		if !ok {
			break
		}
		for i := 0; i < run.Len(); {
			n, _ := w.decodeSome(&run, i, run.Len()-i) // errors wait too
			if n == 0 {
				w.lexed.Unread(run.Len() - i)
				return before, false
			}
			i += n
		}
		if before, known = left(c); known {
			break
		}
	}
	return before, known
}

// settle tells the lexer what the chunk before left, and decodes the record
// that spans the start of the chunk. That is row 0 of the chunk, there or not,
// and those behind it follow from 1 on: whether some were decoded ahead does not
// show. Of a record that may be several rows, nothing behind it stands.
func (w *worker) settle(before lex.Carry) error {
	seam, stand := w.lexed.Settle(before)
	ahead := w.ahead
	if ahead && stand && seam.Len() > 0 && seam.Newlines(0) > 1 {
		w.lexed.Again()
		stand = false
	}
	if w.ahead = false; ahead && !stand {
		w.forget()
	}
	w.at.row = 1
	if ahead {
		w.place(before.Records + int64(seam.Len()))
		if err := w.flush(); err != nil {
			return err
		}
	}
	next := w.at.row
	w.at.row = 0
	if err := w.decodeAll(&seam); err != nil {
		return err
	}
	if ahead {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.batch.Rows == 0 {
		w.at.row = max(w.at.row, next)
	}
	for i := range w.waiting {
		p := &w.waiting[i]
		w.record, w.ordinal = p.record, p.ordinal
		if err := w.passOver(w.of, &p.outcome, p.record.Raw); err != nil {
			return err
		}
	}
	w.waiting = w.waiting[:0]
	return nil
}

// forget drops what was decoded ahead. The decoder may have put into its
// dictionaries what is nowhere in the file, so it goes as well.
func (w *worker) forget() {
	w.waiting = w.waiting[:0]
	w.keyer.reset()
	delete(w.opened, w.section)
	w.enter(w.section)
}

// place gives what was decoded ahead its place in the file, of which so many
// records come before.
func (w *worker) place(records int64) {
	origin := w.lexed.Origin()
	if c := w.batch.Column(cdr.SrcLine); c != nil {
		for i := range c.Ints {
			c.Ints[i] += origin.Line
		}
	}
	for i := range w.waiting {
		p := &w.waiting[i]
		p.record.Line += origin.Line
		p.record.Byte += origin.Byte
		p.ordinal += records
	}
}
