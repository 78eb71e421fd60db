package jsondoc

import (
	"bytes"
	"strconv"
)

// number reads the number at i.
func (s *scanner) number(i int, n *node) int {
	start := i
	if s.text[i] == '-' {
		i++
		if rest := s.text[i:]; bytes.HasPrefix(rest, []byte("Infinity")) {
			i += len("Infinity")
			if n != nil {
				s.keep(n, nil)
			}
			return i
		}
	}
	whole := s.digits(i)
	if whole < 0 {
		return -1
	}
	if s.text[i] == '0' && whole > i+1 {
		return s.failed(i, "found a number that begins with 0, wanted none before other digits")
	}
	i = whole
	exponent := false
	if i < len(s.text) && s.text[i] == '.' {
		if i = s.digits(i + 1); i < 0 {
			return -1
		}
	}
	if i < len(s.text) && s.text[i]|0x20 == 'e' {
		exponent = true
		if i++; i < len(s.text) && (s.text[i] == '+' || s.text[i] == '-') {
			i++
		}
		if i = s.digits(i); i < 0 {
			return -1
		}
	}
	if i == len(s.text) && !s.whole {
		return s.ended() // more digits may follow
	}
	if n != nil {
		text := s.text[start:i]
		if exponent {
			text = withoutExponent(text)
		}
		s.keep(n, text)
	}
	return i
}

// digits gives where the digits at i end, of which there must be one.
func (s *scanner) digits(i int) int {
	if i >= len(s.text) {
		return s.ended()
	}
	if s.text[i]-'0' > 9 {
		return s.failed(i, "found %s, wanted a digit", s.near(i))
	}
	for i < len(s.text) && s.text[i]-'0' < 10 {
		i++
	}
	return i
}

// maxShift bounds how far withoutExponent moves a point.
const maxShift = 30

// withoutExponent writes a number such as 1.7734107e9 with its digits alone.
// One with an exponent that is none of a time or duration stays as it is.
func withoutExponent(text []byte) []byte {
	e := bytes.IndexAny(text, "eE")
	shift, err := strconv.Atoi(string(text[e+1:]))
	if err != nil || shift > maxShift || shift < -maxShift {
		return text
	}
	sign, mantissa := []byte(nil), text[:e]
	if mantissa[0] == '-' {
		sign, mantissa = mantissa[:1], mantissa[1:]
	}
	whole, fraction, _ := bytes.Cut(mantissa, []byte("."))
	digits := append(bytes.Clone(whole), fraction...)
	point := len(whole) + shift
	if point <= 0 {
		digits = append(bytes.Repeat([]byte("0"), 1-point), digits...)
		point = 1
	}
	if point > len(digits) {
		digits = append(digits, bytes.Repeat([]byte("0"), point-len(digits))...)
	}
	out := append(bytes.Clone(sign), bytes.TrimLeft(digits[:point-1], "0")...)
	out = append(out, digits[point-1])
	if fraction = bytes.TrimRight(digits[point:], "0"); len(fraction) > 0 {
		out = append(append(out, '.'), fraction...)
	}
	return out
}
