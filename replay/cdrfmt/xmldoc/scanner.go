package xmldoc

import (
	"bytes"
	"fmt"
)

// root is the element of a leg.
const root = "cdr"

// maxDepth bounds how deeply elements may be nested.
const maxDepth = 100

// scanner reads documents of a text and keeps the values whose paths are wanted.
type scanner struct {
	text  []byte
	whole bool // nothing follows the text
	want  *wanted

	without [numEnds]int // the text has no such end from there on; 0 is not known

	// posted: the text was encoded as a whole, and variables decoded with it.
	posted bool

	cells   [][]byte // the values kept, by column
	seen    []bool   // a value was met, if only an empty one
	several int      // the first variable met with several values, -1 is none
	twice   int      // another path met with two values, -1 is none

	path   []byte // of the element at hand
	flows  int    // elements <callflow> met
	marked bool   // something was met that only FreeSWITCH writes

	// Of an element that is no leg: whether it holds other elements, and one
	// that is a leg, where the scanner stops.
	other, holds, leg bool

	// The paths of all values met, if they are asked for, or until something was
	// met that only FreeSWITCH writes.
	meets, meetsAll bool
	met             []string
	known           map[string]bool

	// Why an element could not be read: the text ends within it, or else a
	// fault, and the place of it.
	cut   bool
	at    int
	fault string
}

// reset makes the scanner ready for a document.
func (s *scanner) reset() {
	if s.want != nil && len(s.cells) != len(s.want.columns) {
		s.cells, s.seen = make([][]byte, len(s.want.columns)), make([]bool, len(s.want.columns))
	}
	clear(s.cells)
	clear(s.seen)
	s.several, s.twice, s.flows, s.path = -1, -1, 0, s.path[:0]
	s.other, s.holds, s.leg, s.cut, s.fault = false, false, false, false, ""
}

// failed notes why the element at hand cannot be read; it gives -1.
func (s *scanner) failed(at int, format string, args ...any) int {
	s.cut, s.at, s.fault = false, at, fmt.Sprintf(format, args...)
	return -1
}

// ended notes that the text ends within an element; it gives -1.
func (s *scanner) ended() int {
	s.cut, s.at, s.fault = true, len(s.text), "the text ends within it"
	return -1
}

// document reads the <cdr> at i. It gives where it ends, or -1.
func (s *scanner) document(i int) int {
	s.reset()
	return s.element(i, 0)
}

// foreign reads the element at i that is no <cdr>.
func (s *scanner) foreign(i int) int {
	want, meets := s.want, s.meets
	s.reset()
	s.want, s.meets, s.other = nil, false, true
	end := s.element(i, 1)
	s.want, s.meets = want, meets
	return end
}

// element reads the element at i.
func (s *scanner) element(i, depth int) int {
	if depth == maxDepth {
		return s.failed(i, "elements nested deeper than %d", maxDepth)
	}
	end := s.tagName(i + 1)
	if end < 0 {
		return -1
	}
	name := s.text[i+1 : end]
	if depth > 0 && string(name) == root {
		s.leg = true
		return s.failed(i, "found another <cdr>, wanted the end of the one before")
	}
	before := len(s.path)
	s.enter(name, depth)
	i, empty := s.attributes(end)
	switch {
	case i < 0:
	case empty:
		s.keep(nil)
	default:
		i = s.content(i, name, depth)
	}
	s.path = s.path[:before]
	return i
}

// content reads what the element of the given name holds, from i to behind its
// end.
func (s *scanner) content(i int, name []byte, depth int) int {
	variables := depth == 1 && !s.other && string(name) == "variables"
	c := s.want.column(s.path)
	var v value
	for elements := false; ; {
		if i = s.nextTag(i, &v, c >= 0); i < 0 {
			return -1
		}
		switch s.markup(i) {
		case markupCut:
			return s.ended()
		case markupEnd:
			end := s.closing(i, name)
			if end > 0 && !elements {
				s.keep(v.trimmed())
			}
			return end
		case markupComment:
			i = s.past(i+len("<!--"), commentEnd)
		case markupCDATA:
			i = s.literal(i, &v, c >= 0)
		case markupInstruction:
			if s.isDeclaration(i) && !s.other {
				return s.failed(i, "found an XML declaration, wanted </%s>", shorten(name))
			}
			i = s.past(i, instructionEnd)
		case markupDeclaration:
			return s.failed(i, "found <!, wanted </%s>", shorten(name))
		default:
			elements, s.holds = true, true
			if variables {
				i = s.variable(i)
			} else {
				i = s.element(i, depth+1)
			}
		}
		if i < 0 {
			return -1
		}
	}
}

// literal adds the CDATA section at i to a value if it is wanted, and gives
// where it ends.
func (s *scanner) literal(i int, v *value, wanted bool) int {
	i += len("<![CDATA[")
	end := s.past(i, literalEnd)
	if end > 0 && wanted {
		v.add(s.text[i : end-len("]]>")])
	}
	return end
}

// nextTag adds the characters from i on to a value if it is wanted, and gives
// where the next < is.
func (s *scanner) nextTag(i int, v *value, wanted bool) int {
	n := bytes.IndexByte(s.text[i:], '<')
	if n < 0 {
		return s.ended()
	}
	if wanted {
		if at, fault := v.addCharacters(s.text[i:i+n], s.posted); fault != "" {
			return s.failed(i+at, "%s", fault)
		}
	}
	return i + n
}

// closing reads the end tag at i, which must be that of the given name.
func (s *scanner) closing(i int, name []byte) int {
	end := s.tagName(i + len("</"))
	if end < 0 {
		return -1
	}
	if found := s.text[i+len("</") : end]; !bytes.Equal(found, name) {
		return s.failed(i, "found </%s>, wanted </%s>", shorten(found), shorten(name))
	}
	if end = s.space(end); end == len(s.text) {
		return s.ended()
	}
	if s.text[end] != '>' {
		return s.failed(end, "found %s, wanted >", s.near(end))
	}
	return end + 1
}
