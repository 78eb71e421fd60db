package jsondoc

import "bytes"

// plain are the bytes of a string that are read as they are.
var plain = func() (is [256]bool) {
	for c := range is {
		is[c] = c != '"' && c != '\\' && c != '\n'
	}
	return is
}()

// quoted finds the end of the string at i, and whether it holds escapes.
func (s *scanner) quoted(i int) (end int, escaped bool) {
	text := s.text
	for j := i + 1; ; j++ {
		for j < len(text) && plain[text[j]] {
			j++
		}
		switch {
		case j == len(text):
			return s.ended(), false
		case text[j] == '"':
			return j + 1, escaped
		case text[j] == '\n':
			return s.failed(j, "found a line break, wanted the end of the string"), false
		}
		escaped = true
		if j++; j == len(text) {
			return s.ended(), false
		}
		if bytes.IndexByte([]byte(`"\/bfnrtu`), text[j]) < 0 {
			return s.failed(j, "found \\%s, wanted one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u", s.near(j)), false
		}
		if text[j] == 'u' {
			for k := j + 1; k <= j+4; k++ {
				switch {
				case k >= len(text):
					return s.ended(), false
				case hexDigit(text[k]) > 15:
					return s.failed(k, "found %s, wanted four hex digits after \\u", s.near(k)), false
				}
			}
			j += 4
		}
	}
}

// words are the values that are neither strings nor numbers nor nested.
var words = []string{"true", "false", "null", "NaN", "Infinity"}

func (s *scanner) word(i int, n *node) int {
	for _, w := range words {
		if !bytes.HasPrefix(s.text[i:], []byte(w)) {
			if bytes.HasPrefix([]byte(w), s.text[i:]) {
				return s.ended()
			}
			continue
		}
		if n != nil {
			text := s.text[i : i+len(w)]
			if w != "true" && w != "false" { // no number is no value
				text = nil
			}
			s.keep(n, text)
		}
		return i + len(w)
	}
	return s.failed(i, "found %s, wanted a value", s.near(i))
}
