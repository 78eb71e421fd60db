package sqldump

import (
	"bytes"
	"encoding/hex"
	"math/big"
	"unicode/utf8"
)

// quotedLen is how long the text in quotes is that begins b, with its quotes;
// -1 if it does not end in b. plain tells that it means what stands between
// them. Quotes within are doubled, or, with backslashes, stand behind one.
func (w *walker) quotedLen(b []byte, backslashes bool) (n int, plain bool) {
	quote := b[0]
	plain = true
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && backslashes:
			plain = false
			i++
		case c != quote:
		case i+1 < len(b) && b[i+1] == quote:
			plain = false
			i++
		case i+1 == len(b) && !w.whole: // the next may be another
			return -1, plain
		default:
			return i + 1, plain
		}
	}
	return -1, plain
}

// unquoted appends what the inside of a text in quotes means; -1 is none that
// would be doubled.
func unquoted(dst, b []byte, quote int, escape func(dst, b []byte) ([]byte, int)) []byte {
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case int(c) == quote:
			dst = append(dst, c)
			i += 2
		case c == '\\' && escape != nil && i+1 < len(b):
			var n int
			dst, n = escape(dst, b[i+1:])
			i += 1 + n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// mysqlEscape appends what stands behind a backslash of MySQL, and tells how
// many bytes of b that is.
func mysqlEscape(dst, b []byte) ([]byte, int) {
	switch c := b[0]; c {
	case '0':
		return append(dst, 0), 1
	case 'Z':
		return append(dst, 0x1a), 1
	case 'b', 'n', 'r', 't':
		return append(dst, control(c)), 1
	case '%', '_': // they keep it
		return append(dst, '\\', c), 1
	default:
		return append(dst, c), 1
	}
}

// control is the byte that a letter behind a backslash stands for, or the
// letter itself.
func control(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	}
	return c
}

// postgresqlEscape is mysqlEscape of PostgreSQL: E” and COPY know bytes by
// their octal or hexadecimal number, E” also letters by theirs.
func postgresqlEscape(dst, b []byte) ([]byte, int) {
	switch c := b[0]; {
	case c >= '0' && c <= '7':
		v, n := digits(b, 8, 3)
		return append(dst, byte(v)), n
	case c == 'x' && len(b) > 1:
		if v, n := digits(b[1:], 16, 2); n > 0 {
			return append(dst, byte(v)), 1 + n
		}
		return append(dst, c), 1
	case c == 'v': // of COPY alone; a text has it as itself
		return append(dst, '\v'), 1
	}
	return append(dst, control(b[0])), 1
}

// extendedEscape is postgresqlEscape with the letters by number of E”.
func extendedEscape(dst, b []byte) ([]byte, int) {
	long := map[byte]int{'u': 4, 'U': 8}[b[0]]
	if v, n := digits(b[1:], 16, long); long > 0 && n == long {
		return utf8.AppendRune(dst, rune(v)), 1 + n
	}
	if b[0] == 'v' {
		return append(dst, 'v'), 1
	}
	return postgresqlEscape(dst, b)
}

// digits reads at most so many digits of a base.
func digits(b []byte, base, most int) (v, n int) {
	for n < min(len(b), most) {
		d := bytes.IndexByte([]byte("0123456789abcdef"), b[n]|0x20)
		if b[n] < '0' || d < 0 || d >= base {
			break
		}
		v = v*base + d
		n++
	}
	return v, n
}

// appendHex appends the bytes that hexadecimal digits stand for.
func appendHex(dst, b []byte) (out []byte, ok bool) {
	if len(b)%2 == 1 {
		b = append([]byte{'0'}, b...)
	}
	out, err := hex.AppendDecode(dst, b)
	return out, err == nil
}

// appendBits appends the number that binary digits stand for.
func appendBits(dst, b []byte) (out []byte, ok bool) {
	const most = 64 // a BIT column has no more
	if len(b) == 0 || len(b) > most {
		return dst, false
	}
	v, ok := new(big.Int).SetString(string(b), 2)
	if !ok || b[0] == '-' || b[0] == '+' || bytes.IndexByte(b, '_') >= 0 {
		return dst, false
	}
	return v.Append(dst, 10), true
}
