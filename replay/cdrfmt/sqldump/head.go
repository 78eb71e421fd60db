package sqldump

import (
	"strings"
)

// head is a cursor in the words of a statement.
type head struct {
	w *walker
	i int
	// cut: the text at hand ends before the words do. bad: they are not what was
	// wanted.
	cut, bad bool
}

// more tells whether there is text at the cursor; where there is none, the
// words are cut off.
func (h *head) more() bool {
	if h.i < len(h.w.text) {
		return true
	}
	h.cut, h.bad = h.cut || !h.w.whole, true
	return false
}

// space passes over white space and comments.
func (h *head) space() {
	for !h.bad && h.more() {
		switch text := h.w.text[h.i:]; {
		case isSpace(text[0]):
			h.i++
		case len(text) == 1 && !h.w.whole && (text[0] == '-' || text[0] == '/'): // perhaps of a comment
			h.i++
			h.more()
			return
		case h.w.beginsComment(text):
			n := h.w.commentLen(text)
			if n < 0 {
				h.i = len(h.w.text)
				h.more()
				return
			}
			h.i += n
		default:
			return
		}
	}
}

// word takes a word without quotes, in capitals; "" if something else stands
// there.
func (h *head) word() string {
	h.space()
	from := h.i
	for !h.bad && h.more() && isWordByte(h.w.text[h.i]) {
		h.i++
	}
	return strings.ToUpper(string(h.w.text[from:h.i]))
}

// peek is the next word, which is not taken.
func (h *head) peek() string {
	ahead := *h
	word := ahead.word()
	h.cut, h.bad = h.cut || ahead.cut, h.bad || ahead.bad
	return word
}

// accept takes a word if it is the next.
func (h *head) accept(word string) bool {
	ahead := *h
	if ahead.word() != word {
		h.cut, h.bad = h.cut || ahead.cut, h.bad || ahead.bad
		return false
	}
	*h = ahead
	return true
}

// eat takes a byte if it stands next.
func (h *head) eat(c byte) bool {
	if h.space(); h.bad || h.w.text[h.i] != c {
		return false
	}
	h.i++
	return true
}

// want is eat of what has to stand there.
func (h *head) want(c byte) {
	if !h.eat(c) {
		h.bad = true
	}
}

// name takes one name, in whichever quotes.
func (h *head) name() (name string, quoted bool) {
	if h.space(); h.bad {
		return "", false
	}
	text := h.w.text
	end := text[h.i]
	switch end {
	case '"', '`', '\'':
	case '[':
		end = ']'
	default:
		from := h.i
		for h.more() && isWordByte(text[h.i]) {
			h.i++
		}
		h.bad = h.bad || h.i == from
		return string(text[from:h.i]), false
	}
	var b strings.Builder
	for h.i++; h.more(); h.i++ {
		if text[h.i] != end {
			b.WriteByte(text[h.i])
			continue
		}
		if h.i++; !h.more() {
			break
		}
		if text[h.i] != end { // in quotes they stand twice
			return b.String(), true
		}
		b.WriteByte(end)
	}
	return "", true
}

// names takes a name with those of its schema and database before it, with
// points between them.
func (h *head) names() string {
	name, _ := h.name()
	for !h.bad && h.eat('.') {
		next, _ := h.name()
		name += "." + next
	}
	return name
}

// list takes names in brackets.
func (h *head) list() (names []string) {
	h.want('(')
	for !h.bad {
		name, _ := h.name()
		names = append(names, name)
		if !h.eat(',') {
			break
		}
	}
	h.want(')')
	return names
}

// pass passes over what stands before the next comma or closing bracket that
// is not within others.
func (h *head) pass() {
	for depth := 0; !h.bad; {
		if h.space(); h.bad {
			return
		}
		switch c := h.w.text[h.i]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return
			}
		case ',':
			if depth == 0 {
				return
			}
		case '\'', '"', '`':
			n, _ := h.w.quotedLen(h.w.text[h.i:], h.w.backslashes && c != '`')
			if n < 0 {
				h.i = len(h.w.text)
				h.more()
				return
			}
			h.i += n
			continue
		}
		h.i++
	}
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// isWordByte tells what a name without quotes consists of.
func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}
