package jsondoc

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// leave notes what stands before the next block in its line.
func (t *translator) leave() {
	before, n := t.lineBefore(t.pos)
	if t.before, t.beforeBytes = before, n; n > maxIndent {
		t.before = []byte{'.'} // more than an indent, whatever it is
	}
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

// spot is line:column.
func (t *translator) spot(i int) string { return t.stretch.Spot(t.block.Source, i) }
