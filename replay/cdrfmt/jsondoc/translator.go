package jsondoc

import (
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// maxDocumentBytes is the longest document that is read.
const maxDocumentBytes = lex.MaxRecordBytes

// translator makes records of the documents of one text.
type translator struct {
	name    string
	stretch translate.Stretch
	lang    *language
	settle  settler
	lines   bool // documents stand one a line
	finder  finder
	scan    scanner

	block       *translate.Block
	before      []byte // what stood before the block's text in its line, or a part of it,
	beforeBytes int64  // and how long that was
	pos         int    // in the block's text: what comes before it is done with
	indent      int    // of the last sound document, -1 if it did not begin a line
}

// Translate fills a block with the documents of the next stretch of the text.
func (t *translator) Translate(b *translate.Block) error {
	t.block, t.pos = b, 0
	err := t.stretch.Fill(b, func(text []byte, whole bool) (int, bool, error) {
		t.scan.text, t.scan.whole = text, whole
		done, err := t.documents()
		return t.pos, done, err
	}, func(pos int) error {
		if !t.scan.cut && t.scan.fault != "" { // it is broken, and nothing shows where the next begins
			return t.problem(t.scan.at, t.scan.fault, brokenHint)
		}
		return t.tooLong(t.scan.space(pos))
	})
	if err == nil {
		t.leave()
	}
	return err
}

// documents goes through those that the block holds whole. done tells that the
// text is over.
func (t *translator) documents() (done bool, err error) {
	for {
		what, at := t.finder.next(&t.scan, t.pos)
		switch what {
		case itemNone:
			t.pos = at
		case itemOther:
			t.row(translate.Row{Verdict: translate.Passed, Reason: "an object without what leads to documents passed over"}, at-1)
			t.pos = at
		case itemCut:
			return false, nil
		case itemEnd:
			t.pos = at
			if t.finder.level > 0 {
				t.row(translate.Row{Verdict: translate.Passed, Reason: "the text ends before its list is closed, perhaps it is cut off"}, at)
			}
			return true, nil
		default:
			cut, err := t.document(what, at)
			if cut || err != nil {
				return false, err
			}
		}
	}
}

// document takes what stands at i. cut tells that the block does not hold all
// of it.
func (t *translator) document(what item, i int) (cut bool, err error) {
	s := &t.scan
	end := -1
	if what == itemDocument {
		s.reset(len(t.lang.columns))
		end = s.value(i, &t.lang.paths.root, 0)
	}
	if end < 0 {
		if s.cut && !s.whole {
			return true, nil
		}
		return t.broken(i)
	}
	if end-i > maxDocumentBytes {
		return false, t.tooLong(i)
	}
	t.noteIndent(i)
	raw := s.text[i:end]
	t.pos = end
	row := translate.Row{Raw: raw}
	switch {
	case raw[0] != '{':
		row.Verdict, row.Reason = translate.Rejected, "found "+kindOf(raw[0])+", wanted a document in { }"
	case s.twice != nil:
		row.Verdict, row.Column, row.Reason = translate.Rejected, s.twice.name, "the key is there twice with different values"
	default:
		if passed := t.settle.settle(s.cells); passed != "" {
			row.Verdict, row.Reason = translate.Passed, passed+" passed over"
		}
		for _, c := range t.lang.hints {
			if len(s.cells[c]) > maxHintBytes {
				s.cells[c] = nil
			}
		}
		for _, c := range t.lang.copies {
			s.cells[c[1]] = s.cells[c[0]]
		}
	}
	if row.Verdict == translate.Leg {
		t.block.Add(t.placed(row, i), s.cells)
	} else {
		t.row(row, i)
	}
	return false, nil
}

// row adds a row that starts at i.
func (t *translator) row(r translate.Row, i int) {
	t.block.Rows = append(t.block.Rows, t.placed(r, i))
}

// placed is a row that starts at i.
func (t *translator) placed(r translate.Row, i int) translate.Row {
	r.Line, r.Byte, _ = t.stretch.Of(t.block.Source, i)
	return r
}

// kindOf names a value by how it begins.
func kindOf(c byte) string {
	switch {
	case c == '[':
		return "an array"
	case c == '"':
		return "a string"
	case c == 't' || c == 'f':
		return "a truth value"
	case c == 'n':
		return "null"
	}
	return "a number"
}
