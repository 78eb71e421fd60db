package xmldoc

import "bytes"

// item is what a finder comes upon.
type item uint8

const (
	// itemNone: something between documents, which is behind it now.
	itemNone item = iota
	// itemDocument: a <cdr> starts here.
	itemDocument
	// itemBody: a document that is encoded as a whole starts here.
	itemBody
	// itemOther: an element that is no <cdr> starts here.
	itemOther
	// itemEnd: the text is over.
	itemEnd
	// itemCut: more of the text is needed to tell.
	itemCut
	// itemFault: something that cannot stand here, see the scanner.
	itemFault
)

// maxOpen bounds how many elements may be around a document.
const maxOpen = 16

// finder goes from document to document.
type finder struct {
	open []string // elements that hold documents, the outermost first
}

// next looks at what stands at i, or behind what may stand between documents.
// at is where it starts, or, of itemNone, where to go on.
func (f *finder) next(s *scanner, i int) (what item, at int) {
	s.cut, s.fault = false, ""
	i = s.gap(i)
	if i == len(s.text) {
		return f.over(s, itemEnd), i
	}
	if s.text[i] != '<' {
		switch bodyAt(s.text[i:]) {
		case bodyPlain:
			return itemNone, i + len(bodyName)
		case bodyEncoded:
			return itemBody, i
		case bodyPerhaps:
			if !s.whole {
				return itemCut, i
			}
		}
		return f.stray(s, i)
	}
	end := -1
	switch s.markup(i) {
	case markupCut:
		s.ended()
	case markupComment:
		end = s.past(i+len("<!--"), commentEnd)
	case markupInstruction:
		end = s.past(i, instructionEnd)
	case markupDeclaration:
		end = s.declaration(i)
	case markupEnd:
		if len(f.open) == 0 {
			return f.stray(s, i)
		}
		if end = s.closing(i, []byte(f.open[len(f.open)-1])); end > 0 {
			f.open = f.open[:len(f.open)-1]
		}
	case markupElement:
		switch {
		case s.isLeg(i):
			return itemDocument, i
		case s.has(i, "<"+root) && i+len("<"+root) == len(s.text):
			s.ended()
		default:
			return itemOther, i
		}
	default:
		return f.stray(s, i)
	}
	if end < 0 {
		if s.cut {
			return f.over(s, itemFault), i
		}
		return itemFault, i
	}
	return itemNone, end
}

// over is what it means that the text ends: that what holds it goes on, or what
// is given.
func (f *finder) over(s *scanner, end item) item {
	if !s.whole {
		return itemCut
	}
	return end
}

// stray is what cannot stand between documents.
func (f *finder) stray(s *scanner, i int) (item, int) {
	if s.text[i] == '<' {
		s.failed(i, "found %s>, wanted <cdr>", shorten(s.text[i:i+s.length(i, '>')]))
	} else {
		s.failed(i, "found %q, wanted <cdr>", shorten(s.text[i:i+s.length(i, '<')]))
	}
	return itemFault, i
}

// length is how far it is from i to a character, or the end of the line.
func (s *scanner) length(i int, to byte) int {
	line := s.text[i:min(len(s.text), i+maxReason)]
	if n := bytes.IndexAny(line, string([]byte{to, '\n'})); n > 0 {
		return n
	}
	return len(line)
}

// maxReason bounds how much of a text is looked at for an error.
const maxReason = 200

// enter goes into the element at i, which holds documents. It gives where what
// it holds begins, or -1.
func (f *finder) enter(s *scanner, i int) int {
	if len(f.open) == maxOpen {
		return s.failed(i, "documents nested deeper than %d", maxOpen)
	}
	end := s.tagName(i + 1)
	if end < 0 {
		return -1
	}
	name := string(s.text[i+1 : end])
	end, _ = s.attributes(end)
	if end > 0 {
		f.open = append(f.open, name)
	}
	return end
}

// mark is the byte order mark, which files that were put together leave between
// documents.
var mark = []byte("\ufeff")

// gap goes over white space, and byte order marks.
func (s *scanner) gap(i int) int {
	for {
		if i = s.space(i); !bytes.HasPrefix(s.text[i:], mark) {
			return i
		}
		i += len(mark)
	}
}

// declaration reads the declaration at i, such as <!DOCTYPE, with what stands in
// its brackets. Nothing that it declares is looked at.
func (s *scanner) declaration(i int) int {
	depth, quote := 0, byte(0)
	for ; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			switch {
			case depth > 0 && s.begins(i):
				return s.failed(i, "found the start of a document, wanted the end of a declaration")
			case s.has(i, "<!--"):
				if i = s.past(i+len("<!--"), commentEnd); i < 0 {
					return -1
				}
				i--
			default:
				depth++
			}
		case c == '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return s.ended()
}
