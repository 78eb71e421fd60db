package cdrfmt

import (
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// textRows are the first rows of a text.
func (e *explaining) textRows(src, asked *source) (rows []ExplainedRow, err error) {
	piece, block, err := firstPiece(src, e.whole.chunkBytes)
	if err != nil {
		return nil, err
	}
	x := rowExplainer{all: src.layout.NewDecoder()}
	if x.need = x.all; asked.layout != nil {
		x.need = asked.layout.NewDecoder()
	}
	if block != nil {
		return x.block(piece, block, e.rows), nil
	}
	for i := src.layout.HeaderRecords(); i < piece.Len() && len(rows) < e.rows; i++ {
		piece.Record(i, &x.record)
		if row, ok := x.row(x.record.Line); ok {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// rowExplainer decodes rows with all fields there are, and with those asked for.
type rowExplainer struct {
	all, need *dialect.Decoder
	record    lex.Record
}

// block is so many of the first rows of a block.
func (x *rowExplainer) block(piece *lex.Piece, b *translate.Block, most int) (rows []ExplainedRow) {
	record := 0
	for _, r := range b.Rows {
		switch {
		case len(rows) == most:
			return rows
		case r.Verdict == translate.Leg:
			piece.Record(record, &x.record)
			record++
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

// firstPiece lexes the first chunk of a text, which of translated text is a
// block.
func firstPiece(src *source, chunkBytes int) (*lex.Piece, *translate.Block, error) {
	c := &chunk{src: src, last: src.chunks == 1}
	if src.stream == nil {
		c.data = make([]byte, min(int64(chunkBytes), src.size-src.offset))
		if n, err := src.file.ReadAt(c.data, src.offset); n < len(c.data) {
			return nil, nil, unreadable(src.name, err)
		}
	} else if c = <-src.stream.chunks; c.err != nil && len(c.data) == 0 {
		return nil, nil, c.err
	}
	piece := new(lex.Piece)
	piece.Guess(c.data, src.layout.Separator(), c.last)
	if _, err := piece.Settle(lex.Begin(src.offset)); err != nil {
		return nil, nil, tooLong(src.name, err)
	}
	return piece, c.block, nil
}
