package pseudonym

import "github.com/cdrlab/cdrlab/replay/cdr"

// number replaces the digits of a number, in place.
func (s *Stander) number(v []byte) {
	s.values, s.radices, s.places = s.values[:0], s.radices[:0], s.places[:0]
	for i, c := range v {
		if c >= '0' && c <= '9' {
			s.values, s.radices, s.places = append(s.values, uint32(c-'0')), append(s.radices, 10), append(s.places, i)
		}
	}
	x, international := s.values, v[0] == '+'
	for len(x) >= 2 && x[0] == 0 && x[1] == 0 { // 00 stays: it means the same as +
		x, international = x[2:], true
	}
	if len(x) == 0 {
		return
	}
	kept := s.opt.kept(x, international)
	tweak := make([]byte, 0, MaxKeepDigits+1)
	for _, d := range x[:kept] {
		tweak = append(tweak, byte(d))
	}
	for {
		s.permutation.apply(x[kept:], s.radices[:len(x)-kept], tweak)
		if len(x) < 2 || x[0] != 0 || x[1] != 0 { // else it would be read as 00
			break
		}
	}
	for i, d := range s.values {
		v[s.places[i]] = byte('0' + d)
	}
}

// hidden is how many digits at the end of a number are always replaced, if it
// has so many.
const hidden = 4

// MaxKeepDigits is the longest prefix that may be kept.
const MaxKeepDigits = 7

// Options say what stand-ins keep of their values.
type Options struct {
	// KeepDigits is how many digits at the start of a number stay, behind a +
	// or 00: 0 to 7. The last four are replaced in any case.
	KeepDigits int
	// KeepCountry keeps the country calling code (ITU-T E.164) of a number
	// that begins with + or 00. Of others nothing is kept, since nothing tells
	// whether they begin with one.
	KeepCountry bool
}

// Validate checks the options; the error is a *cdr.UsageError.
func (o Options) Validate() error {
	if o.KeepDigits < 0 || o.KeepDigits > MaxKeepDigits {
		return &cdr.UsageError{Problem: "a prefix of 0 to 7 digits may be kept", Hint: "4 for +4930123456 to become +4930 and other digits"}
	}
	return nil
}

// kept is how many of a number's digits stay.
func (o Options) kept(digits []uint32, international bool) int {
	n := o.KeepDigits
	if o.KeepCountry && international {
		n = countryDigits(digits)
	}
	return max(0, min(n, len(digits)-hidden))
}

// twoDigits has a bit for each country calling code of two digits; 1 and 7 are
// of one, all others of three.
var twoDigits = func() (set [100]bool) {
	for _, code := range []int{
		20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58,
		60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
	} {
		set[code] = true
	}
	return set
}()

// countryDigits is how long the country calling code is that digits begin with.
func countryDigits(digits []uint32) int {
	switch {
	case digits[0] == 0: // none
		return 0
	case digits[0] == 1 || digits[0] == 7:
		return 1
	case len(digits) > 1 && twoDigits[digits[0]*10+digits[1]]:
		return 2
	}
	return 3
}
