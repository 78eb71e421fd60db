package dialect

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// settleTimes looks at the times of the head for what only many rows can say:
// whether 3/4/2020 is in March or April, and what to tell a person of zones
// and seconds.
func (l *Layout) settleTimes(s sample) error {
	rows := s.records[min(l.leading, len(s.records)):]
	local, minutes := false, ""
	for f := range cdr.Field(cdr.NumFields) {
		if f.Kind() != cdr.Time || !l.reads(f) {
			continue
		}
		for i := range l.columns[f] {
			c := &l.columns[f][i]
			seen := l.lookAt(c, rows)
			if seen.slashed && c.form == nil {
				if seen.first12 && seen.second12 {
					return l.problem(fmt.Sprintf("%s: %q may be day/month or month/day", c.name, seen.example),
						fmt.Sprintf("say which: --column '%s=%s:d/m/Y H:M:S' or '...:m/d/Y H:M:S'", f, c.name))
				}
				c.order = dayFirst
				if seen.first12 {
					c.order = monthFirst
				}
				l.remark(fmt.Sprintf("%s: dates read as %s, by a number above 12 in the first rows", c.name, c.order))
				seen = l.lookAt(c, rows)
			}
			local = local || seen.local
			if seen.minutes && minutes == "" {
				minutes = c.name
			}
		}
	}
	if local {
		zone := "UTC"
		if l.zone != nil {
			zone = l.zone.String()
		}
		l.remark("times without an offset are read in " + zone + " (--tz)")
	}
	if minutes != "" {
		l.remark(minutes + " has no seconds: its times are read as second 0")
	}
	return nil
}

// reads tells whether decoders read the columns of a field, for itself or to
// derive another from.
func (l *Layout) reads(f cdr.Field) bool {
	if len(l.columns[f]) == 0 {
		return false
	}
	return l.fields.Has(f) || l.derivesFrom(f)
}

// derivesFrom tells whether another field is derived from the columns of f.
func (l *Layout) derivesFrom(f cdr.Field) bool {
	derived := func(of cdr.Field) bool { return l.fields.Has(of) && len(l.columns[of]) == 0 }
	switch f {
	case cdr.StartTime:
		return derived(cdr.EndTime) || derived(cdr.TimePrecision) && len(l.columns[cdr.EndTime]) == 0
	case cdr.EndTime:
		return derived(cdr.StartTime) || derived(cdr.TimePrecision)
	case cdr.DurationMs:
		return derived(cdr.EndTime) || derived(cdr.StartTime)
	case cdr.HangupCause:
		return l.fields&causeFields != 0
	}
	return false
}

func (o dateOrder) String() string {
	return [...]string{"ambiguous", "day/month/year", "month/day/year"}[o]
}

// seenTimes is what the cells of a column have in common.
type seenTimes struct {
	slashed           bool // there are d/m/Y or m/d/Y dates,
	first12, second12 bool // whose first, second number is never above 12
	example           string
	local             bool // some have no offset
	minutes           bool // none of those that are times has seconds
}

func (l *Layout) lookAt(c *column, rows []*lex.Record) seenTimes {
	seen := seenTimes{first12: true, second12: true}
	k := newClock(c, l.zone)
	d := l.NewDecoder()
	times, seconds := 0, 0
	for _, r := range rows {
		if l.notARow(r) || !d.fit(r) {
			continue
		}
		b := bytes.TrimSpace(d.cell(r, c))
		if first, second, ok := slashedDate(b); ok {
			if !seen.slashed {
				seen.slashed, seen.example = true, string(b)
			}
			seen.first12 = seen.first12 && first <= 12
			seen.second12 = seen.second12 && second <= 12
		}
		if t, got := k.read(b); got == readValue {
			seen.local = seen.local || t.local
			times++
			if !t.local || bytes.Count(b, []byte(":")) != 1 {
				seconds++
			}
		}
	}
	seen.minutes = times > 0 && seconds == 0
	return seen
}

// slashedDate takes the first two numbers of a date that ends in the year.
func slashedDate(b []byte) (first, second int, ok bool) {
	if len(b) < 8 || isDigits(b[:4]) {
		return 0, 0, false
	}
	s := scanner{b: b}
	first = s.number(1, 2)
	sep := s.oneOf("/.-")
	second = s.number(1, 2)
	s.literal(sep)
	s.number(4, 4)
	return first, second, !s.bad
}
