package dialect

import "bytes"

// stamp is a point in time as it is written, before its zone is known.
type stamp struct {
	sec    int64 // since 1970-01-01, of UTC if zoned, else of the wall clock
	micros int64 // 0..999999
	digits int   // of a second in the text: 0 to 6
	zoned  bool
	zone   string // the name of its zone, if that is all it says of it
}

// dateOrder is how d/m/Y and m/d/Y dates of a column are told apart: only the
// whole column can say it.
type dateOrder uint8

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// parseStamp reads the spellings of a date and time that switches, databases,
// reports and billing systems write, apart from bare numbers of seconds:
//
//	2020-02-10 22:41:05[.123][Z|+01:00|+0000 UTC]   with T, _, - or space between
//	2020-02-10_22-41-05, 2020-02-10-22.41.05.123456, 2020.2.10 22:41[:05], 2020-Feb-10 22:41
//	20200210224105[.123], 20200210[T| |-|_]22:41:05, 20200210T224105
//	10/2/2020[,| -] 22:41[:05][ PM], 10.2.20 22:41      by order
//	10-Feb-2020 22:41[:05], 10-FEB-20 10.41.05.000000 PM, 10/Feb/2020:22:41:05 +0100
//	Feb[ruary] 10[,] 2020[,| at] 10:41:05 PM
//	[Mon ]Feb 10 22:41:05 [CET |+0100 ]2020
//	Mon, 10 Feb 2020 22:41:05 GMT, and any of those above after a weekday
//	[*]22:41:05.123 CET [Mon ]Feb 10 2020
//
// Where an offset may stand, the name of a zone may; what stands in brackets
// behind an offset is passed over.
func parseStamp(b []byte, order dateOrder) (stamp, bool) {
	s := scanner{b: b}
	switch {
	case len(b) >= 4 && isDigits(b[:4]):
		s.yearFirst()
	case len(b) >= 4 && (b[2] == ':' || b[3] == ':'):
		s.clockFirst()
	case len(b) >= 5 && isLetter(b[0]):
		s.wordFirst(order)
	default:
		s.slashed(order)
	}
	if s.bad || len(s.b) > 0 {
		return stamp{}, false
	}
	return s.stamp()
}

// stamp checks the parts against the calendar. Second 60 is a leap second, or
// what a careless clock writes for one: it is read as the next second.
func (s *scanner) stamp() (stamp, bool) {
	if s.twelve {
		if s.hour < 1 || s.hour > 12 {
			return stamp{}, false
		}
		s.hour %= 12
		if s.afternoon {
			s.hour += 12
		}
	}
	days, ok := daysSince1970(s.year, s.month, s.day)
	if !ok || s.hour > 23 || s.minute > 59 || s.second > 60 {
		return stamp{}, false
	}
	sec := days*daySec + int64(s.hour)*3600 + int64(s.minute)*60 + int64(s.second) - int64(s.offsetSec)
	return stamp{sec: sec, micros: int64(s.micros), digits: s.digits, zoned: s.zoned, zone: s.zone}, true
}

func (s *scanner) yearFirst() {
	if len(s.b) > 4 && isDigit(s.b[4]) { // no separators in the date
		s.year, s.month, s.day = s.number(4, 4), s.number(2, 2), s.number(2, 2)
		if c := s.peek(); c == ' ' || c == 'T' || c == '-' || c == '_' {
			s.skip(1)
		}
		if len(s.b) > 2 && s.b[2] == ':' {
			s.clock(':')
		} else {
			s.hour, s.minute, s.second = s.number(2, 2), s.number(2, 2), s.number(2, 2)
			s.fraction()
		}
		s.offset()
		return
	}
	s.year = s.number(4, 4)
	sep := s.oneOf("-/.")
	if isLetter(s.peek()) {
		s.month = s.monthName()
	} else {
		s.month = s.number(1, 2)
	}
	s.literal(sep)
	s.day = s.number(1, 2)
	between := s.oneOf(" T_t-")
	switch after := byte(0); {
	case len(s.b) > 2 && (between == '_' || between == '-'):
		if after = s.b[2]; after != '-' && after != '.' {
			after = ':'
		}
		s.clock(after)
	default:
		s.clock(':')
		s.meridiem()
	}
	s.offset()
}

// clockFirst reads the form of RADIUS records of Cisco's gateways and of Acme
// Packet. A * or . says that the clock was not set by another.
func (s *scanner) clockFirst() {
	if c := s.peek(); c == '*' || c == '.' {
		s.skip(1)
	}
	s.clock(':')
	s.literal(' ')
	s.zoneWord()
	s.literal(' ')
	if probe := *s; probe.monthName() == 0 && len(s.b) > 3 { // the day of the week
		s.skip(3)
		s.spaces()
	}
	s.month = s.monthName()
	s.literal(' ')
	s.spaces()
	s.day = s.number(1, 2)
	s.literal(' ')
	s.year = s.number(4, 4)
}

func (s *scanner) slashed(order dateOrder) {
	first := s.number(1, 2)
	sep := s.oneOf("/.- ")
	named := isLetter(s.peek())
	if named {
		s.day, s.month, order = first, s.monthName(), dayFirst
	} else {
		s.day, s.month = first, s.number(1, 2)
		s.bad = s.bad || sep == ' '
	}
	s.literal(sep)
	if named {
		sep = 0 // nothing else can begin with the year
	}
	s.year = s.shortYear(sep)
	switch order {
	case dayFirst:
	case monthFirst:
		s.month, s.day = s.day, s.month
	default:
		s.bad = true
	}
	s.timeOfDay()
}

// timeOfDay reads what follows a date that ends in the year.
func (s *scanner) timeOfDay() {
	if c := s.peek(); c == ':' { // web servers
		s.skip(1)
	} else {
		if c == ',' {
			s.skip(1)
		}
		s.oneOf(" T")
		s.spaces() // SQL Server pads the hour
		for _, word := range []string{"- ", "at "} {
			s.b = bytes.TrimPrefix(s.b, []byte(word))
		}
	}
	sep := byte(':')
	if i := bytes.IndexAny(s.b, ":."); i > 0 && s.b[i] == '.' { // Oracle
		sep = '.'
	}
	s.clock(sep)
	s.meridiem()
	s.offset()
}
