package xmldoc

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// maxDocumentBytes is the longest document that is read.
const maxDocumentBytes = lex.MaxRecordBytes

// translator makes records of the documents of one text.
type translator struct {
	name    string
	stretch translate.Stretch
	want    *wanted
	finder  finder
	scan    scanner
	posted  scanner // of an encoded document

	block *translate.Block
	pos   int // in the block's text: what comes before it is done with
}

// Translate fills a block with the documents of the next stretch of the text.
func (t *translator) Translate(b *translate.Block) error {
	t.block, t.pos = b, 0
	return t.stretch.Fill(b, func(text []byte, whole bool) (int, bool, error) {
		t.scan.take(text, whole)
		done, err := t.documents()
		return t.pos, done, err
	}, func(pos int) error {
		if !t.scan.cut && t.scan.fault != "" { // it is broken, and nothing shows where the next begins
			return t.problem(t.scan.at, t.scan.fault)
		}
		return t.tooLong(t.scan.gap(pos))
	})
}

// documents goes through those that the block holds whole. done tells that the
// text is over.
func (t *translator) documents() (done bool, err error) {
	s := &t.scan
	for {
		what, at := t.finder.next(s, t.pos)
		cut := false
		switch what {
		case itemNone:
			t.pos = at
		case itemCut:
			return false, nil
		case itemEnd:
			t.pos = at
			if n := len(t.finder.open); n > 0 {
				reason := fmt.Sprintf("the text ends before </%s>, perhaps it is cut off", shorten([]byte(t.finder.open[n-1])))
				t.row(translate.Row{Verdict: translate.Passed, Reason: reason}, at)
			}
			return true, nil
		case itemDocument:
			cut, err = t.document(at)
		case itemBody:
			cut, err = t.body(at)
		case itemOther:
			cut, err = t.other(at)
		default:
			cut = t.broken(at)
		}
		if cut || err != nil {
			return false, err
		}
	}
}

// document takes the <cdr> at i. cut tells that the block does not hold all of it.
func (t *translator) document(i int) (cut bool, err error) {
	s := &t.scan
	end := s.document(i)
	switch {
	case end < 0 && s.cut && !s.whole:
		return true, nil
	case end < 0:
		return t.broken(i), nil
	case end-i > maxDocumentBytes:
		return false, t.tooLong(i)
	}
	t.leg(s, i, end)
	return false, nil
}

// body takes the encoded document at i.
func (t *translator) body(i int) (cut bool, err error) {
	s := &t.scan
	end := s.bodyEnd(i)
	switch {
	case end < 0 && !s.whole:
		return true, nil
	case end < 0:
		end = len(s.text)
	}
	if end-i > maxDocumentBytes {
		return false, t.tooLong(i)
	}
	raw := s.text[i:end]
	text, err := decodeBody(raw)
	if err == nil && t.posted.body(text) {
		t.leg(&t.posted, i, end)
		return false, nil
	}
	reason := ""
	switch p := &t.posted; {
	case err != nil:
		reason = err.Error()
	case p.cut:
		reason = "the document is cut off: the text ends within it"
	default:
		reason = fmt.Sprintf("broken XML at byte %d of what was decoded: %s", p.at, p.fault)
	}
	t.row(translate.Row{Verdict: translate.Rejected, Raw: raw, Reason: reason}, i)
	t.pos = end
	return false, nil
}

// other takes the element at i that is no <cdr>. If it holds one, it is entered;
// else it is a document of something else, or, among documents, a value of what
// holds them.
func (t *translator) other(i int) (cut bool, err error) {
	s := &t.scan
	end := s.foreign(i)
	if end < 0 && s.leg {
		if end = t.finder.enter(s, i); end > 0 {
			t.pos = end
			return false, nil
		}
	}
	switch {
	case end < 0 && s.cut && !s.whole:
		return true, nil
	case end < 0:
		return t.broken(i), nil
	case end-i > maxDocumentBytes:
		return false, t.tooLong(i)
	}
	name := shorten(s.text[i+1 : s.tagName(i+1)])
	row := translate.Row{Verdict: translate.Rejected, Raw: s.text[i:end], Reason: fmt.Sprintf("found <%s>, wanted <cdr>", name)}
	if len(t.finder.open) > 0 && !s.holds {
		row.Verdict, row.Reason = translate.Passed, fmt.Sprintf("the element <%s> passed over", name)
	}
	t.row(row, i)
	t.pos = end
	return false, nil
}

// leg makes a row of the document at i, which s has read.
func (t *translator) leg(s *scanner, i, end int) {
	row := translate.Row{Raw: t.scan.text[i:end]}
	if s.several >= 0 {
		row.Reason = t.want.columns[s.several] + " is there several times with different values, and none is taken"
	}
	t.pos = end
	if s.twice >= 0 {
		row.Verdict, row.Column, row.Reason = translate.Rejected, t.want.columns[s.twice], "it is there twice with different values"
		t.row(row, i)
		return
	}
	t.want.settle.Settle(s.cells)
	for _, c := range t.want.copies {
		s.cells[c[1]] = s.cells[c[0]]
	}
	t.block.Add(t.placed(row, i), s.cells)
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

// problem is an error at i.
func (t *translator) problem(i int, problem string) error {
	return &cdr.DataError{Place: t.name + ":" + t.spot(i), Problem: problem, Hint: brokenHint}
}

// tooLong is the error of a document that starts at i.
func (t *translator) tooLong(i int) error {
	return t.problem(i, fmt.Sprintf("a document of more than %d MiB, wanted at most that", maxDocumentBytes>>20))
}

// spot is line:column.
func (t *translator) spot(i int) string { return t.stretch.Spot(t.block.Source, i) }
