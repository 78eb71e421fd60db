package jsondoc

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// maxDepth bounds how deeply values may be nested.
const maxDepth = 200

// scanner reads values of a text and keeps those whose paths are wanted. What
// it accepts is JSON (RFC 8259), widened to what is written as such: NaN and
// Infinity, control characters in strings, and bytes that are no UTF-8.
type scanner struct {
	text  []byte
	whole bool // nothing follows the text

	// cells are the values kept, by column: strings without their quotes and
	// escapes, other values as written, null as nothing.
	cells [][]byte
	seen  []bool // a value was met, if only null
	twice *node  // the first path met twice with different values

	key []byte // memory of a key with escapes

	// Why a value could not be read: the text ends within it, or else a fault
	// and the place of it.
	cut   bool
	at    int
	fault string
}

// reset makes the scanner ready for a document of so many columns.
func (s *scanner) reset(columns int) {
	if len(s.cells) != columns {
		s.cells, s.seen = make([][]byte, columns), make([]bool, columns)
	}
	clear(s.cells)
	clear(s.seen)
	s.twice, s.cut, s.fault = nil, false, ""
}

// failed notes why the value at hand cannot be read; it gives -1.
func (s *scanner) failed(at int, format string, args ...any) int {
	s.at, s.fault = at, fmt.Sprintf(format, args...)
	return -1
}

// ended notes that the text ends within a value; it gives -1.
func (s *scanner) ended() int {
	s.cut, s.at, s.fault = true, len(s.text), "the text ends within it"
	return -1
}

func (s *scanner) space(i int) int {
	for i < len(s.text) && isSpace(s.text[i]) {
		i++
	}
	return i
}

// isSpace tells white space, and the mark that a text sequence (RFC 7464) puts
// before each document.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0x1e }

// value reads the value at i, of the path n, nil if nothing of it is wanted.
// It gives where the value ends, or -1.
func (s *scanner) value(i int, n *node, depth int) int {
	if i == len(s.text) {
		return s.ended()
	}
	switch c := s.text[i]; {
	case c == '{' || c == '[':
		if depth == maxDepth {
			return s.failed(i, "values nested deeper than %d", maxDepth)
		}
		if c == '{' {
			return s.object(i, n, depth+1)
		}
		return s.array(i, n, depth+1)
	case c == '"':
		end, escaped := s.quoted(i)
		if end > 0 && n != nil {
			text := s.text[i+1 : end-1]
			if escaped {
				text = unescape(nil, text)
			}
			s.keep(n, text)
		}
		return end
	case c == '-' || c-'0' < 10:
		return s.number(i, n)
	}
	return s.word(i, n)
}

// keep notes the value of a path.
func (s *scanner) keep(n *node, text []byte) {
	c := n.columnOf()
	if c < 0 {
		return
	}
	if c >= len(s.cells) { // the path is a new one
		s.cells = append(s.cells, make([][]byte, c+1-len(s.cells))...)
		s.seen = append(s.seen, make([]bool, c+1-len(s.seen))...)
	}
	if s.seen[c] && !bytes.Equal(s.cells[c], text) && s.twice == nil {
		s.twice = n
	}
	s.seen[c], s.cells[c] = true, text
}

func (s *scanner) object(i int, n *node, depth int) int {
	i = s.space(i + 1)
	for first := true; ; first = false {
		if i == len(s.text) {
			return s.ended()
		}
		if s.text[i] == '}' && first {
			return i + 1
		}
		if s.text[i] != '"' {
			return s.failed(i, "found %s, wanted a key in double quotes", s.near(i))
		}
		end, escaped := s.quoted(i)
		if end < 0 {
			return -1
		}
		var child *node
		if n != nil { // and else nothing below it is wanted
			key := s.text[i+1 : end-1]
			if escaped {
				s.key = unescape(s.key[:0], key)
				key = s.key
			}
			child = n.child(key)
		}
		if i = s.space(end); i == len(s.text) {
			return s.ended()
		}
		if s.text[i] != ':' {
			return s.failed(i, "found %s, wanted a colon after the key", s.near(i))
		}
		if i = s.value(s.space(i+1), child, depth); i < 0 {
			return -1
		}
		if i = s.space(i); i == len(s.text) {
			return s.ended()
		}
		switch s.text[i] {
		case '}':
			return i + 1
		case ',':
			i = s.space(i + 1)
		default:
			return s.failed(i, "found %s, wanted a comma or }", s.near(i))
		}
	}
}

func (s *scanner) array(i int, n *node, depth int) int {
	i = s.space(i + 1)
	for element := 0; ; element++ {
		if i == len(s.text) {
			return s.ended()
		}
		if s.text[i] == ']' && element == 0 {
			return i + 1
		}
		if i = s.value(i, n.element(element), depth); i < 0 {
			return -1
		}
		if i = s.space(i); i == len(s.text) {
			return s.ended()
		}
		switch s.text[i] {
		case ']':
			return i + 1
		case ',':
			i = s.space(i + 1)
		default:
			return s.failed(i, "found %s, wanted a comma or ]", s.near(i))
		}
	}
}

// near shows what stands at i, in an error.
func (s *scanner) near(i int) string {
	if c := s.text[i]; c < utf8.RuneSelf {
		return fmt.Sprintf("%q", c)
	}
	r, n := utf8.DecodeRune(s.text[i:])
	if r == utf8.RuneError {
		return fmt.Sprintf("byte 0x%02x", s.text[i])
	}
	return fmt.Sprintf("%q", s.text[i:i+n])
}
