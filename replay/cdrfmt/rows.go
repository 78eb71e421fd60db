package cdrfmt

import (
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
		for i := 0; i < run.Len(); {
			i += w.decodeSome(&run, i, batchRows-w.batch.Rows)
			if w.batch.Rows < batchRows {
				continue
			}
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
}

// decodeSome decodes some of the records of a run, from record i on, and tells
// how many: many at once where they are plain, or one.
func (w *worker) decodeSome(run *lex.Run, i, most int) (n int) {
	some, first := run.Some(i, most), w.batch.Rows
	n = w.decoder.DecodeRun(&some, w.batch)
	if w.keys != nil {
		for i := range n {
			w.keyer.raw(w.batch, first+i, some.Raw(i))
		}
	}
	if n > 0 {
		return n
	}
	some.Record(0, &w.record)
	w.decodeRecord()
	return 1
}

// decodeRecord decodes the record at hand.
func (w *worker) decodeRecord() {
	switch verdict, why := w.decoder.Decode(&w.record, w.batch); {
	case verdict == dialect.Accepted && w.keys != nil:
		w.keyer.raw(w.batch, w.batch.Rows-1, w.record.Raw)
	case verdict == dialect.Rejected && w.ahead:
		w.waiting = append(w.waiting, refused{w.record.Clone(), *why})
	case verdict == dialect.Rejected:
		w.refuse(why)
	}
}

// refuse rejects the record at hand, unless it is a row without the fields that
// only a comparison needs.
func (w *worker) refuse(why *dialect.Reject) {
	if !w.acceptLean(w.of) {
		w.reject(rejection{w.record.Line, w.record.Byte, why.Column, why.Reason}, w.record.Raw)
	}
}

func (w *worker) flush() error {
	err := w.emit(w.batch)
	w.batch.Reset()
	return err
}
