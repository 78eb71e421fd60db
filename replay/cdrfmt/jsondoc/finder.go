package jsondoc

// item is what a finder comes upon.
type item uint8

const (
	// itemNone: something between documents, which is behind it now.
	itemNone item = iota
	// itemDocument: what should be a document starts here.
	itemDocument
	// itemOther: an object without what leads on to documents ended.
	itemOther
	// itemEnd: the text is over.
	itemEnd
	// itemCut: more of the text is needed to tell.
	itemCut
	// itemFault: something that cannot stand here, see the scanner.
	itemFault
)

// finder goes from document to document, down the steps of the envelope.
type finder struct {
	steps []step
	level int                // steps taken
	found [maxSteps + 2]bool // by step: what it leads to was there
}

// next looks at what stands at i, or behind the white space there. at is where
// it starts, or, of itemNone, where to go on.
func (f *finder) next(s *scanner, i int) (what item, at int) {
	if i = s.space(i); i == len(s.text) {
		if !s.whole {
			return itemCut, i
		}
		return itemEnd, i
	}
	c := s.text[i]
	if c == ',' { // between documents it may stand or be missing
		return itemNone, i + 1
	}
	if f.level > 0 {
		inside := f.steps[f.level-1]
		switch {
		case c == ']' && inside.array || c == '}' && !inside.array:
			f.level--
			if !inside.array && !f.found[f.level] {
				return itemOther, i + 1
			}
			return itemNone, i + 1
		case !inside.array:
			return f.member(s, i, inside.key)
		}
	}
	return f.enter(s, i)
}

// enter takes the next step at the value at i, or finds a document.
func (f *finder) enter(s *scanner, i int) (item, int) {
	if f.level == len(f.steps) {
		return itemDocument, i
	}
	open := byte('{')
	if f.steps[f.level].array {
		open = '['
	}
	if s.text[i] != open {
		return itemDocument, i
	}
	f.found[f.level] = false
	f.level++
	return itemNone, i + 1
}

// member passes over a member of an object, or enters the one that leads on.
func (f *finder) member(s *scanner, i int, key string) (item, int) {
	if s.text[i] != '"' {
		s.failed(i, "found %s, wanted a key in double quotes", s.near(i))
		return itemFault, i
	}
	end, _ := s.quoted(i)
	if end < 0 {
		return f.failed(s, i)
	}
	at := s.space(end)
	if at == len(s.text) {
		s.ended()
		return f.failed(s, i)
	}
	if s.text[at] != ':' {
		s.failed(at, "found %s, wanted a colon after the key", s.near(at))
		return itemFault, i
	}
	if at = s.space(at + 1); at == len(s.text) {
		s.ended()
		return f.failed(s, i)
	}
	if string(s.text[i+1:end-1]) == key && (s.text[at] == '{' || s.text[at] == '[') {
		f.found[f.level-1] = true
		return f.enter(s, at)
	}
	if at = s.value(at, nil, 0); at < 0 {
		return f.failed(s, i)
	}
	return itemNone, at
}

// failed is what a value that could not be read means.
func (f *finder) failed(s *scanner, i int) (item, int) {
	if s.cut && !s.whole {
		return itemCut, i
	}
	return itemFault, i
}
