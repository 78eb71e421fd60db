package xmldoc

import "bytes"

// variable reads the channel variable at i: a tag, text, and the end tag. A name
// may hold anything. So may the text, where a posted document was decoded and
// the variables with it: then < is no markup, unless the document would end
// there or another begin.
func (s *scanner) variable(i int) int {
	if s.isLeg(i) && isSpace(s.text[i+len("<"+root)]) { // and none of that name
		return s.failed(i, "found another <cdr>, wanted the end of the one before")
	}
	n := bytes.IndexByte(s.text[i:], '>')
	if n < 0 {
		return s.ended()
	}
	tag := s.text[i+1 : i+n]
	if k := bytes.IndexByte(tag, '<'); k >= 0 {
		return s.failed(i+1+k, "found '<', wanted > at the end of the tag")
	}
	name := tag
	if k := bytes.IndexAny(tag, " \t\r\n"); k >= 0 {
		name = tag[:k]
	}
	tag = bytes.TrimRight(tag, " \t\r\n")
	empty := bytes.HasSuffix(tag, []byte("/"))
	if empty && len(name) == len(tag) {
		name = name[:len(name)-1]
	}
	if len(name) == 0 {
		return s.failed(i+1, "found %s, wanted the name of a variable", s.near(i+1))
	}
	before := len(s.path)
	s.path = append(append(s.path, '.'), name...)
	if i += n + 1; empty {
		s.keep(nil)
	} else {
		i = s.variableText(i, name, tag)
	}
	s.path = s.path[:before]
	return i
}

// variableText reads the text of a variable, to behind its end tag.
func (s *scanner) variableText(i int, name, tag []byte) int {
	wanted := s.want.column(s.path) >= 0
	var v value
	for {
		if i = s.nextTag(i, &v, wanted); i < 0 {
			return -1
		}
		switch s.markup(i) {
		case markupCut:
			return s.ended()
		case markupEnd:
			end := s.variableEnd(i+len("</"), name, tag)
			switch {
			case end < 0:
				return -1
			case end > 0:
				s.keep(v.trimmed())
				return end
			case s.has(i, "</variables>") || s.has(i, "</"+root+">"):
				return s.failed(i, "found </%s>, wanted </%s>", s.nameAt(i+len("</")), shorten(name))
			}
		case markupComment:
			if i = s.past(i+len("<!--"), commentEnd); i < 0 {
				return -1
			}
			continue
		case markupCDATA:
			if i = s.literal(i, &v, wanted); i < 0 {
				return -1
			}
			continue
		default:
			if s.begins(i) {
				return s.failed(i, "found the start of a document, wanted </%s>", shorten(name))
			}
		}
		if wanted {
			v.add(s.text[i : i+1])
		}
		i++
	}
}

// variableEnd gives where the end tag of a variable whose name should stand at i
// ends; 0 if it is none of this variable, -1 if the text ends before it can be
// told.
func (s *scanner) variableEnd(i int, name, tag []byte) int {
	for _, want := range [][]byte{name, tag} {
		rest := s.text[i:]
		if len(rest) <= len(want) && bytes.HasPrefix(want, rest) {
			return s.ended()
		}
		if !bytes.HasPrefix(rest, want) {
			continue
		}
		end := s.space(i + len(want))
		if end == len(s.text) {
			return s.ended()
		}
		if s.text[end] == '>' {
			return end + 1
		}
	}
	return 0
}

// nameAt is the name that stands at i, for an error.
func (s *scanner) nameAt(i int) string {
	end := i
	for end < len(s.text) && s.text[end] != '>' && !isSpace(s.text[end]) {
		end++
	}
	return shorten(bytes.TrimSuffix(s.text[i:end], []byte("/")))
}
