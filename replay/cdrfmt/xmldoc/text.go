package xmldoc

import (
	"bytes"
	"fmt"
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
	t.scan.take(t.block.Source, t.ended)
	return nil
}

// leave takes what is not done with over to the next block.
func (t *translator) leave() {
	t.lineOf(t.pos)
	t.base += int64(t.pos)
	t.lineStart -= int64(t.pos)
	t.carry = append(t.carry[:0], t.block.Source[t.pos:]...)
}

// lineOf is the line in which i lies, which must not go back.
func (t *translator) lineOf(i int) int64 {
	t.line, t.lineStart = t.lineAt(i)
	t.counted = i
	return t.line
}

// lineAt is the line in which i lies, behind counted, and where that starts.
func (t *translator) lineAt(i int) (line, start int64) {
	text := t.block.Source[t.counted:i]
	n := bytes.Count(text, []byte{'\n'})
	if n == 0 {
		return t.line, t.lineStart
	}
	return t.line + int64(n), int64(t.counted + bytes.LastIndexByte(text, '\n') + 1)
}

// spot is line:column, the column in bytes from 1.
func (t *translator) spot(i int) string {
	line, start := t.lineAt(i)
	return strconv.FormatInt(line, 10) + ":" + strconv.FormatInt(int64(i)-start+1, 10)
}

// problem is an error at i.
func (t *translator) problem(i int, problem string) error {
	return &cdr.DataError{Place: t.name + ":" + t.spot(i), Problem: problem, Hint: brokenHint}
}

// tooLong is the error of a document that starts at i.
func (t *translator) tooLong(i int) error {
	return t.problem(i, fmt.Sprintf("a document of more than %d MiB, wanted at most that", maxDocumentBytes>>20))
}
