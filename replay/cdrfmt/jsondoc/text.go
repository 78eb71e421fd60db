package jsondoc

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// read fills the block's text up to the given size.
func (t *translator) read(size int) (err error) {
	if !t.ended {
		if t.block.Source, t.ended, err = translate.Fill(t.in, t.block.Source, size); err != nil {
			return err
		}
	}
	t.scan.text, t.scan.whole = t.block.Source, t.ended
	return nil
}

// leave takes what is not done with over to the next block.
func (t *translator) leave() {
	t.line = t.lineOf(t.pos)
	t.base += int64(t.pos)
	var n int64
	t.before, n = t.lineBefore(t.pos)
	if t.beforeBytes = n; n > maxIndent {
		t.before = []byte{'.'} // more than an indent, whatever it is
	}
	t.carry = append(t.carry[:0], t.block.Source[t.pos:]...)
}

// maxIndent bounds what may stand before a document in its line.
const maxIndent = 256

// lineBefore is the part of the line at i that stands before it, or a part of
// that, and how many bytes it has.
func (t *translator) lineBefore(i int) (before []byte, bytes int64) {
	before = lineBefore(t.block.Source, i)
	if len(before) < i {
		return slices.Clone(before[max(0, len(before)-maxIndent-1):]), int64(len(before))
	}
	n := t.beforeBytes + int64(len(before))
	return append(slices.Clone(t.before), before[max(0, len(before)-maxIndent-1):]...), n
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
	_, before := t.lineBefore(i)
	return strconv.FormatInt(line, 10) + ":" + strconv.FormatInt(before+1, 10)
}
