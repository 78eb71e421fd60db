package dialect

import (
	"fmt"
	"strings"
)

// stampForm is a layout of times as --column's UNIT gives it, such as
// "d/m/Y H:M:S": letters are parts, anything else, and T,
// stands for itself.
//
//	Y year, 4 digits    H hour 0-23           f fraction of the second
//	y year, 2 digits    I hour 1-12, with p   z Z, UTC, +hh:mm or +hhmm
//	m month, b its name M minute              p AM or PM
//	d day               S second
//
// A % before a letter, as in strftime, is passed over, and so is a weekday before
// the date.
type stampForm struct{ parts string }

// formLetters are those that stand for parts.
const formLetters = "YymbdHIMSfpz"

func isFormLetter(c byte) bool { return strings.IndexByte(formLetters, c) >= 0 }

// part takes what a letter or another byte of a layout stands for.
func (s *scanner) part(c byte) {
	switch c {
	case 'Y':
		s.year = s.number(4, 4)
	case 'y':
		s.year = fullYear(s.number(2, 2))
	case 'm':
		s.month = s.number(1, 2)
	case 'b':
		s.month = s.monthName()
	case 'd':
		s.day = s.number(1, 2)
	case 'H':
		s.hour = s.number(1, 2)
	case 'I':
		s.hour, s.twelve = s.number(1, 2), true
	case 'M':
		s.minute = s.number(1, 2)
	case 'S':
		s.second = s.number(1, 2)
	case 'f':
		s.fractionDigits()
	case 'p':
		s.meridiem()
		s.bad = s.bad || !s.twelve
	case 'z':
		s.bad = s.bad || len(s.b) == 0
		s.offset()
	default:
		s.literal(c)
	}
}

// newStampForm checks that a layout names a date and a time of day.
func newStampForm(layout string) (*stampForm, error) {
	parts := strings.ReplaceAll(layout, "%", "")
	for i := range len(parts) {
		c := parts[i]
		if isLetter(c) && !isFormLetter(c) && c != 'T' {
			return nil, fmt.Errorf("%q is no part of a time layout, wanted Y y m b d H I M S f p z", c)
		}
		if strings.IndexByte(parts, c) != i && isFormLetter(c) {
			return nil, fmt.Errorf("%q stands twice in the time layout", c)
		}
	}
	for _, need := range []string{"Yy", "mb", "d", "HI", "M"} {
		if !strings.ContainsAny(parts, need) {
			return nil, fmt.Errorf("time layout %q has no %s", layout, strings.Join(strings.Split(need, ""), " or "))
		}
	}
	return &stampForm{parts}, nil
}

// parse reads one time.
func (f *stampForm) parse(b []byte) (stamp, bool) {
	s := scanner{b: b}
	if !strings.HasPrefix(f.parts, "b") {
		_, s.b = cutWeekday(b)
	}
	for i := range len(f.parts) {
		if s.part(f.parts[i]); s.bad {
			return stamp{}, false
		}
	}
	if len(s.b) > 0 {
		return stamp{}, false
	}
	return s.stamp()
}
