package jsondoc

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// brokenHint is what to try where nothing shows the start of the next document.
const brokenHint = "mend the text, or write its documents one a line: then the broken one alone is rejected"

// broken rejects what stands at i and goes on where the next document surely
// begins. cut tells that the block does not reach so far.
func (t *translator) broken(i int) (cut bool, err error) {
	s := &t.scan
	reason := fmt.Sprintf("broken JSON at %s: %s", t.spot(s.at), s.fault)
	if s.cut {
		reason = "the document is cut off: the text ends within it"
	}
	next, ok := t.resume(i)
	switch {
	case ok && next < 0:
		return true, nil
	case !ok && s.cut:
		next = len(s.text)
	case !ok:
		return false, t.problem(s.at, s.fault, brokenHint)
	}
	raw := bytes.TrimRight(s.text[i:next], " \t\r\n,")
	t.row(translate.Row{Verdict: translate.Rejected, Raw: raw, Reason: reason}, i)
	if t.pos = next; next == len(s.text) {
		t.finder.level = 0 // what closes the envelope went with the document
	}
	return false, nil
}

// resume finds where to go on behind the broken document at i. Of documents one
// a line that is the next line. Any other begins at a line of its own, and what
// is nested in it is indented further: the next begins at a line with the same
// indent, its own or that of those before it. It gives -1 if the block does not reach so far; ok is false where
// documents do not begin lines, or none follows.
func (t *translator) resume(i int) (next int, ok bool) {
	text := t.scan.text
	before, n := t.lineBefore(i)
	indent, own := indentOf(before)
	if !own || n > maxIndent {
		if t.indent < 0 {
			return 0, false
		}
		indent = t.indent // what separates it from the one before may be broken
	}
	more := t.finder.level == 0 // of a list, lines follow that hold something
	for next = i; ; {
		newline := bytes.IndexByte(text[next:], '\n')
		if newline < 0 {
			if !t.scan.whole {
				return -1, true
			}
			return len(text), more
		}
		next += newline + 1
		line := bytes.TrimLeft(text[next:], " \t")
		depth := len(text) - next - len(line)
		more = more || len(bytes.TrimSpace(line)) > 0
		switch {
		case t.lines && t.finder.level == 0 && len(line) > 0:
			return next, true
		case len(line) == 0:
		case line[0] == '{' && depth == indent, line[0] == ']' && depth <= indent && t.finder.level > 0:
			return next + depth, true
		}
	}
}

// noteIndent notes how far the sound document at i is indented.
func (t *translator) noteIndent(i int) {
	t.indent = -1
	text := t.scan.text
	for j := i - 1; j >= 0 && i-j <= maxIndent; j-- {
		switch text[j] {
		case ' ', '\t':
		case '\n':
			t.indent = i - j - 1
			return
		default:
			return
		}
	}
}

// indentOf is how far a document is indented behind the given start of its
// line; own is false if something else stands there. What opens a list may.
func indentOf(before []byte) (indent int, own bool) {
	rest := bytes.TrimLeft(before, " \t")
	indent = len(before) - len(rest)
	if len(rest) == 0 {
		return indent, true
	}
	return 0, rest[len(rest)-1] == '[' && indent == 0
}
