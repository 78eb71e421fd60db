package dialect

import (
	"bytes"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// EventReader reads the rows of a table that Joins, for one goroutine.
type EventReader struct {
	layout *Layout
	d      *Decoder
	times  []*clock // of the columns of EndTime
	start  *clock   // of the column of the start
	cells  [][]byte
	text   []byte // memory of made cells
}

// NewEventReader reads rows of a layout that Joins.
func (l *Layout) NewEventReader() *EventReader {
	e := &EventReader{layout: l, d: l.NewDecoder()}
	for i := range l.columns[cdr.EndTime] {
		e.times = append(e.times, newClock(&l.columns[cdr.EndTime][i], l.zone))
	}
	e.start = newClock(&column{}, l.zone)
	return e
}

// Read reads what joining looks at of a record into row, but its place. A record
// may be NotARow; the Reject is nil unless it is Rejected.
func (e *EventReader) Read(r *lex.Record, row *joining.Row) (Verdict, *Reject) {
	if e.layout.isOwnHeader(r.Raw) || e.layout.notARow(r) {
		return NotARow, nil
	}
	e.d.flags, e.d.text, e.d.joined, e.d.whole = 0, e.d.text[:0], e.d.joined[:0], e.d.whole[:0]
	if !e.d.fit(r) {
		return e.d.refuse("", e.layout.misfit(r))
	}
	if endsInQuotes(r) {
		return e.d.refuse("", quoteLeftOpen)
	}
	*row = joining.Row{}
	column, reason := e.time(r, row)
	if reason == "" {
		if e.layout.events.kind == channelEvents {
			column, reason = e.channelEvent(r, row)
		} else {
			column, reason = e.transaction(r, row)
		}
	}
	if reason != "" {
		return e.d.refuse(column, reason)
	}
	return Accepted, nil
}

// time reads when a row was written, from the first of its columns that says
// it.
func (e *EventReader) time(r *lex.Record, row *joining.Row) (name, reason string) {
	columns := e.layout.columns[cdr.EndTime]
	for i := range columns {
		b := trim(e.d.cell(r, &columns[i]))
		t, got := e.times[i].read(b)
		switch {
		case got == readGarbage && i < len(columns)-1: // text of a site's own format
		case got == readGarbage:
			return columns[i].name, "\"" + shorten(b) + "\" is not a time"
		case got == readValue:
			row.Us, row.Digits, row.Guessed = t.unixMicros, uint8(t.digits), t.guessed
			if row.Us < minEndMicros || row.Us >= maxEndMicros {
				return columns[i].name, "outside 1970..2106"
			}
			return "", ""
		}
	}
	c := &columns[len(columns)-1]
	return c.name, "no value, wanted the time of the row"
}

// cellAt is the text of a column, trimmed; nil if i is below 0.
func (e *EventReader) cellAt(r *lex.Record, i int) []byte {
	if i < 0 {
		return nil
	}
	b := trim(e.d.cell(r, &column{index: i}))
	if isNull(b) {
		return nil
	}
	return b
}

// required is the text of a column that has to hold something.
func (e *EventReader) required(r *lex.Record, i int, what string) (b []byte, name, reason string) {
	if b = e.cellAt(r, i); len(b) > 0 {
		return b, "", ""
	}
	return nil, e.layout.heading(i), "no value, wanted " + what
}

// The kinds of what is hashed.
const (
	hashOfCall = iota + 1
	hashOfChannel
	hashOfTag
	hashOfRow
	hashOfID
)

// hashOf is a hash of a text that is not empty, and never 0.
func hashOf(kind byte, b []byte) uint64 {
	if len(b) == 0 {
		return 0
	}
	return cdr.Identify(kind, b).Hi | 1
}

// content is a hash of some cells together.
func (e *EventReader) content(r *lex.Record, columns ...int) uint64 {
	e.text = e.text[:0]
	for _, i := range columns {
		e.text = append(append(e.text, e.cellAt(r, i)...), 0)
	}
	return hashOf(hashOfRow, e.text)
}

// upper is a word in capitals.
func upper(b []byte) string { return strings.ToUpper(string(bytes.TrimSpace(b))) }
