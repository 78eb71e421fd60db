package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// seenTimes is what the cells of a column have in common.
type seenTimes struct {
	slashed           bool // there are d/m/Y or m/d/Y dates,
	first12, second12 bool // whose first, second number is never above 12
	dotted            bool // and all have points between
	example           string
	local             bool // some have no offset
	weekday           bool // some have a weekday that tells the order
	minutes           bool // none of those that are times has seconds
	// short: all dates have two digits for each part. firsts and lasts are how
	// many different first and last parts there are, 2 for more than one.
	short         bool
	firsts, lasts int
	first, last   string // the parts of the first date
}

// beginsWithYear tells dates of two digits for each part whose first part never
// changes, as a year's would, while the last does, as a day's would.
func (seen *seenTimes) beginsWithYear() bool {
	return seen.short && seen.firsts == 1 && seen.lasts > 1 && seen.second12 && !seen.first12
}

// addShort takes in the date of a text.
func (seen *seenTimes) addShort(b []byte) {
	if len(b) < 8 || !isDigits(b[:2]) || !isDigits(b[3:5]) || !isDigits(b[6:8]) || b[2] != b[5] || len(b) > 8 && isDigit(b[8]) || b[6] > '3' {
		seen.short = false
		return
	}
	first, last := string(b[:2]), string(b[6:8])
	switch {
	case seen.firsts == 0:
		seen.first, seen.last, seen.firsts, seen.lasts = first, last, 1, 1
	default:
		if first != seen.first {
			seen.firsts = 2
		}
		if last != seen.last {
			seen.lasts = 2
		}
	}
}

func (d *Decoder) lookAt(c *column, rows []*lex.Record) seenTimes {
	seen := seenTimes{first12: true, second12: true, dotted: true, short: true}
	l := d.layout
	k := newClock(c, l.zone)
	times, seconds := 0, 0
	for _, r := range rows {
		if l.passesOver(r) || !d.fit(r) {
			continue
		}
		b := bytes.TrimSpace(d.cell(r, c))
		if first, second, sep, ok := slashedDate(b); ok {
			seen.weekday = seen.weekday || first == provenDay || second == provenDay
			if !seen.slashed {
				seen.slashed, seen.example = true, string(b)
			}
			seen.first12 = seen.first12 && first <= 12
			seen.second12 = seen.second12 && second <= 12
			seen.dotted = seen.dotted && sep == '.'
			seen.addShort(b)
		}
		if t, got := k.read(b); got == readValue {
			seen.local = seen.local || t.local && !c.utc
			times++
			if !t.local || bytes.Count(b, []byte(":")) != 1 {
				seconds++
			}
		}
	}
	seen.minutes = times > 0 && seconds == 0
	return seen
}

// provenDay stands for a day of the month that is one by its weekday.
const provenDay = 99

// slashedDate takes the first two numbers of a date that ends in the year. Where
// the weekday before it says which of them is the day, that is provenDay.
func slashedDate(b []byte) (first, second int, sep byte, ok bool) {
	if len(b) < 6 || isDigits(b[:4]) {
		return 0, 0, 0, false
	}
	day, date := cutWeekday(b)
	s := scanner{b: date}
	first = s.number(1, 2)
	sep = s.oneOf("/.-")
	second = s.number(1, 2)
	s.literal(sep)
	s.shortYear(sep)
	switch orderOn(date, day, orderUnknown) {
	case dayFirst:
		first = provenDay
	case monthFirst:
		second = provenDay
	}
	return first, second, sep, !s.bad
}
