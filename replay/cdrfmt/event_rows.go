package cdrfmt

import (
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// eventRows reads the rows of a text of which several make one leg.
type eventRows struct {
	src    *source
	lexed  *lex.Reader
	events *dialect.EventReader
	record lex.Record  // the row at hand,
	laid   *lex.Record // and with its cells in the columns of the layout
	n      int         // records so far

	// Below another header:
	below []int // where the layout's columns stand; nil if there is none
	width int   // fields of a row
	text  []byte
	cells [][]byte
	moved lex.Record
}

func newEventRows(src *source, text io.Reader) *eventRows {
	return &eventRows{src: src, lexed: lex.NewReader(text, src.rows.Separator(), src.offset), events: src.rows.NewEventReader()}
}

// next reads the next record; err is io.EOF behind the last. HeaderAgain is
// another header, and the Reject as that of EventReader.Read.
func (e *eventRows) next(row *joining.Row) (dialect.Verdict, *dialect.Reject, error) {
	for {
		if e.n%4096 == 0 && e.src.ctx != nil && e.src.ctx.Err() != nil {
			return 0, nil, e.src.ctx.Err()
		}
		if err := e.lexed.Next(&e.record); err == io.EOF {
			return 0, nil, err
		} else if err != nil {
			return 0, nil, readError(e.src.name, tooLong(e.src.name, err))
		}
		if e.n++; e.n > e.src.rows.HeaderRecords() {
			break
		}
	}
	e.laid = &e.record
	if e.below != nil && e.record.Len() == e.width {
		e.move()
	}
	verdict, why := e.events.Read(e.laid, row)
	if verdict == dialect.Rejected || verdict == dialect.NotARow {
		if below, ok := e.src.rows.Below(&e.record); ok && (verdict == dialect.Rejected || e.below != nil) {
			e.below, e.width = below, e.record.Len()
			return dialect.HeaderAgain, nil, nil
		}
	}
	if e.below != nil && verdict == dialect.Accepted && e.record.Len() != e.width {
		verdict, why = dialect.Rejected, &dialect.Reject{Reason: fmt.Sprintf("%d fields, the header above it has %d", e.record.Len(), e.width)}
	}
	row.At = joining.Place{Source: uint32(e.src.index), Byte: e.record.Byte}
	return verdict, why, nil
}

// move puts the cells of a row below another header into the columns of the
// layout.
func (e *eventRows) move() {
	e.cells = e.cells[:0]
	for _, i := range e.below {
		var cell []byte
		if i >= 0 {
			cell = e.record.Field(i)
		}
		e.cells = append(e.cells, cell)
	}
	e.text = translate.AppendRecord(e.text[:0], e.cells)
	const end = 2 // the separator behind the last cell, and the newline
	if _, ok := lex.First(e.text[:len(e.text)-end], translate.Separator, true, &e.moved); ok {
		e.laid = &e.moved
	}
}
