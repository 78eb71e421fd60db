package dialect

import (
	"bytes"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Reports end in a row of totals, or have one below each group of calls. It is
// no call: it is put aside, and counted.

// totalsWords begin such rows, in small letters.
var totalsWords = [][]byte{
	[]byte("grand total"), []byte("sub total"), []byte("sub-total"), []byte("subtotal"), []byte("total general"), []byte("total"), []byte("totals"), []byte("totales"),
	[]byte("totais"), []byte("totale"), []byte("totali"), []byte("totaux"), []byte("sum"), []byte("summe"), []byte("gesamt"), []byte("gesamtsumme"), []byte("итого"), []byte("всего"),
}

// putTotalsAside makes rows of totals be put aside, where the head has some.
func (l *Layout) putTotalsAside(rows []*lex.Record) {
	if !slices.ContainsFunc(rows, func(r *lex.Record) bool { return isTotals(r.Raw) }) {
		return
	}
	l.asides = []string{"of totals"}
	l.aside = func(raw []byte) int {
		if isTotals(raw) {
			return 0
		}
		return -1
	}
}

// isTotals tells a row whose first cell that is not empty is a word for totals,
// alone or with what it totals behind a colon, and that has no time.
func isTotals(raw []byte) bool {
	b := bytes.TrimLeft(raw, " ,;\t|\"'")
	if len(b) == 0 || isDigit(b[0]) {
		return false
	}
	const longest = 24
	head := bytes.ToLower(b[:min(len(b), longest)])
	for _, word := range totalsWords {
		rest, ok := bytes.CutPrefix(head, word)
		if rest = bytes.TrimLeft(rest, " "); !ok || len(rest) > 0 && !bytes.ContainsRune([]byte(",;\t|\"':=("), rune(rest[0])) {
			continue
		}
		return !hasTime(b)
	}
	return false
}

// hasTime tells whether a cell of a row as written may be a date and a time, or
// a number that counts to one.
func hasTime(raw []byte) bool {
	for _, cell := range bytes.FieldsFunc(raw, func(c rune) bool { return c == ',' || c == ';' || c == '\t' || c == '|' || c == '"' }) {
		cell = bytes.TrimSpace(cell)
		if len(cell) >= 10 && (isStamp(cell) || isDay(cell)) {
			return true
		}
	}
	return false
}
