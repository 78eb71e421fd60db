package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// settleTimes looks at the times of the head for what only many rows can say:
// whether 3/4/2020 is in March or April, and what to tell a person of zones
// and seconds.
func (l *Layout) settleTimes(d *Decoder, s sample, below []*lex.Record) error {
	rows := s.records[min(l.leading, len(s.records)):]
	local, minutes := false, ""
	for f := range cdr.Field(cdr.NumFields) {
		if f.Kind() != cdr.Time || !l.reads(f) && !l.spare.Has(f) {
			continue
		}
		for i := range l.columns[f] {
			c := &l.columns[f][i]
			seen := d.lookAt(c, below)
			if seen.slashed && c.form == nil {
				if bad := l.settleOrder(f, c, seen); bad != nil {
					if !l.softly(f) {
						return bad
					}
					c.order = orderUnknown
					if !l.quiet.Has(f) {
						l.remark(bad.Problem + ", so it is not read; " + bad.Hint)
					}
				}
				seen = d.lookAt(c, below)
			}
			if i > 0 && !d.fallsBack(f, i, rows) {
				continue
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

// belowHeader are the rows of the head up to a header of other columns.
func (l *Layout) belowHeader(s sample) []*lex.Record {
	rows := s.records[min(l.leading, len(s.records)):]
	if i := slices.IndexFunc(rows, func(r *lex.Record) bool { return l.IsHeader(r) && !l.notARow(r) }); i >= 0 {
		return rows[:i]
	}
	return rows
}

// fallsBack tells whether some row has a value of a field only in its i-th
// column or behind it.
func (d *Decoder) fallsBack(f cdr.Field, i int, rows []*lex.Record) bool {
	l := d.layout
	return slices.ContainsFunc(rows, func(r *lex.Record) bool {
		if l.notARow(r) || !d.fit(r) {
			return false
		}
		for j := range l.columns[f][:i] {
			if c := &l.columns[f][j]; !isNoTime(trim(d.cell(r, c))) && !isZero(trim(d.cell(r, c))) {
				return false
			}
		}
		return true
	})
}

// isZero tells the number that stands for no time.
func isZero(b []byte) bool {
	n, ok := parseDecimal(b)
	return ok && n.isZero()
}

// settleOrder tells d/m/Y from m/d/Y by the numbers of all dates in the head, or
// that they do not say.
func (l *Layout) settleOrder(f cdr.Field, c *column, seen seenTimes) *cdr.DataError {
	why := "by a number above 12 in the first rows"
	if seen.weekday {
		why = "by the weekdays"
	}
	c.order = dayFirst
	if seen.beginsWithYear() {
		sep := string(seen.example[2])
		name := fmt.Sprintf("%s=%s:", f, c.name)
		layout := layoutOf(seen.example, "d", "m")
		turned := "y" + sep + "m" + sep + "d" + strings.TrimPrefix(layout, "d"+sep+"m"+sep+"y")
		hint := fmt.Sprintf("say which: --column '%s%s' or '%s%s'", name, layout, name, turned)
		if c.clockAt > 0 {
			hint = "join the two columns into one, then say which with --column"
		}
		return l.problem(fmt.Sprintf("%s: %q may begin with the year or with the day", c.name, seen.example), hint)
	}
	switch {
	case seen.first12 && seen.second12 && seen.dotted:
		why = "as is usual with points between"
	case seen.first12 && seen.second12:
		if c.clockAt > 0 {
			return l.problem(fmt.Sprintf("%s: %q may be day/month or month/day", c.name, seen.example),
				"join the two columns into one, then say which with --column")
		}
		name := fmt.Sprintf("%s=%s:", f, c.name)
		return l.problem(fmt.Sprintf("%s: %q may be day/month or month/day", c.name, seen.example),
			fmt.Sprintf("say which: --column '%s%s' or '%s%s'", name, layoutOf(seen.example, "d", "m"), name, layoutOf(seen.example, "m", "d")))
	case seen.first12:
		c.order = monthFirst
	}
	l.remark(fmt.Sprintf("%s: dates read as %s, %s", c.name, c.order, why))
	return nil
}

// layoutOf is the time layout, as --column takes it, of a date that begins
// with two parts and ends in the year.
func layoutOf(example, first, second string) string {
	_, plain := cutWeekday([]byte(example))
	date, clock, _ := strings.Cut(string(plain), " ")
	comma := ""
	if strings.HasSuffix(date, ",") {
		date, comma = date[:len(date)-1], ","
	}
	sep := string(date[strings.IndexAny(date, "/.-")])
	year := "Y"
	if len(date)-strings.LastIndex(date, sep) == 3 {
		year = "y"
	}
	layout := first + sep + second + sep + year + comma + " "
	half := strings.HasSuffix(strings.ToLower(clock), "m")
	if half {
		layout += "I:M"
	} else {
		layout += "H:M"
	}
	if strings.Count(clock, ":") > 1 {
		layout += ":S"
	}
	if strings.Contains(clock, ".") {
		layout += ".f"
	}
	if half {
		layout += " p"
	}
	return layout
}

// reads tells whether decoders read the columns of a field, for itself or to
// derive another from.
func (l *Layout) reads(f cdr.Field) bool {
	if len(l.columns[f]) == 0 {
		return false
	}
	return l.fields.Has(f) || l.signs.Has(f) || l.derivesFrom(f, l.fields)
}

// softly tells whether a text of a field that does not parse is no reason to
// reject a row, for itself and for what is derived from it.
func (l *Layout) softly(f cdr.Field) bool {
	hard := l.fields &^ l.soft
	return !hard.Has(f) && !l.derivesFrom(f, hard)
}

// derivesFrom tells whether another field, of those given, is derived from the
// columns of f.
func (l *Layout) derivesFrom(f cdr.Field, fields cdr.FieldSet) bool {
	derived := func(of cdr.Field) bool {
		return fields.Has(of) && (len(l.columns[of]) == 0 || l.derivesTimes && (of == cdr.StartTime || of == cdr.EndTime))
	}
	if l.endsByTalk() && (f == cdr.StartTime || f == cdr.AnswerTime || f == cdr.BillsecMs) {
		return derived(cdr.EndTime) || derived(cdr.DurationMs) || derived(cdr.TimePrecision) && f == cdr.StartTime
	}
	switch f {
	case cdr.StartTime:
		if l.shape == shapeTyped && fields.Has(cdr.EndTime) {
			return true
		}
		return derived(cdr.EndTime) || derived(cdr.DurationMs) || derived(cdr.TimePrecision) && len(l.columns[cdr.EndTime]) == 0
	case cdr.EndTime:
		return derived(cdr.StartTime) || derived(cdr.DurationMs) || derived(cdr.TimePrecision)
	case cdr.DurationMs:
		return derived(cdr.EndTime) || derived(cdr.StartTime)
	case cdr.HangupCause:
		return fields&causeFields != 0
	}
	return false
}

func (o dateOrder) String() string {
	return [...]string{"ambiguous", "day/month/year", "month/day/year"}[o]
}
