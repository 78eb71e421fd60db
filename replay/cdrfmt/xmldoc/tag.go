package xmldoc

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// markup is what a < begins.
type markup uint8

const (
	markupCut markup = iota // the text ends before it can be told
	markupElement
	markupEnd
	markupComment
	markupCDATA
	markupInstruction
	markupDeclaration
)

// markup tells what begins at the < at i.
func (s *scanner) markup(i int) markup {
	rest := s.text[i+1:]
	if len(rest) == 0 {
		return markupCut
	}
	switch rest[0] {
	case '/':
		return markupEnd
	case '?':
		return markupInstruction
	case '!':
		switch {
		case bytes.HasPrefix(rest, []byte("!--")):
			return markupComment
		case bytes.HasPrefix(rest, []byte("![CDATA[")):
			return markupCDATA
		case bytes.HasPrefix([]byte("!--"), rest), bytes.HasPrefix([]byte("![CDATA["), rest):
			return markupCut
		}
		return markupDeclaration
	}
	return markupElement
}

// What ends a comment, a CDATA section and an instruction.
const (
	commentEnd = iota
	literalEnd
	instructionEnd
	numEnds = iota
)

var ends = [numEnds]string{"-->", "]]>", "?>"}

// past gives where the next of those ends is over. A text of many that are never
// closed is not searched for each.
func (s *scanner) past(i, which int) int {
	if i > len(s.text) || s.without[which] > 0 && i >= s.without[which] {
		return s.ended()
	}
	n := bytes.Index(s.text[i:], []byte(ends[which]))
	if n < 0 {
		s.without[which] = max(i, 1)
		return s.ended()
	}
	return i + n + len(ends[which])
}

// take makes a text the one that is read.
func (s *scanner) take(text []byte, whole bool) {
	s.text, s.whole, s.without = text, whole, [numEnds]int{}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func (s *scanner) space(i int) int {
	for i < len(s.text) && isSpace(s.text[i]) {
		i++
	}
	return i
}

// tagName gives where the name at i ends.
func (s *scanner) tagName(i int) int {
	for end := i; end < len(s.text); end++ {
		switch c := s.text[end]; {
		case c == '<':
			return s.failed(end, "found '<', wanted > at the end of the tag")
		case c == '/' && end+1 == len(s.text):
			return s.ended()
		case c == '>' || isSpace(c) || c == '/' && s.text[end+1] == '>':
			if end == i {
				return s.failed(end, "found %s, wanted the name of an element", s.near(end))
			}
			return end
		}
	}
	return s.ended()
}

// attributes reads those of the element at hand, from i to behind the end of its
// tag. empty tells that the element is over, too.
func (s *scanner) attributes(i int) (end int, empty bool) {
	for {
		if i = s.space(i); i == len(s.text) {
			return s.ended(), false
		}
		switch c := s.text[i]; {
		case c == '>':
			return i + 1, false
		case c == '/' && i+1 == len(s.text):
			return s.ended(), false
		case c == '/' && s.text[i+1] == '>':
			return i + 2, true
		}
		if i = s.attribute(i); i < 0 {
			return -1, false
		}
	}
}

// attribute reads the attribute at i.
func (s *scanner) attribute(i int) int {
	end := i
	for end < len(s.text) && !isSpace(s.text[end]) && bytes.IndexByte([]byte(`=<>/"'`), s.text[end]) < 0 {
		end++
	}
	if end == i {
		return s.failed(i, "found %s, wanted an attribute or >", s.near(i))
	}
	at := s.space(end)
	if at == len(s.text) {
		return s.ended()
	}
	if s.text[at] != '=' {
		return s.failed(at, "found %s, wanted = behind the name of an attribute", s.near(at))
	}
	if at = s.space(at + 1); at == len(s.text) {
		return s.ended()
	}
	quote := s.text[at]
	if quote != '"' && quote != '\'' {
		return s.failed(at, "found %s, wanted a quote", s.near(at))
	}
	n := s.quoted(at+1, quote)
	if n < 0 {
		return -1
	}
	before := len(s.path)
	if before > 0 {
		s.path = append(s.path, '.')
	}
	s.path = append(s.path, s.text[i:end]...)
	s.marked = s.marked || !s.other && string(s.path) == "core-uuid"
	var v value
	if s.want.column(s.path) >= 0 {
		if bad, fault := v.addCharacters(s.text[at+1:n-1], s.posted); fault != "" {
			return s.failed(at+1+bad, "%s", fault)
		}
	}
	s.keep(v.text)
	s.path = s.path[:before]
	return n
}

// quoted gives where the quoted value that begins at i ends, behind its quote.
// Within what was posted a value may hold quotes and tags; the quote that ends it
// has the end of the tag or another attribute behind it.
func (s *scanner) quoted(i int, quote byte) int {
	for ; i < len(s.text); i++ {
		switch s.text[i] {
		case quote:
			if i+1 == len(s.text) {
				return s.ended()
			}
			if c := s.text[i+1]; !s.posted || isSpace(c) || c == '/' || c == '>' {
				return i + 1
			}
		case '<':
			switch {
			case s.begins(i):
				return s.failed(i, "found the start of a document, wanted the end of an attribute")
			case !s.posted:
				return s.failed(i, "found '<', wanted the end of an attribute")
			}
		}
	}
	return s.ended()
}

// begins tells whether a document begins at the < at i, or the declaration
// before one.
func (s *scanner) begins(i int) bool { return s.isDeclaration(i) || s.isLeg(i) }

// isDeclaration tells an XML declaration.
func (s *scanner) isDeclaration(i int) bool {
	const start = "<?xml"
	return s.has(i, start) && i+len(start) < len(s.text) && (isSpace(s.text[i+len(start)]) || s.text[i+len(start)] == '?')
}

// isLeg tells the start tag of a leg.
func (s *scanner) isLeg(i int) bool {
	const start = "<" + root
	if !s.has(i, start) || i+len(start) == len(s.text) {
		return false
	}
	c := s.text[i+len(start)]
	return isSpace(c) || c == '>' || c == '/'
}

func (s *scanner) has(i int, text string) bool { return bytes.HasPrefix(s.text[i:], []byte(text)) }

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
