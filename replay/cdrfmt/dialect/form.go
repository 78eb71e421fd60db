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
// A % before a letter, as in strftime, is passed over.
type stampForm struct {
	parts string
	take  []func(*scanner) // by the byte of parts; nil stands for itself
}

// formParts maps each letter to what it takes from the text.
var formParts = map[byte]func(*scanner){
	'Y': func(s *scanner) { s.year = s.number(4, 4) },
	'y': func(s *scanner) { s.year = fullYear(s.number(2, 2)) },
	'm': func(s *scanner) { s.month = s.number(1, 2) },
	'b': func(s *scanner) { s.month = s.monthName() },
	'd': func(s *scanner) { s.day = s.number(1, 2) },
	'H': func(s *scanner) { s.hour = s.number(1, 2) },
	'I': func(s *scanner) { s.hour, s.twelve = s.number(1, 2), true },
	'M': func(s *scanner) { s.minute = s.number(1, 2) },
	'S': func(s *scanner) { s.second = s.number(1, 2) },
	'f': func(s *scanner) { s.fractionDigits() },
	'p': func(s *scanner) {
		s.meridiem()
		s.bad = s.bad || !s.twelve
	},
	'z': func(s *scanner) {
		s.bad = s.bad || len(s.b) == 0
		s.offset()
	},
}

// newStampForm checks that a layout names a date and a time of day.
func newStampForm(layout string) (*stampForm, error) {
	parts := strings.ReplaceAll(layout, "%", "")
	for i := range len(parts) {
		c := parts[i]
		if _, known := formParts[c]; isLetter(c) && !known && c != 'T' {
			return nil, fmt.Errorf("%q is no part of a time layout, wanted Y y m b d H I M S f p z", c)
		}
		if strings.IndexByte(parts, c) != i && formParts[c] != nil {
			return nil, fmt.Errorf("%q stands twice in the time layout", c)
		}
	}
	for _, need := range []string{"Yy", "mb", "d", "HI", "M"} {
		if !strings.ContainsAny(parts, need) {
			return nil, fmt.Errorf("time layout %q has no %s", layout, strings.Join(strings.Split(need, ""), " or "))
		}
	}
	f := &stampForm{parts: parts}
	for i := range len(parts) {
		f.take = append(f.take, formParts[parts[i]])
	}
	return f, nil
}

// parse reads one time.
func (f *stampForm) parse(b []byte) (stamp, bool) {
	s := scanner{b: b}
	for i, take := range f.take {
		if take != nil {
			take(&s)
		} else {
			s.literal(f.parts[i])
		}
		if s.bad {
			return stamp{}, false
		}
	}
	if len(s.b) > 0 {
		return stamp{}, false
	}
	return s.stamp()
}
