package cdrfmt

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// textRows are the first rows of a text, and what is noted near them of others.
func (e *explaining) textRows(src, asked *source) (rows []ExplainedRow, notes []string, err error) {
	c, err := firstChunk(src, e.whole.chunkBytes)
	if err != nil {
		return nil, nil, err
	}
	x := rowExplainer{text: c.data, sep: src.layout.Separator(), last: c.last, all: src.layout.NewDecoder()}
	if x.need = x.all; asked.layout != nil {
		x.need = asked.layout.NewDecoder()
	}
	if c.block != nil {
		return x.block(c.block, e.rows), notesOf(c.block), nil
	}
	for i := 0; len(rows) < e.rows && x.next(); i++ {
		if i < src.layout.HeaderRecords() {
			continue
		}
		if row, ok := x.row(x.record.Line); ok {
			rows = append(rows, row)
		}
	}
	return rows, nil, nil
}

// notesOf is what is noted of a block.
func notesOf(b *translate.Block) (notes []string) {
	for _, r := range b.Rows {
		if r.Verdict == translate.Noted {
			notes = append(notes, fmt.Sprintf("line %d: %s", r.Line, r.Reason))
		}
	}
	return notes
}

// rowExplainer decodes the records of a text with all fields there are, and
// with those asked for.
type rowExplainer struct {
	text      []byte // what follows the record at hand
	sep       byte
	last      bool  // the text ends with it
	lines     int64 // before it
	all, need *dialect.Decoder
	record    lex.Record
}

// next takes the next record; false if there is none.
func (x *rowExplainer) next() bool {
	n, ok := lex.First(x.text, x.sep, x.last, &x.record)
	if ok {
		x.record.Line += x.lines
		x.lines += int64(bytes.Count(x.text[:n], []byte{'\n'}))
		x.text = x.text[n:]
	}
	return ok
}

// block is so many of the first rows of a block.
func (x *rowExplainer) block(b *translate.Block, most int) (rows []ExplainedRow) {
	for _, r := range b.Rows {
		switch {
		case len(rows) == most:
			return rows
		case r.Verdict == translate.Leg && x.next():
			if row, ok := x.row(r.Line); ok {
				rows = append(rows, row)
			}
		case r.Verdict == translate.Rejected:
			rows = append(rows, ExplainedRow{Line: r.Line, Reject: rejectText(r.Column, r.Reason)})
		}
	}
	return rows
}

// row is the record at hand; ok is false if it is no row.
func (x *rowExplainer) row(line int64) (row ExplainedRow, ok bool) {
	row = ExplainedRow{Line: line, Leg: x.all.NewBatch()}
	switch verdict, _ := x.all.Decode(&x.record, row.Leg); verdict {
	case dialect.NotARow, dialect.HeaderAgain, dialect.Aside:
		return row, false
	case dialect.Rejected:
		row.Leg = nil
	}
	if verdict, why := x.need.Decode(&x.record, x.need.NewBatch()); verdict == dialect.Rejected {
		row.Reject = rejectText(why.Column, why.Reason)
	}
	return row, true
}

// rejectText says why a row is rejected, with the column if it is one.
func rejectText(column, reason string) string {
	if column == "" {
		return reason
	}
	return column + ": " + reason
}

// firstChunk reads the first chunk of a text, which of translated text is the
// first block with a row.
func firstChunk(src *source, chunkBytes int) (*chunk, error) {
	if src.stream != nil {
		c := <-src.stream.chunks
		for c.block != nil && !c.last && c.err == nil && !hasRows(c.block) {
			c = <-src.stream.chunks
		}
		if c.err != nil && len(c.data) == 0 {
			return nil, c.err
		}
		return c, nil
	}
	c := &chunk{src: src, last: src.chunks == 1, data: make([]byte, min(int64(chunkBytes), src.size-src.offset))}
	if n, err := src.file.ReadAt(c.data, src.offset); n < len(c.data) {
		return nil, unreadable(src.name, err)
	}
	return c, nil
}

// hasRows tells whether something of a block is a row.
func hasRows(b *translate.Block) bool {
	return slices.ContainsFunc(b.Rows, func(r translate.Row) bool { return r.Verdict == translate.Leg || r.Verdict == translate.Rejected })
}
