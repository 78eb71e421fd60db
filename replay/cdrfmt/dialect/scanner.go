package dialect

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// scanner takes a written time apart from left to right. bad is sticky: what
// is taken after it has no meaning.
type scanner struct {
	b   []byte
	bad bool

	year, month, day, hour, minute, second int
	micros, digits                         int
	afternoon, twelve                      bool // of a 12-hour clock
	zoned                                  bool
	offsetSec                              int
	zone                                   string // the name of a zone, such as CET
}

var monthNames = [12]string{
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
}

// clock reads H:M[:S[.frac]].
func (s *scanner) clock(sep byte) {
	s.hour = s.number(1, 2)
	s.literal(sep)
	s.minute = s.number(2, 2)
	if s.peek() == sep {
		s.skip(1)
		s.second = s.number(2, 2)
		if len(s.b) >= 4 && s.b[0] == ':' && isDigits(s.b[1:4]) && (len(s.b) == 4 || !isDigit(s.b[4])) { // SQL Server
			s.skip(1)
			s.fractionDigits()
			return
		}
		s.fraction()
	}
}

// fraction reads a decimal part of the second, to the microsecond; further
// digits are dropped.
func (s *scanner) fraction() {
	if c := s.peek(); c != '.' && c != ',' {
		return
	}
	s.skip(1)
	s.fractionDigits()
}

func (s *scanner) fractionDigits() {
	n := 0
	for ; n < len(s.b) && isDigit(s.b[n]); n++ {
		if n < 6 {
			s.micros = s.micros*10 + int(s.b[n]-'0')
		}
	}
	s.bad = s.bad || n == 0
	s.digits = min(n, 6)
	for i := s.digits; i < 6; i++ {
		s.micros *= 10
	}
	s.skip(n)
}

// meridiem reads an AM or PM, if there is one.
func (s *scanner) meridiem() {
	b := bytes.TrimLeft(s.b, " \u00a0\u202f") // browsers put a narrow space
	if len(b) < 2 || b[1]|0x20 != 'm' || b[0]|0x20 != 'a' && b[0]|0x20 != 'p' {
		return
	}
	s.twelve, s.afternoon = true, b[0]|0x20 == 'p'
	s.b = b[2:]
}

// monthName takes the English name of a month, whole or its first three letters.
func (s *scanner) monthName() int {
	if len(s.b) >= 3 {
		for i, name := range monthNames {
			if s.b[0]|0x20 != name[0] || s.b[1]|0x20 != name[1] || s.b[2]|0x20 != name[2] {
				continue
			}
			n := 3
			if len(s.b) >= len(name) && bytes.EqualFold(s.b[:len(name)], []byte(name)) {
				n = len(name)
			}
			s.skip(n)
			return i + 1
		}
	}
	s.bad = true
	return 0
}

// shortYear takes a year that ends a date, of four digits or, where sep does
// not make it look like one that begins with the year, of two.
func (s *scanner) shortYear(sep byte) int {
	n := 0
	for n < len(s.b) && isDigit(s.b[n]) {
		n++
	}
	if n == 2 && sep != '-' {
		return fullYear(s.number(2, 2))
	}
	return s.number(4, 4)
}

// fullYear is the year between 1970 and 2069 that ends in two digits.
func fullYear(two int) int {
	if two >= 70 {
		return 1900 + two
	}
	return 2000 + two
}

// number takes least to most digits.
func (s *scanner) number(least, most int) int {
	n, v := 0, 0
	for n < len(s.b) && n < most && isDigit(s.b[n]) {
		v = v*10 + int(s.b[n]-'0')
		n++
	}
	s.bad = s.bad || n < least
	s.skip(n)
	return v
}

func (s *scanner) peek() byte {
	if len(s.b) == 0 {
		return 0
	}
	return s.b[0]
}

func (s *scanner) skip(n int) { s.b = s.b[n:] }

func (s *scanner) spaces() { s.b = bytes.TrimLeft(s.b, " ") }

func (s *scanner) literal(c byte) {
	if s.peek() != c || len(s.b) == 0 {
		s.bad = true
		return
	}
	s.skip(1)
}

// oneOf takes one of the given bytes.
func (s *scanner) oneOf(set string) byte {
	for i := range len(set) {
		if len(s.b) > 0 && s.b[0] == set[i] {
			s.skip(1)
			return set[i]
		}
	}
	s.bad = true
	return 0
}

func isDigit(c byte) bool  { return c-'0' < 10 }
func isLetter(c byte) bool { return c|0x20-'a' < 26 }

// countDigits is how many of some bytes are digits. Nearly every row of a head
// is counted, so eight bytes are looked at in one step.
func countDigits(b []byte) (n int) {
	const zeros, tens, lows, highs = 0x3030303030303030, 0x7676767676767676, 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	for ; len(b) >= 8; b = b[8:] {
		w := binary.LittleEndian.Uint64(b) ^ zeros
		n += bits.OnesCount64(^((w&lows + tens) | w) & highs)
	}
	for _, c := range b {
		if isDigit(c) {
			n++
		}
	}
	return n
}

func isDigits(b []byte) bool {
	for _, c := range b {
		if !isDigit(c) {
			return false
		}
	}
	return len(b) > 0
}
