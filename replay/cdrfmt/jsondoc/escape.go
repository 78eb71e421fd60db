package jsondoc

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape appends a string whose escapes were checked, with them resolved.
func unescape(dst, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(dst, text[:i]...)
		c := text[i+1]
		text = text[i+2:]
		switch c {
		case 'u':
			r := rune(hex4(text))
			text = text[4:]
			if utf16.IsSurrogate(r) && len(text) >= 6 && text[0] == '\\' && text[1] == 'u' {
				if both := utf16.DecodeRune(r, rune(hex4(text[2:]))); both != utf8.RuneError {
					r, text = both, text[6:]
				}
			}
			dst = utf8.AppendRune(dst, r) // half a pair becomes U+FFFD
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		default:
			dst = append(dst, c)
		}
	}
}

func hex4(b []byte) (v int) {
	for _, c := range b[:4] {
		v = v<<4 | int(hexDigit(c))
	}
	return v
}

// hexDigit is the value of a hex digit, above 15 of what is none.
func hexDigit(c byte) byte {
	switch {
	case c-'0' < 10:
		return c - '0'
	case c|0x20-'a' < 6:
		return c | 0x20 - 'a' + 10
	}
	return 0xff
}
