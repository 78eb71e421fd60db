package cdrfmt

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// decode decodes the records that lexed has yet to give.
func (w *worker) decode() error {
	for {
		run, ok := w.lexed.Next()
		if !ok {
			return nil
		}
		if err := w.decodeAll(&run); err != nil {
			return err
		}
	}
}

// decodeAll decodes the records of a run, section by section.
func (w *worker) decodeAll(run *lex.Run) error {
	first := run.Ordinal()
	for i := 0; i < run.Len(); {
		sec := w.of.sectionAt(first + int64(i))
		if sec != w.section {
			if err := w.flush(); err != nil {
				return err
			}
			w.enter(sec)
		}
		end := int(min(int64(run.Len()), sec.to-first))
		for i = max(i, int(min(sec.from+sec.leading-first, int64(end)))); i < end; {
			n, err := w.decodeSome(run, i, min(end-i, batchRows-w.batch.Rows))
			if err != nil {
				return err
			}
			i += n
			if w.batch.Rows < batchRows {
				continue
			}
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// decodeSome decodes some of the records of a run, from record i on, and tells
// how many: many at once where they are plain, or one. It decodes none of what
// cannot be decoded ahead.
func (w *worker) decodeSome(run *lex.Run, i, most int) (n int, err error) {
	if run.Final() && i+most == run.Len() {
		most-- // the last record of a text may be cut off: Decode looks closer
	}
	if most > 0 && w.section.refused == "" {
		some := run.Some(i, most)
		if n = w.decodePlain(&some); n > 0 {
			return n, nil
		}
	}
	run.Record(i, &w.record)
	w.ordinal = run.Ordinal() + int64(i)
	lines := run.Newlines(i) > 1 && w.rows.block == nil && !w.of.layout.Exact() && bytes.IndexByte(w.record.Raw, '\n') >= 0
	if lines && w.ahead {
		return 0, nil
	}
	if lines {
		if split, err := w.decodeLines(w.of); split || err != nil {
			return 1, err
		}
	}
	return 1, w.decodeOne(w.of)
}

// decodePlain decodes the plain rows at the start of a run.
func (w *worker) decodePlain(run *lex.Run) (rows int) {
	first := w.batch.Rows
	rows = w.decoder.DecodeRun(run, w.batch)
	if w.rows.block != nil {
		w.originRun(first, rows)
	} else if w.keying() {
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
	verdict, why := w.decoder.Decode(&w.record, w.batch)
	if verdict == dialect.Accepted && w.keying() {
		w.keyer.raw(w.batch, w.batch.Rows-1, raw)
		if src.layout.TellsApart() {
			w.mark(w.batch.Rows - 1)
		}
	}
	if verdict == dialect.Accepted || verdict == dialect.NotARow {
		return nil
	}
	other := outcome{verdict: verdict, aside: w.decoder.AsideNumber()}
	if why != nil {
		other.why = *why
	}
	if w.ahead {
		w.waiting = append(w.waiting, waiting{w.record.Clone(), w.ordinal, other})
		return nil
	}
	return w.passOver(src, &other, raw)
}

// outcome is what the decoder says of a record that is no row.
type outcome struct {
	verdict dialect.Verdict
	why     dialect.Reject // of a rejected one
	aside   int            // of an aside
}

// passOver accounts for the record at hand, which is no row.
func (w *worker) passOver(src *source, o *outcome, raw []byte) error {
	switch o.verdict {
	case dialect.Rejected:
		if header, err := w.noteHeader(src, &w.record, false); header || err != nil {
			return err
		}
		w.reject(rejection{w.record.Line, w.record.Byte, o.why.Column, o.why.Reason}, raw)
	case dialect.Aside:
		w.tally.asides[o.aside]++
	case dialect.HeaderAgain:
		_, err := w.noteHeader(src, &w.record, true)
		return err
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
