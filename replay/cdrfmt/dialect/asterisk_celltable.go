package dialect

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// cellTable is the cells of some rows of equal width, by column, and what of
// them are times and numbers.
type cellTable struct {
	width  int
	cells  [][][]byte  // by column and row, trimmed
	values [][]float64 // the same: seconds of a time or a number; NaN is neither
	isTime []bool      // by column: values are times
}

// newCellTable takes the rows that have as many fields as most.
func newCellTable(rows []*lex.Record) *cellTable {
	t := &cellTable{width: commonWidth(rows)}
	t.cells, t.values, t.isTime = make([][][]byte, t.width), make([][]float64, t.width), make([]bool, t.width)
	for i := range t.width {
		for _, r := range rows {
			if r.Len() == t.width {
				t.cells[i] = append(t.cells[i], trim(r.Field(i)))
			}
		}
	}
	words := t.first(func(i int) bool { return t.most(i, isStampInWords) }) >= 0
	for i := range t.width {
		t.isTime[i] = t.most(i, isStampInWords) || t.most(i, isStampInMicros) && !words
		for _, b := range t.cells[i] {
			t.values[i] = append(t.values[i], valueOf(b, t.isTime[i]))
		}
	}
	return t
}

// isStampInWords tells a time that is no number.
func isStampInWords(b []byte) bool {
	_, number := parseDecimal(b)
	return isStamp(b) && (!number || isCompactStamp(b))
}

// isStampInMicros tells a number of seconds with its microseconds. A uniqueid
// may look so too.
func isStampInMicros(b []byte) bool {
	d, number := parseDecimal(b)
	return number && d.digits == 6 && isStamp(b)
}

// valueOf reads a time or a number. Which of two numbers is the month makes no
// difference to the order of the times of a call.
func valueOf(b []byte, isTime bool) float64 {
	d, number := parseDecimal(b)
	switch {
	case number && !(isTime && isCompactStamp(b)):
		return float64(d.whole) + float64(d.micros)/1e6
	case !isTime || isNoTime(b):
		return math.NaN()
	}
	s, ok := parseStamp(b, dayFirst)
	if !ok {
		s, ok = parseStamp(b, monthFirst)
	}
	if !ok {
		return math.NaN()
	}
	return float64(s.sec) + float64(s.micros)/1e6
}

// most tells whether nine of ten cells of a column that hold anything, and at
// least one, are something.
func (t *cellTable) most(i int, is func([]byte) bool) bool {
	n, all := 0, 0
	for _, b := range t.cells[i] {
		if len(b) > 0 && !isNull(b) {
			all++
			if is(b) {
				n++
			}
		}
	}
	return all > 0 && n*10 >= all*9
}

// holes tells whether some cells of a column hold nothing.
func (t *cellTable) holes(i int) bool {
	for _, b := range t.cells[i] {
		if isNull(b) {
			return true
		}
	}
	return false
}

// first is the first column of which something is true; -1 is none.
func (t *cellTable) first(is func(i int) bool) int {
	for i := range t.width {
		if is(i) {
			return i
		}
	}
	return -1
}

// only is the one column of which most cells are something; -1 if it is none
// or more than one.
func (t *cellTable) only(is func([]byte) bool) int {
	i := t.first(func(i int) bool { return t.most(i, is) })
	if t.first(func(k int) bool { return k > i && t.most(k, is) }) >= 0 {
		return -1
	}
	return i
}

// times are the columns of times: those with one in every row, and the others.
func (t *cellTable) times() (full, part []int) {
	for i := range t.width {
		switch {
		case !t.isTime[i]:
		case t.holes(i):
			part = append(part, i)
		default:
			full = append(full, i)
		}
	}
	return full, part
}

// holds tells whether something is true of nearly all rows that have values in
// all columns. A clock that is set harms few.
func (t *cellTable) holds(is func(v []float64) bool, columns ...int) bool {
	v := make([]float64, len(columns))
	n, all := 0, 0
rows:
	for row := range t.cells[0] {
		for k, i := range columns {
			if v[k] = t.values[i][row]; v[k] != v[k] {
				continue rows
			}
		}
		all++
		if is(v) {
			n++
		}
	}
	return n*20 >= all*19
}

// ordered tells whether no time of a comes after that of b.
func (t *cellTable) ordered(a, b int) bool {
	return t.holds(func(v []float64) bool { return v[0] <= v[1] }, a, b)
}
