package xmldoc

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// brokenHint is what to try where nothing shows the start of the next document.
const brokenHint = "mend the text, or look for a tag that is opened and never closed"

// broken rejects what stands at i and goes on where the next document begins, or
// what holds documents ends. cut tells that the block does not reach so far.
func (t *translator) broken(i int) (cut bool) {
	s := &t.scan
	reason := "the document is cut off: the text ends within it"
	if !s.cut {
		reason = fmt.Sprintf("broken XML at %s: %s", t.spot(s.at), s.fault)
	}
	next := t.finder.resume(s, i+1)
	if next < 0 {
		if !s.whole {
			return true
		}
		next = len(s.text)
		t.finder.open = t.finder.open[:0] // what closes them went with the document
	}
	t.row(translate.Row{Verdict: translate.Rejected, Raw: bytes.TrimRight(s.text[i:next], " \t\r\n"), Reason: reason}, i)
	t.pos = next
	return false
}

// resume finds from i on where to go on behind a broken document; -1 if the text
// has no such place.
func (f *finder) resume(s *scanner, i int) int {
	for from := i; ; {
		n := bytes.IndexByte(s.text[from:], '<')
		end := from + n
		if n < 0 {
			end = len(s.text)
		}
		if body := bodyStart(s.text, from, end); body >= 0 {
			return body
		}
		switch {
		case n < 0:
			return -1
		case s.begins(end) || f.closes(s, end):
			return end
		}
		from = end + 1
	}
}

// bodyStart is where a line between two places of a text begins that holds an
// encoded document; -1 if there is none.
func bodyStart(text []byte, from, end int) int {
	for {
		n := bytes.IndexByte(text[from:end], '\n')
		if n < 0 {
			return -1
		}
		from += n + 1
		if kind := bodyAt(text[from:min(len(text), from+len("cdr=%3c%3fxml"))]); kind == bodyEncoded || kind == bodyPlain {
			return from
		}
	}
}

// closes tells the end tag of the innermost element that holds documents.
func (f *finder) closes(s *scanner, i int) bool {
	if len(f.open) == 0 || s.markup(i) != markupEnd {
		return false
	}
	name := f.open[len(f.open)-1]
	i += len("</")
	return s.has(i, name) && i+len(name) < len(s.text) && (s.text[i+len(name)] == '>' || isSpace(s.text[i+len(name)]))
}
