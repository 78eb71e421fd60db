package dialect

import (
	"bytes"
	"math"
)

// isNumber tells a column of seconds, as of a duration.
func (t *cellTable) isNumber(i int) bool {
	for _, v := range t.values[i] {
		if v != v || v < 0 || v >= 1e7 {
			return false
		}
	}
	return !t.isTime[i]
}

// spans tells whether a column is the seconds from one time to the other, to
// the second that truncation costs. Without the first time any will do.
func (t *cellTable) spans(from, to, i int) bool {
	switch {
	case !t.isNumber(i):
		return false
	case from < 0:
		return true
	}
	return t.holds(func(v []float64) bool { return math.Abs(v[1]-v[0]-v[2]) < 1.5 }, from, to, i)
}

// billed tells whether column i could be the billed seconds of calls that last
// as long as duration says: no more than that, and as a rule none of a call that
// was not answered.
func (t *cellTable) billed(duration, i, disposition int) bool {
	if !t.isNumber(duration) || !t.isNumber(i) {
		return false
	}
	unanswered, free := 0, 0
	for row, b := range t.cells[disposition] {
		v := t.values[i][row]
		if v > t.values[duration][row]+1 {
			return false
		}
		if isDisposition(b) && string(b) != "ANSWERED" {
			unanswered++
			if v == 0 {
				free++
			}
		}
	}
	return free*2 > unanswered || unanswered == 0
}

// isWholeUniqueID tells a uniqueid with its count.
func isWholeUniqueID(b []byte) bool {
	return isUniqueID(b) && bytes.LastIndexByte(b, '.') > 0
}

// madeAt tells whether the channels of nearly all identifiers were made at a
// time, or so many seconds before it, in some zone.
func (t *cellTable) madeAt(id, at, seconds int) bool {
	n := 0
	for row, b := range t.cells[id] {
		made, known := secondOfUniqueID(b)
		v := t.values[at][row]
		if seconds >= 0 {
			v -= t.values[seconds][row]
		}
		if _, ok := quarters(int64(v) - made); ok && known && v == v {
			n++
		}
	}
	return n*10 >= len(t.cells[id])*9
}

// madeBefore tells whether no identifier of column a is of a later second than
// that of b.
func (t *cellTable) madeBefore(a, b int) bool {
	for row := range t.cells[a] {
		x, okX := secondOfUniqueID(t.cells[a][row])
		y, okY := secondOfUniqueID(t.cells[b][row])
		if okX && okY && x > y {
			return false
		}
	}
	return true
}
