package sqldump

import (
	"bytes"
	"fmt"
	"strings"
)

// maxDepth bounds how deep calls of functions are nested.
const maxDepth = 8

// row reads the values from the opening bracket at i on into cells, and gives
// the place behind the closing one; -1 if that is cut off or no row of values:
// then fault and faultAt tell.
func (w *walker) row(i int) (end int) {
	w.cells, w.fault = w.cells[:0], ""
	text := w.text
	for i++; ; i++ {
		cell, next := w.value(i, 0)
		if next < 0 {
			return -1
		}
		w.cells = append(w.cells, cell)
		if next >= len(text) || isSpace(text[next]) {
			if next = w.blank(next); next < 0 {
				return -1
			}
		}
		switch text[next] {
		case ')':
			return next + 1
		case ',':
			i = next
		default:
			return w.wrong(next, "found "+w.glimpse(next)+", wanted a comma or the end of the row")
		}
	}
}

// blank passes over white space and comments; -1 if the text ends with them.
func (w *walker) blank(i int) int {
	h := head{w: w, i: i}
	if h.space(); h.bad {
		return w.wrong(len(w.text), "")
	}
	return h.i
}

// wrong notes a fault; without words it is that the text ends. What a glimpse
// may show has to be at hand, so that words do not depend on that.
func (w *walker) wrong(at int, fault string) int {
	if !w.whole && at+glimpsed > len(w.text) {
		fault = ""
	}
	w.fault, w.faultAt = fault, at
	return -1
}

// glimpsed is how much a glimpse shows at most, in bytes.
const glimpsed = 20

// glimpse shows what stands at i.
func (w *walker) glimpse(i int) string {
	b := w.text[i:min(len(w.text), i+glimpsed)]
	if end := bytes.IndexAny(b, ",) \r\n"); end >= 0 {
		b = b[:max(end, 1)]
	}
	return fmt.Sprintf("%q", b)
}

// value reads the value at i, NULL as nil, and gives the place behind it.
func (w *walker) value(i, depth int) (cell []byte, next int) {
	if i >= len(w.text) || isSpace(w.text[i]) || w.text[i] == '-' || w.text[i] == '/' {
		if i = w.blank(i); i < 0 {
			return nil, -1
		}
	}
	switch c := w.text[i]; {
	case c == '\'' || c == '"' && !isStandard(w):
		if w.backslashes {
			cell, next = w.quoted(i, mysqlEscape)
		} else {
			cell, next = w.quoted(i, nil)
		}
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		cell, next = w.number(i)
	case isWordByte(c):
		cell, next = w.named(i, depth)
	default:
		return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted a value")
	}
	if next >= 0 && next < len(w.text) && w.text[next] == ':' {
		next = w.cast(next)
	}
	return cell, next
}

// isStandard tells that "..." is a name and not a text.
func isStandard(w *walker) bool { return w.name == "PostgreSQL" || w.batches }

// quoted reads the text in quotes at i.
func (w *walker) quoted(i int, escape func(dst, b []byte) ([]byte, int)) (cell []byte, next int) {
	n, plain := w.quotedLen(w.text[i:], escape != nil)
	if n < 0 {
		return nil, w.wrong(len(w.text), "")
	}
	inside := w.text[i+1 : i+n-1]
	if plain {
		return inside, i + n
	}
	from := len(w.scratch)
	w.scratch = unquoted(w.scratch, inside, int(w.text[i]), escape)
	return w.scratch[from:len(w.scratch):len(w.scratch)], i + n
}

// named reads the value that begins with a word: NULL, a truth value, a text
// with its kind before it, or a function.
func (w *walker) named(i, depth int) (cell []byte, next int) {
	text := w.text
	for next = i; next < len(text) && isWordByte(text[next]); next++ {
	}
	if next == len(text) {
		return nil, w.wrong(next, "")
	}
	word := strings.ToUpper(string(text[i:next]))
	if text[next] == '\'' {
		switch word {
		case "E":
			return w.quoted(next, extendedEscape)
		case "N", "U":
			return w.value(next, depth)
		case "X", "B":
			digits, end := w.quoted(next, nil)
			if end < 0 {
				return nil, end
			}
			if word == "X" {
				return w.decoded(i, digits, end, appendHex)
			}
			return w.decoded(i, digits, end, appendBits)
		}
	}
	switch word {
	case "NULL", "DEFAULT":
		return nil, next
	case "TRUE", "FALSE":
		return bytes.ToLower(text[i:next]), next
	}
	h := head{w: w, i: next}
	if h.space(); h.bad {
		return nil, w.wrong(len(text), "")
	}
	switch c := text[h.i]; {
	case c == '(' && depth < maxDepth:
		return w.function(i, word, h.i, depth)
	case c == '\'' && (word[0] == '_' || word == "DATE" || word == "TIME" || word == "TIMESTAMP"),
		word[0] == '_' && (c == '0' || c == '"' || c|0x20 == 'x'): // the character set of a text, or its type
		return w.value(h.i, depth)
	}
	return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted a value")
}
