package dialect

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// events is what a layout knows of a table of which several rows make one leg.
// Such a layout is that of the rows; the time of a row stands as its end. The
// legs are laid out by Joined.
type events struct {
	kind eventKind
	acc  accColumns
	cel  celColumns
	// order names the columns of rows without a header.
	order []string
}

// eventKind is what the rows of a table tell of.
type eventKind uint8

const (
	// transactions of a SIP proxy, see joining.Transactions.
	transactions eventKind = iota
	// channelEvents of Asterisk, see joining.Channels.
	channelEvents
)

// Joins tells whether several rows make one leg. Their text is read by
// NewEventReader then, and what package joining makes of them is laid out by
// Joined.
func (l *Layout) Joins() bool { return l.events != nil }

// made is a column of the records that stand for joined legs.
type made struct {
	name   string
	field  cdr.Field
	unit   unit
	causes causeSpelling
}

// Both begin with the flags of a row, see Layout.flagged.
var (
	madeOfTransactions = []made{
		{name: "flags", field: cdr.RowFlags},
		{name: "start", field: cdr.StartTime, unit: unitSec},
		{name: "answer", field: cdr.AnswerTime, unit: unitSec},
		{name: "end", field: cdr.EndTime, unit: unitSec},
		{name: "duration", field: cdr.DurationMs, unit: unitMilli},
		{name: "billsec", field: cdr.BillsecMs, unit: unitMilli},
		{name: "status of the call", field: cdr.HangupCause, causes: spelledSIP},
		{name: "status of the INVITE", field: cdr.SIPCode},
		{name: "ended by", field: cdr.HangupDisposition},
		{name: "attempt", field: cdr.Attempt},
	}
	madeOfChannels = []made{
		{name: "flags", field: cdr.RowFlags},
		{name: "start", field: cdr.StartTime, unit: unitSec},
		{name: "answer", field: cdr.AnswerTime, unit: unitSec},
		{name: "end", field: cdr.EndTime, unit: unitSec},
		{name: "duration", field: cdr.DurationMs, unit: unitMilli},
		{name: "billsec", field: cdr.BillsecMs, unit: unitMilli},
		{name: "hangupcause", field: cdr.HangupCause},
		{name: "dialstatus", field: cdr.HangupCause, causes: spelledDisposition},
		{name: "ended by", field: cdr.HangupDisposition},
		{name: "leg", field: cdr.Leg},
		{name: "direction", field: cdr.Direction},
		{name: "caller number", field: cdr.CallerIDNumber},
		{name: "caller name", field: cdr.CallerIDName},
		{name: "callee number", field: cdr.CalleeIDNumber},
		{name: "callee name", field: cdr.CalleeIDName},
		{name: "dialled", field: cdr.DestinationNumber},
		{name: "trunk", field: cdr.ResourceID},
	}
)

// made are the columns that joining makes, which stand before those of the
// table.
func (e *events) made() []made {
	if e.kind == channelEvents {
		return madeOfChannels
	}
	return madeOfTransactions
}

// eventOptions are what the rows of such a table are read with: their time,
// and the columns that a person named.
func eventOptions(opt *Options) *Options {
	rows := *opt
	rows.Need, rows.Want, rows.Glance, rows.AccountFrom = cdr.FieldsOf(cdr.EndTime), 0, 0, ""
	return &rows
}

// Joined is the layout of the legs that were joined of the rows of l: records
// as EventReader.Record makes them, some of which head holds. The error is as
// that of Recognise.
func (l *Layout) Joined(head []byte, opt *Options) (*Layout, error) {
	columns := l.events.made()
	j := &Layout{
		name: l.name, source: l.source, zone: l.zone, sep: joinedSeparator,
		width: len(columns) + l.width + 1, byRows: true, flagged: true, constant: l.constant,
		made: len(columns), form: l.Form(),
	}
	for i := range columns {
		j.headings = append(j.headings, columns[i].name)
	}
	for i := range l.width {
		j.headings = append(j.headings, l.heading(i))
	}
	// What a person named goes before what joining makes, but for the time of
	// the rows, of which the ends are made.
	named := func(f cdr.Field) bool {
		return f != cdr.EndTime && slices.ContainsFunc(opt.Columns, func(m ColumnMap) bool { return m.Field == f })
	}
	for i, m := range columns {
		if m.field != cdr.RowFlags && !named(m.field) {
			j.add(m.field, column{index: i, name: m.name, unit: m.unit, causes: m.causes})
		}
	}
	for f := range cdr.Field(cdr.NumFields) {
		if len(j.columns[f]) > 0 {
			continue
		}
		for _, c := range l.columns[f] {
			c.index += len(columns)
			if c.clockAt > 0 {
				c.clockAt += len(columns)
			}
			j.add(f, c)
		}
	}
	j.remarks = slices.Clone(l.remarks)
	legs := *opt
	legs.Columns = nil
	if err := j.finish(sampleOf(head, j.sep), &legs); err != nil {
		return nil, err
	}
	return j, nil
}

// joinedSeparator is translate.Separator, which few cells hold.
const joinedSeparator = 0x1f

// sampleOf takes the records of a text apart.
func sampleOf(text []byte, sep byte) sample {
	s := sample{sep: sep}
	for len(s.records) < maxSampled {
		r := new(lex.Record)
		n, ok := lex.First(text, sep, true, r)
		if !ok {
			break
		}
		s.records, text = append(s.records, r), text[n:]
	}
	return s
}

// Below tells whether a record, which is no row, is a header of other columns:
// tables of different columns were put together. It gives where each column of
// l stands below it; -1 is nowhere.
func (l *Layout) Below(r *lex.Record) (at []int, ok bool) {
	names := l.headings
	if names == nil {
		names = l.events.order
	}
	if !namesColumns(r, names) {
		return nil, false
	}
	list := cells(r)
	for _, name := range names {
		at = append(at, indexOfName(list, name))
	}
	return at, true
}

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
