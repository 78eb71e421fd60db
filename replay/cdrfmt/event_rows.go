package cdrfmt

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// otherHeader is a header among the rows of a text, which holds below it.
type otherHeader struct {
	at    []int // where the layout's columns stand below it; -1 is nowhere
	width int   // fields of a row
}

// eventRows reads the rows of a text of which several make one leg, for one
// goroutine.
type eventRows struct {
	src    *source
	again  bool   // this is its second reading
	chunk  uint32 // the number of the chunk at hand
	lexed  lex.Piece
	events *dialect.EventReader
	header *otherHeader // that the record at hand stands below; nil is the text's own
	record lex.Record   // the record at hand,
	laid   *lex.Record  // and with its cells in the columns of the layout
	row    joining.Row

	text  []byte
	cells [][]byte
	moved lex.Record

	// Of the chunk at hand, at its first reading:
	seam, body eventLot
	// and at its second:
	outcomes chunkOutcomes
	block    translate.Block
	made     sourceRows     // what its records were made of, if a translator made them,
	at       *translate.Row // and the record at hand
}

func newEventRows(src *source) *eventRows {
	e := &eventRows{src: src, again: src.scanned, events: src.rows.NewEventReader()}
	if e.again {
		e.events.Keep(src.layout)
	}
	e.lexed.LeaveOut(int64(src.rows.HeaderRecords()))
	return e
}

// read reads the record at hand into row. HeaderAgain is another header, which
// holds from here on; the Reject is that of EventReader.Read.
func (e *eventRows) read() (dialect.Verdict, *dialect.Reject) {
	e.lay()
	verdict, why := e.events.Read(e.laid, &e.row)
	if verdict == dialect.Rejected || verdict == dialect.NotARow {
		if below, ok := e.src.rows.Below(&e.record); ok && (verdict == dialect.Rejected || e.header != nil) {
			e.header = &otherHeader{below, e.record.Len()}
			return dialect.HeaderAgain, nil
		}
	}
	if e.header != nil && verdict == dialect.Accepted && e.record.Len() != e.header.width {
		return dialect.Rejected, &dialect.Reject{Reason: fmt.Sprintf("%d fields, the header above it has %d", e.record.Len(), e.header.width)}
	}
	return verdict, why
}

// lay puts the cells of a row below another header into the columns of the
// layout.
func (e *eventRows) lay() {
	e.laid = &e.record
	if e.header == nil || e.record.Len() != e.header.width {
		return
	}
	e.cells = e.cells[:0]
	for _, i := range e.header.at {
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
