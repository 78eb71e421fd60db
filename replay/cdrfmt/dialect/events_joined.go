package dialect

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

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
	rows.Need, rows.Want, rows.AccountFrom = cdr.FieldsOf(cdr.EndTime), 0, ""
	rows.Glance, rows.Lenient, rows.Compared = 0, 0, 0
	return &rows
}

// Joined is the layout of the legs that were joined of the rows of l: records
// as EventReader.Record makes them, some of which head holds. The error is as
// that of Recognise.
func (l *Layout) Joined(head []byte, opt *Options) (*Layout, error) {
	columns := l.events.made()
	j := &Layout{
		name: l.name, source: l.source, zone: l.zone, sep: translate.Separator,
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

// sampleOf takes the records of a text apart.
func sampleOf(text []byte, sep byte) sample {
	s := sample{sep: sep, head: new(firstRow)}
	for len(s.records) < maxSampled {
		r, n, ok := s.sampler.First(text, sep, true)
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
