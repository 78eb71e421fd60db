package pseudonym

import (
	"strings"
	"unicode/utf8"
)

// class is a set of characters that are replaced by each other.
type class struct {
	first rune   // of a range of size characters,
	size  uint32 // 0: the character stays
	list  string // or, of ASCII, all of them
}

var (
	stays = class{}
	digit = class{list: "0123456789"}
	// hexLower and hexUpper are those of identifiers.
	hexLower, hexUpper = class{list: "0123456789abcdef"}, class{list: "0123456789ABCDEF"}

	letters = [...]class{
		{list: "aeiou"}, {list: "bcdfghjklmnpqrstvwxyz"},
		{list: "AEIOU"}, {list: "BCDFGHJKLMNPQRSTVWXYZ"},
	}
)

// classOf is the class of a character of a text.
func classOf(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		for _, c := range letters {
			if strings.IndexByte(c.list, byte(r)) >= 0 {
				return c
			}
		}
	case r < 0xc0 || r == 0xd7 || r == 0xf7: // punctuation
		return stays
	case r <= 0xd6:
		return class{first: 0xc0, size: 23}
	case r <= 0xde:
		return class{first: 0xd8, size: 7}
	case r <= 0xf6:
		return class{first: 0xdf, size: 24}
	case r <= 0xff:
		return class{first: 0xf8, size: 8}
	case r >= 0x2000 && r < 0x2e80, r >= 0xfe00 && r < 0xfe70, r >= 0xfefd && r <= 0xfeff, r >= 0xffe0 && r <= 0xffff:
		return stays // punctuation, symbols, marks
	case r >= 0x3041 && r <= 0x3096: // Hiragana
		return class{first: 0x3041, size: 0x56}
	case r >= 0x30a1 && r <= 0x30fa: // Katakana
		return class{first: 0x30a1, size: 0x5a}
	case r >= 0x3000 && r < 0x3100:
		return stays
	case r >= 0xfe70 && r < 0xfefd: // Arabic forms
		return class{first: 0xfe70, size: 0x8d}
	case r >= 0xff80 && r < 0xffe0:
		return class{first: 0xff80, size: 0x60}
	case r >= 0x4e00 && r <= 0x9fff: // Chinese characters
		return class{first: 0x4e00, size: 0x5200}
	case r >= 0xac00 && r < 0xd780: // most Korean syllables
		return class{first: 0xac00, size: 0x2b80}
	}
	return class{first: r &^ 0x7f, size: 128}
}

// radix is how many characters there are; 0: it stays.
func (c class) radix() uint32 { return max(c.size, uint32(len(c.list))) }

// numeral is the number of a character in its class.
func (c class) numeral(r rune) uint32 {
	if c.size > 0 {
		return uint32(r - c.first)
	}
	return uint32(strings.IndexByte(c.list, byte(r)))
}

// append writes the character of a numeral.
func (c class) append(dst []byte, n uint32) []byte {
	if c.size > 0 {
		return utf8.AppendRune(dst, c.first+rune(n))
	}
	return append(dst, c.list[n])
}

// has tells whether an ASCII character is of the class.
func (c class) has(r rune) bool { return r < 0x80 && strings.IndexByte(c.list, byte(r)) >= 0 }
