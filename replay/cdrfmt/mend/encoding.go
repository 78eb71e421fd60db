package mend

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Of tells UTF-16 by its byte order mark or, without one, by the zeros in
// every other byte of text that is mostly ASCII.
func utf16Of(head []byte) (m Mend, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(head, []byte{0xff, 0xff}):
		return 0, false // UTF-32, or an Arrow stream
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return UTF16LE, true
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return UTF16BE, true
	}
	head = head[:min(len(head), 512)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs < 8:
	case zeros[0] == 0 && zeros[1]*10 > pairs*9:
		return UTF16LE, true
	case zeros[1] == 0 && zeros[0]*10 > pairs*9:
		return UTF16BE, true
	}
	return 0, false
}

// decodeUTF16 makes UTF-8 of UTF-16, without the byte order mark. Half a pair
// of surrogates, and half a unit at the end, become U+FFFD.
func decodeUTF16(bigEndian bool) step {
	unit := binary.LittleEndian.Uint16
	if bigEndian {
		unit = binary.BigEndian.Uint16
	}
	begun := false
	return func(dst, src []byte, last bool) ([]byte, int) {
		used := 0
		for ; used+2 <= len(src); used += 2 {
			c := rune(unit(src[used:]))
			if !begun && c == 0xfeff {
				begun = true
				continue
			}
			begun = true
			if utf16.IsSurrogate(c) {
				if used+4 > len(src) && !last {
					return dst, used
				}
				low := rune(0)
				if used+4 <= len(src) {
					low = rune(unit(src[used+2:]))
				}
				if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
					used += 2
				}
			}
			dst = utf8.AppendRune(dst, c)
		}
		if last && used < len(src) {
			dst, used = utf8.AppendRune(dst, utf8.RuneError), len(src)
		}
		return dst, used
	}
}

// endsInCarriageReturns tells whether the first line ends in a carriage return
// alone.
func endsInCarriageReturns(head []byte) bool {
	quoted := false
	for i, c := range head {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			return false
		case c == '\r':
			rest := bytes.TrimLeft(head[i:], "\r")
			return len(rest) > 0 && rest[0] != '\n'
		}
	}
	return false
}

// breakAtReturns makes line feeds of carriage returns before anything but one.
func breakAtReturns(dst, src []byte, last bool) ([]byte, int) {
	for i, c := range src {
		if c == '\r' {
			switch {
			case i+1 == len(src) && !last:
				return dst, i
			case i+1 == len(src) || src[i+1] != '\n':
				c = '\n'
			}
		}
		dst = append(dst, c)
	}
	return dst, len(src)
}
