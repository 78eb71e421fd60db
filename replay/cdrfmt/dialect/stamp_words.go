package dialect

import (
	"bytes"
	"time"
)

// wordFirst reads times that begin with the name of a month or of a weekday:
// those of ctime, of mail, of browsers and of reports.
func (s *scanner) wordFirst(order dateOrder) {
	if probe := *s; probe.monthName() > 0 && !isLetter(probe.peek()) {
		s.monthFirst()
		return
	}
	day, rest := cutWeekday(s.b)
	s.bad = len(rest) == len(s.b)
	s.b = rest
	switch {
	case s.bad:
	case isLetter(s.peek()):
		s.monthFirst()
	case s.namesMonth():
		s.mailDate()
	default:
		s.slashed(orderOn(s.b, day, order))
	}
}

// namesMonth tells whether a day of the month and the name of a month follow.
func (s *scanner) namesMonth() bool {
	probe := *s
	probe.number(1, 2)
	probe.oneOf(" -")
	return !probe.bad && isLetter(probe.peek())
}

// mailDate reads the form of RFC 1036 and RFC 822 behind the weekday.
func (s *scanner) mailDate() {
	s.day = s.number(1, 2)
	s.oneOf(" -")
	s.month = s.monthName()
	s.oneOf(" -")
	s.year = s.shortYear(0)
	s.literal(' ')
	s.clock(':')
	s.meridiem()
	s.offset()
}

// monthFirst reads the forms of American reports, Feb 10, 2020, of SQL Server
// and of browsers, with the year before the clock, and of ctime, with the clock
// before the year.
func (s *scanner) monthFirst() {
	s.month = s.monthName()
	if s.peek() == '.' {
		s.skip(1)
	}
	s.literal(' ')
	s.spaces() // ctime pads the day
	s.day = s.number(1, 2)
	for _, ordinal := range []string{"st", "nd", "rd", "th"} {
		s.b = bytes.TrimPrefix(s.b, []byte(ordinal))
	}
	if s.peek() == ',' {
		s.skip(1)
	}
	s.literal(' ')
	if len(s.b) > 4 && isDigits(s.b[:4]) {
		s.year = s.number(4, 4)
		s.timeOfDay()
		return
	}
	s.clock(':')
	s.meridiem()
	s.literal(' ')
	if i := bytes.LastIndexByte(s.b, ' '); i > 0 {
		zone := scanner{b: s.b[:i]}
		zone.offset()
		s.bad = s.bad || zone.bad || len(zone.b) > 0
		s.zoned, s.zone, s.offsetSec = zone.zoned, zone.zone, zone.offsetSec
		s.skip(i + 1)
	}
	s.year = s.number(4, 4)
}

// cutWeekday splits off a weekday in English, or three letters that may be one
// in another language; day is -1 if it is none.
func cutWeekday(b []byte) (day time.Weekday, rest []byte) {
	n := 0
	for n < len(b) && isLetter(b[n]) {
		n++
	}
	day = -1
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := d.String(); n == 3 && bytes.EqualFold(b[:n], []byte(name[:3])) || bytes.EqualFold(b[:n], []byte(name)) {
			day = d
		}
	}
	if n != 3 && day < 0 {
		return -1, b
	}
	rest = b[n:]
	if len(rest) > 0 && rest[0] == ',' {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0] != ' ' {
		return -1, b
	}
	return day, bytes.TrimLeft(rest, " ")
}

// orderOn is the order in which a date that ends in the year falls on a
// weekday, or else the one given: 2/3/2026 is a Monday only if 2 is the day.
func orderOn(date []byte, on time.Weekday, order dateOrder) dateOrder {
	falls := func(o dateOrder) bool {
		s := scanner{b: date}
		s.slashed(o)
		days, ok := daysSince1970(s.year, s.month, s.day)
		return ok && time.Weekday((days+int64(time.Thursday))%7) == on
	}
	switch first, second := falls(dayFirst), falls(monthFirst); {
	case on < 0 || first == second:
		return order
	case first:
		return dayFirst
	}
	return monthFirst
}
