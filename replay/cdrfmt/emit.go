package cdrfmt

import "github.com/cdrlab/cdrlab/replay/cdr"

// fatal is an error that ends the pass, not only the source: the sink's, or
// one of temporary files.
type fatal struct{ error }

// emit hands a batch to the sink, without the rows that repeat others.
func (w *worker) emit(b *cdr.Batch) error {
	if b.Rows+b.Summed.Rows == 0 {
		return nil
	}
	first := w.at
	w.at.row += uint32(b.Rows)
	if w.compare && w.keys != nil {
		w.tally.period(b)
	}
	if w.keying() {
		if err := w.collect(b, first); err != nil {
			return fatal{err}
		}
	}
	if w.drops != nil {
		w.tally.duplicates += uint64(dropRows(b, func(i int) bool { return w.drops.has(int(first.row) + i) }))
	}
	w.tally.accepted += uint64(b.Rows + b.Summed.Rows)
	w.tally.flags(b)
	if w.of.outlined && !outlineHolds(b, w.opt.OutlineWith) {
		w.tally.void = true
	}
	if b.Rows+b.Summed.Rows == 0 {
		return nil
	}
	if err := w.sink.Add(b); err != nil {
		return fatal{err}
	}
	if w.opt.InOrder {
		return w.inTurn()
	}
	return nil
}

// inTurn waits until all earlier rows have been handed on, and hands on those
// of the batch that the sink has.
func (w *worker) inTurn() error {
	select {
	case <-w.turn:
	case <-w.of.ctx.Done():
		return w.of.ctx.Err()
	}
	if err := w.sink.(OrderedSink).InTurn(); err != nil {
		return fatal{err}
	}
	return nil
}

// reject notes a rejected row; at is -1 where rows have no byte.
func (w *worker) reject(r rejection, raw []byte) {
	w.tally.rejected++
	w.tally.void = w.tally.void || w.of.outlined // it may have had the first end, or the last
	if w.tally.first == nil {
		w.tally.first = &r
	}
	if w.pass.rejects != nil {
		w.refused.add(w.of.name, r, raw)
	}
}
