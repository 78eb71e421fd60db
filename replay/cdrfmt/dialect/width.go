package dialect

import (
	"bytes"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// fitWidth widens or narrows the columns by one where the rows of a file have
// an empty field more than its header, or the header one more than its rows:
// writers that end each row, or the header alone, with a separator, and web
// pages that leave out the name of a hidden first column. More than half of
// the rows have to be so.
func (l *Layout) fitWidth(rows []*lex.Record) {
	exact, behind, before, short := 0, 0, 0, 0
	width := l.width
	for _, r := range rows {
		switch {
		case r.Len() == width:
			exact++
		case r.Len() == width-1:
			short++
		case r.Len() == width+1 && isBlank(r, width):
			behind++
		case r.Len() == width+1 && isBlank(r, 0):
			before++
		}
	}
	most := func(n int) bool { return n > exact && n*2 > len(rows) }
	switch {
	case most(behind):
		l.headings, l.width = append(l.headings, ""), width+1
	case most(before):
		l.headings, l.width = slices.Insert(l.headings, 0, ""), width+1
	case most(short) && l.headings[width-1] == "":
		l.headings, l.width = l.headings[:width-1], width-1
	default:
		return
	}
	l.byRows = true
}

// isBlank tells whether a field of a record holds nothing.
func isBlank(r *lex.Record, i int) bool { return len(bytes.TrimSpace(r.Field(i))) == 0 }
