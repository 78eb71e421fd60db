package jsondoc

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// maxDocumentBytes is the longest document that is read.
const maxDocumentBytes = lex.MaxRecordBytes

// readBytes is how much room a read has at least: files of one document are
// small.
const readBytes = 4 << 10

// language is what of documents is read. It does not change once made, so that
// any number of translators may share it.
type language struct {
	paths   *paths
	columns []string // of the records
	copies  [][2]int // columns that hold the same as another
	hints   []int    // columns that no field is read from: they serve errors
}

// maxHintBytes bounds the values that serve errors alone.
const maxHintBytes = 100

// settler makes of the values of one document what they say together. It gives
// what the document is if it is no row, or "".
type settler interface {
	settle(cells [][]byte) (passed string)
}

// asWritten settles nothing.
type asWritten struct{}

func (asWritten) settle([][]byte) string { return "" }

// translator makes records of the documents of one text.
type translator struct {
	name   string
	in     io.Reader
	lang   *language
	settle settler
	lines  bool // documents stand one a line
	finder finder
	scan   scanner

	block   *translate.Block
	carry   []byte // what the last block left
	base    int64  // where in the input the block's text starts
	line    int64  // of the text at counted
	counted int
	pos     int  // in the block's text: what comes before it is done with
	ended   bool // the input was read to its end
}

// Translate fills a block with the documents of the next stretch of the text.
func (t *translator) Translate(b *translate.Block) error {
	t.block, t.pos, t.counted = b, 0, 0
	b.Source = append(b.Source[:0], t.carry...)
	for size := translate.BlockBytes; ; size *= 2 {
		if err := t.read(size); err != nil {
			return err
		}
		done, err := t.documents()
		switch {
		case err != nil:
			return err
		case done:
			return io.EOF
		case t.pos > 0 && len(b.Source)-t.pos <= translate.BlockBytes:
			t.leave()
			return nil
		case len(b.Source)-t.pos > maxDocumentBytes:
			return t.tooLong(t.scan.space(t.pos))
		}
	}
}

// read fills the block's text up to the given size.
func (t *translator) read(size int) error {
	text := t.block.Source
	for len(text) < size && !t.ended {
		from := len(text)
		if cap(text)-from < readBytes/8 {
			text = slices.Grow(text, max(from, readBytes))
		}
		n := min(cap(text), size) - from
		got, err := t.in.Read(text[from : from+n])
		text = text[:from+got]
		if err == io.EOF {
			t.ended = true
		} else if err != nil {
			return err
		}
	}
	t.block.Source = text
	t.scan.text, t.scan.whole = text, t.ended
	return nil
}

// leave takes what is not done with over to the next block.
func (t *translator) leave() {
	t.line = t.lineOf(t.pos)
	t.base += int64(t.pos)
	t.carry = append(t.carry[:0], t.block.Source[t.pos:]...)
}

// documents goes through those that the block holds whole. done tells that the
// text is over.
func (t *translator) documents() (done bool, err error) {
	for {
		what, at := t.finder.next(&t.scan, t.pos)
		switch what {
		case itemNone:
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
		if recordBytes(s.cells) > lex.MaxRecordBytes {
			row.Verdict, row.Reason = translate.Rejected, fmt.Sprintf("its values take more than %d MiB", lex.MaxRecordBytes>>20)
		} else {
			t.block.Text = translate.AppendRecord(t.block.Text, s.cells)
		}
	}
	t.row(row, i)
	return false, nil
}

// recordBytes is at most what the cells take in a record.
func recordBytes(cells [][]byte) int {
	n := 1
	for _, c := range cells {
		n += 2*len(c) + 3
	}
	return n
}

// row adds a row that starts at i.
func (t *translator) row(r translate.Row, i int) {
	r.Line, r.Byte = t.lineOf(i), t.base+int64(i)
	t.block.Rows = append(t.block.Rows, r)
}

// lineOf is the line in which i lies, which must not go back.
func (t *translator) lineOf(i int) int64 {
	t.line += int64(bytes.Count(t.block.Source[t.counted:i], []byte{'\n'}))
	t.counted = i
	return t.line
}

// tooLong is the error of a document that starts at i.
func (t *translator) tooLong(i int) error {
	return t.problem(i, fmt.Sprintf("a document of more than %d MiB, wanted at most that", maxDocumentBytes>>20),
		"look for a brace that is opened and never closed")
}

// problem is an error at i.
func (t *translator) problem(i int, problem, hint string) error {
	return &cdr.DataError{Place: t.place(i), Problem: problem, Hint: hint}
}

// place is file:line:column.
func (t *translator) place(i int) string { return t.name + ":" + t.spot(i) }

// spot is line:column, the column in bytes from 1.
func (t *translator) spot(i int) string {
	text := t.block.Source
	line := t.line + int64(bytes.Count(text[t.counted:i], []byte{'\n'}))
	return strconv.FormatInt(line, 10) + ":" + strconv.Itoa(len(lineBefore(text, i))+1)
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
