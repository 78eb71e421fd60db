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

// commonWidth is the number of fields that most rows have, the least of those
// that equally many have.
func commonWidth(rows []*lex.Record) (width int) {
	counts := map[int]int{}
	for _, r := range rows {
		n := r.Len()
		counts[n]++
		if counts[n] > counts[width] || counts[n] == counts[width] && n < width {
			width = n
		}
	}
	return width
}

// widthOfMost is the width of the widest of the rows that look like those of a
// dialect without a header; 0 if not more than half of all do, or none if a
// person says that this is the dialect.
func widthOfMost(rows []*lex.Record, forced string, is func(*lex.Record) bool) (width int) {
	fits := 0
	for i, r := range rows {
		if forced == auto && (fits+len(rows)-i)*2 <= len(rows) { // the others change nothing
			return 0
		}
		if is(r) {
			fits, width = fits+1, max(width, r.Len())
		}
	}
	if forced == auto && fits*2 <= len(rows) {
		return 0
	}
	return width
}

// passHeader passes over a header that stands above the rows of such a dialect.
func (l *Layout) passHeader(first *lex.Record, is func(*lex.Record) bool) {
	if !is(first) && isWords(first) {
		l.leading++
	}
}
