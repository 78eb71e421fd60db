package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Exchanges and spreadsheets write the day and the time of day of a call into
// two columns. They are read as one: the column of the day, with clockAt.

// joinDays finds such pairs among the columns of each time. A clock of a start
// may share the day of another column; a clock of an end may not, as calls run
// past midnight, so that the end is then derived from start and duration.
func (l *Layout) joinDays(rows []*lex.Record) {
	rows = rows[:min(len(rows), maxGuessed)]
	shared := -1
	for i, name := range l.headings {
		if _, _, vague := vagueStart(name); vague && shared < 0 && mostCells(rows, i, isDay) {
			shared = i
		}
	}
	for _, f := range []cdr.Field{cdr.StartTime, cdr.AnswerTime, cdr.EndTime} {
		day, clock := -1, -1
		for _, c := range l.columns[f] {
			switch {
			case day < 0 && mostCells(rows, c.index, isDay):
				day = c.index
			case clock < 0 && mostCells(rows, c.index, isTimeOfDay):
				clock = c.index
			}
		}
		if day < 0 && f == cdr.StartTime {
			day = shared
		}
		switch {
		case clock < 0:
		case day >= 0:
			l.columns[f] = []column{{index: day, clockAt: clock + 1, name: l.heading(day) + " + " + l.heading(clock)}}
		case shared >= 0:
			l.dayless, l.columns[f] = l.heading(clock), nil
		case f == cdr.AnswerTime:
			l.columns[f] = nil
			l.remark(l.heading(clock) + " has no day: not read")
		}
	}
}

// mostCells tells whether more than half of the cells of a column that hold
// anything are something.
func mostCells(rows []*lex.Record, i int, is func([]byte) bool) bool {
	n, cells := 0, 0
	for _, r := range rows {
		if i >= r.Len() {
			continue
		}
		b := bytes.TrimSpace(r.Field(i))
		if isNull(b) {
			continue
		}
		cells++
		if is(b) {
			n++
		}
	}
	return n*2 > cells
}

// isDay tells a date without a time of day.
func isDay(b []byte) bool {
	const longest = len("30 September 2020")
	_, date := cutWeekday(b)
	return len(date) >= 6 && len(date) <= longest && !isStamp(b) && isStamp(append(bytes.Clone(b), " 10:00:00"...))
}

// isTimeOfDay tells a time of day without a date.
func isTimeOfDay(b []byte) bool {
	return len(b) >= 4 && len(b) <= 15 && b[0] != ' ' && isStamp(append([]byte("1/1/2020 "), b...))
}

// dayAndTime is the text of a column whose time of day stands in another.
func (d *Decoder) dayAndTime(r *lex.Record, c *column) []byte {
	return d.joinDay(bytes.TrimSpace(r.Field(c.index)), bytes.TrimSpace(r.Field(c.clockAt-1)))
}

// joinDay writes a day and a time of day as one time.
func (d *Decoder) joinDay(day, clock []byte) []byte {
	if isNull(day) && isNull(clock) {
		return nil
	}
	from := len(d.joined)
	d.joined = append(d.joined, day...)
	d.joined = append(d.joined, ' ')
	d.joined = append(d.joined, clock...)
	return d.joined[from:]
}
