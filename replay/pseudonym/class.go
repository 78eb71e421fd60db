package pseudonym

import "unicode/utf8"

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

// member is a character in its class.
type member struct {
	class   class
	numeral uint32
}

// ascii are the ASCII characters of a text, asciiHex and asciiHexUpper those of
// an identifier of hex digits.
var ascii, asciiHex, asciiHexUpper = members(digit, letters[0], letters[1], letters[2], letters[3]), members(hexLower), members(hexUpper)

func members(classes ...class) (table [128]member) {
	for _, c := range classes {
		for i := range c.list {
			table[c.list[i]] = member{c, uint32(i)}
		}
	}
	return table
}

// memberOf is a character of a text beyond ASCII.
func memberOf(r rune) member {
	c := classBeyond(r)
	return member{c, uint32(r - c.first)}
}

// classBeyond is the class of a character beyond ASCII.
func classBeyond(r rune) class {
	switch {
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

// append writes the character of a numeral.
func (c class) append(dst []byte, n uint32) []byte {
	if c.size > 0 {
		return utf8.AppendRune(dst, c.first+rune(n))
	}
	return append(dst, c.list[n])
}
