package cdrfmt

import (
	"math/bits"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readPart reads a row group of a Parquet file or a batch of an Arrow file.
func (w *worker) readPart(c *chunk) error {
	src := c.src
	err := w.reader.ReadPart(c.number, batchRows, w.emit, func(row int64, column, reason, raw string) {
		w.reject(rejection{row, -1, column, reason}, []byte(raw))
	})
	// Columns are read here and there: share the size out evenly.
	w.progress(src.size*int64(c.number+1)/int64(src.chunks) - src.size*int64(c.number)/int64(src.chunks))
	return err
}

// outline leaves values of a table unread that no sink looks at, if rows are
// not compared by them and nobody insists on sound ones.
func (p *pass) outline(src *source) {
	if !p.again && !p.exact && !p.opt.Strict && src.table.Fields()&p.opt.OutlineWith == p.opt.OutlineWith {
		src.outlined = src.table.Outline(p.opt.Outline) != 0
	}
}

// sumUp has rows summed up whose cause says that no sink looks closer, if rows are
// neither compared nor wanted in turn and nobody insists on sound values.
func (p *pass) sumUp(src *source) {
	if !p.again && !p.opt.InOrder && !p.opt.Strict && len(p.opt.SumUp) > 0 {
		src.table.SumUp(p.opt.SumUp)
	}
}

// outlineHolds tells whether the batch has what an outline rests on: of the
// fields in with no value is null.
func outlineHolds(b *cdr.Batch, with cdr.FieldSet) bool {
	for f := range cdr.Field(cdr.NumFields) {
		if with.Has(f) && hasNulls(b.Column(f).Valid, b.Rows) {
			return false
		}
	}
	return true
}

// hasNulls tells whether one of the first n validity bits is 0.
func hasNulls(valid []byte, n int) bool {
	if valid == nil {
		return false
	}
	for _, v := range valid[:n>>3] {
		if v != 0xff {
			return true
		}
	}
	return n&7 > 0 && bits.TrailingZeros8(^valid[n>>3]) < n&7
}
