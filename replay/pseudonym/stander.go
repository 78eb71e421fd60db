package pseudonym

import (
	"encoding/hex"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Stander makes stand-ins. It is for one goroutine; Standers of the same Key and
// Options make the same ones.
type Stander struct {
	opt         Options
	permutation *permutation
	known       map[string]string // what short values have become
	// scratch
	values, radices []uint32
	classes         []class
	places          []int // of the characters, in the value
	opaque          []byte
}

// NewStander is a Stander for one goroutine.
func NewStander(key Key, opt Options) *Stander {
	return &Stander{opt: opt, permutation: newPermutation(key), known: map[string]string{}}
}

const (
	// maxShort is the longest value that is remembered: numbers and names repeat.
	maxShort = 24
	maxKnown = 1 << 16
)

// Append adds the stand-in of a value to dst. No two values have the same one.
// An empty value, and one of punctuation alone, is its own.
func (s *Stander) Append(dst, value []byte) []byte {
	if len(value) > maxShort {
		return s.make(dst, value)
	}
	if stand, ok := s.known[string(value)]; ok {
		return append(dst, stand...)
	}
	from := len(dst)
	dst = s.make(dst, value)
	if len(s.known) >= maxKnown {
		clear(s.known)
	}
	s.known[string(value)] = string(dst[from:])
	return dst
}

// make is Append for a value that is not remembered.
func (s *Stander) make(dst, value []byte) []byte {
	k := kindOf(value)
	from := len(dst)
	switch k {
	case isAddress:
		return s.address(dst, value)
	case isIPv4:
		return s.ipv4(dst, value)
	case isNumber:
		dst = append(dst, value...)
		for {
			s.number(dst[from:])
			if kindOf(dst[from:]) == k {
				return dst
			}
		}
	}
	return s.text(dst, value, k)
}

// text replaces the characters of a value that is neither number nor address,
// until what comes out is of the same kind.
func (s *Stander) text(dst, value []byte, k kind) []byte {
	from := len(dst)
	for {
		dst = s.characters(dst[:from], value, k)
		if kindOf(dst[from:]) == k {
			return dst
		}
		value = slices.Clone(dst[from:])
	}
}

// characters replaces each character by one of its class.
func (s *Stander) characters(dst, value []byte, k kind) []byte {
	s.values, s.radices, s.classes, s.places = s.values[:0], s.radices[:0], s.classes[:0], s.places[:0]
	table := &ascii
	switch k {
	case isHex:
		table = &asciiHex
	case isHexUpper:
		table = &asciiHexUpper
	}
	for i := 0; i < len(value); {
		var m member
		n := 1
		if c := value[i]; c < utf8.RuneSelf {
			m = table[c]
		} else if r, size := utf8.DecodeRune(value[i:]); size > 1 { // else it is no UTF-8 and stays
			m, n = memberOf(r), size
		}
		if radix := m.class.radix(); radix > 0 {
			s.values, s.radices = append(s.values, m.numeral), append(s.radices, radix)
			s.classes, s.places = append(s.classes, m.class), append(s.places, i, i+n)
		}
		i += n
	}
	s.permutation.apply(s.values, s.radices, nil)
	at := 0
	for j, v := range s.values {
		dst = append(dst, value[at:s.places[2*j]]...)
		dst = s.classes[j].append(dst, v)
		at = s.places[2*j+1]
	}
	return append(dst, value[at:]...)
}

// ipv4 replaces an address of four bytes by another.
func (s *Stander) ipv4(dst, value []byte) []byte {
	ip, _ := parseIPv4(value)
	s.permutation.apply(ip[:], []uint32{256, 256, 256, 256}, nil)
	for i, b := range ip {
		if i > 0 {
			dst = append(dst, '.')
		}
		dst = strconv.AppendUint(dst, uint64(b), 10)
	}
	return dst
}

// AppendOpaque adds a stand-in that shows nothing of its value but the length:
// hex digits, two a byte, behind a word.
func (s *Stander) AppendOpaque(dst []byte, word string, value []byte) []byte {
	s.values, s.radices = s.values[:0], s.radices[:0]
	for _, b := range value {
		s.values, s.radices = append(s.values, uint32(b)), append(s.radices, 256)
	}
	s.permutation.apply(s.values, s.radices, nil)
	s.opaque = s.opaque[:0]
	for _, v := range s.values {
		s.opaque = append(s.opaque, byte(v))
	}
	return hex.AppendEncode(append(dst, word...), s.opaque)
}
