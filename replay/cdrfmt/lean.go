package cdrfmt

import (
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// lean decodes rows without the fields that only their comparison needs. A row
// that is refused because of such a field is accepted all the same, and
// compared as it is written: so the same rows are rejected whether or not rows
// are compared, and counting files one by one or together is the same.
type lean struct {
	of      *section
	decoder *dialect.Decoder
	batch   *cdr.Batch
	keyer   keyer
}

// leanLayout recognises a source with the fields asked for when it is first
// called, which happens only for inputs with refused rows.
func leanLayout(full *dialect.Layout, recognise func(*dialect.Options) (*dialect.Layout, error), opt dialect.Options, asked cdr.FieldSet) func() *dialect.Layout {
	opt.Want = asked
	return sync.OnceValue(func() *dialect.Layout {
		layout, err := recognise(&opt)
		if err != nil {
			return full
		}
		return layout
	})
}

// acceptLean tries the refused record again and tells whether it is a row now.
func (w *worker) acceptLean(sec *section, raw []byte) bool {
	if !w.again {
		return false
	}
	l := &w.lean
	if l.of != sec {
		l.of, l.decoder = sec, sec.lean().NewDecoder()
		l.batch = l.decoder.NewBatch()
	}
	if verdict, _ := l.decoder.Decode(&w.record, l.batch); verdict != dialect.Accepted {
		return false
	}
	l.keyer.raw(l.batch, l.batch.Rows-1, raw)
	return true
}

// flushLean emits what acceptLean took of a chunk.
func (w *worker) flushLean() error {
	if w.lean.batch == nil {
		return nil
	}
	err := w.emitKeyed(w.lean.batch, &w.lean.keyer)
	w.lean.batch.Reset()
	w.lean.keyer.reset()
	return err
}
