package kpi

import (
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// callValue is one field of all calls.
type callValue struct {
	field cdr.Field
	words *lexicon
	last  []lastValue // by number of the call
	codes []uint32    // scratch
}

// lastValue is a call's value in a field, and the leg that it is from.
type lastValue struct {
	endUs, startUs int64
	// id is the value + 1: of words, for a number the number itself; 0 is none.
	id int64
}

// add looks at the field in each leg.
func (v *callValue) add(r *rows, start, end *cdr.Column) {
	c := r.batch.Column(v.field)
	if c == nil {
		return
	}
	if v.field.Kind() == cdr.Code {
		v.codes = v.words.codes(c, r.all.rows, v.codes[:0])
	}
	for k, i := range r.all.rows {
		if c.IsNull(int(i)) || r.call[i] == noCall {
			continue
		}
		x := lastValue{endUs: end.Ints[i]}
		if start != nil && !start.IsNull(int(i)) {
			x.startUs = start.Ints[i]
		}
		switch v.field.Kind() {
		case cdr.Code:
			x.id = int64(v.codes[k]) + 1
		case cdr.Text:
			x.id = int64(v.words.idOf(c.Text(int(i)))) + 1
		default:
			x.id = c.Ints[i] + 1
		}
		if v.isWord() && v.words.list[x.id-1] == "" {
			continue
		}
		v.offer(r.call[i], x)
	}
}

func (v *callValue) isWord() bool { return v.field.Kind() != cdr.Int }

// offer takes a later leg's value. Of legs that end at the same time the one
// that started first decides, as an A leg does over its B legs; then the value
// that comes first.
func (v *callValue) offer(call uint32, x lastValue) {
	y := &v.last[call]
	switch {
	case x.id == 0:
		return
	case y.id == 0:
	case x.endUs != y.endUs:
		if x.endUs < y.endUs {
			return
		}
	case x.startUs != y.startUs:
		if x.startUs > y.startUs {
			return
		}
	case v.isWord() && strings.Compare(v.words.list[x.id-1], v.words.list[y.id-1]) >= 0, !v.isWord() && x.id >= y.id:
		return
	}
	*y = x
}
