package dialect

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

const (
	minEndMicros  = cdr.MinTimeUs
	maxEndMicros  = cdr.MaxTimeUs
	maxDurationMs = cdr.MaxDurationMs
)

const (
	outsideYears = "outside 1970..2106"
	tooLong      = "not a duration of at most 100 years"
)

// derive fills what no column holds from what others hold, and checks what
// the options need. It gives why the row is rejected, or "".
func (d *Decoder) derive(r *lex.Record) (reason, column string) {
	l := d.layout
	start, end, duration := &d.values[cdr.StartTime], &d.values[cdr.EndTime], &d.values[cdr.DurationMs]
	if l.shape == shapeTyped && d.sameDay && !start.null && !end.null && end.number < start.number {
		end.number += daySec * 1_000_000
	}
	switch {
	case l.endsByTalk():
		d.deriveByTalk()
	case l.fields.Has(cdr.EndTime) && (len(l.columns[cdr.EndTime]) == 0 || l.derivesTimes && end.null):
		us, _ := cdr.EndOf(start.number, duration.number) // which years is looked at below
		*end = value{null: start.null || duration.null, number: us, digits: start.digits}
		if !end.null {
			d.flags |= cdr.FlagEndDerived
		}
	case l.fields.Has(cdr.StartTime) && (len(l.columns[cdr.StartTime]) == 0 || l.derivesTimes && start.null):
		us, ok := cdr.StartOf(end.number, duration.number)
		*start = value{null: end.null || duration.null || !ok, number: us}
	}
	if l.fields.Has(cdr.DurationMs) && len(l.columns[cdr.DurationMs]) == 0 {
		*duration = d.span(cdr.DurationMs, start, end)
	}
	if l.fills != 0 {
		d.fill(r)
	}
	if l.fields&causeFields != 0 && len(l.columns[cdr.HangupCause]) > 0 {
		d.tellCause()
	}
	if l.fields.Has(cdr.TimePrecision) && !(l.tells(cdr.TimePrecision) && !d.values[cdr.TimePrecision].null) {
		d.precision(start, end)
	}
	if l.fields.Has(cdr.EndTime) && !end.null && (end.number < minEndMicros || end.number >= maxEndMicros) {
		return outsideYears, l.columnOf(cdr.EndTime)
	}
	for _, f := range d.needs {
		if d.values[f].null {
			return d.absence(f, r)
		}
	}
	return "", ""
}

// endsByTalk tells whether the end is the answer, or the start of what was
// never answered, plus the time of talk.
func (l *Layout) endsByTalk() bool { return l.talkEnds && len(l.columns[cdr.EndTime]) == 0 }

// deriveByTalk fills such an end.
func (d *Decoder) deriveByTalk() {
	from, talk := d.values[cdr.AnswerTime], d.values[cdr.BillsecMs]
	if len(d.layout.columns[cdr.AnswerTime]) == 0 || from.null {
		from = d.values[cdr.StartTime]
	}
	end := &d.values[cdr.EndTime]
	if *end = (value{null: from.null || talk.null, number: from.number + talk.number*1000}); !end.null {
		d.flags |= cdr.FlagEndDerived
	}
}

// absence says which cell a needed field lacks.
func (d *Decoder) absence(f cdr.Field, r *lex.Record) (reason, column string) {
	l := d.layout
	if len(l.columns[f]) > 0 {
		if b := trim(d.cell(r, &l.columns[f][0])); len(b) > 0 {
			return fmt.Sprintf("%q means none, wanted %s", shorten(b), f), l.columnOf(f)
		}
		return "no value, wanted " + f.String(), l.columnOf(f)
	}
	part := cdr.DurationMs
	if l.endsByTalk() {
		part = cdr.BillsecMs
	}
	switch other := startOrEnd(f); {
	case d.values[other].null:
		part = other
	case f == cdr.DurationMs:
		part = cdr.StartTime
	}
	return "no value, wanted " + part.String() + " to derive " + f.String(), l.columnOf(part)
}

// startOrEnd is the time that the other, or a duration, is derived from.
func startOrEnd(f cdr.Field) cdr.Field {
	if f == cdr.EndTime {
		return cdr.StartTime
	}
	return cdr.EndTime
}

// columnOf names the column of a field, or of what it is derived from.
func (l *Layout) columnOf(f cdr.Field) string {
	if len(l.columns[f]) == 0 {
		f = startOrEnd(f)
	}
	if len(l.columns[f]) == 0 {
		return f.String()
	}
	return l.columns[f][0].name
}

// precision is how many decimals of a second the row's times have, in the
// steps 0, 3, 6.
func (d *Decoder) precision(start, end *value) {
	digits := start.digits
	if len(d.layout.columns[cdr.EndTime]) > 0 && !end.null {
		digits = end.digits
	}
	d.values[cdr.TimePrecision] = value{null: start.null && end.null, number: int64((digits + 2) / 3 * 3)}
}
