package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// recordType is a type of record of a switch whose columns differ from type to
// type, told by the first field.
type recordType struct {
	name string
	// places are, by the layout's column, the field that holds it, from 1; 0 is
	// none.
	places []int
	// least is the number of fields that a whole record has at least.
	least int
	// endDay is the column of the day of the end, and startDay that of the start,
	// from 1; 0 is none. Early releases do not write the one: the end is then on
	// the day of the start, or past midnight.
	endDay, startDay int
}

// fitTyped lays the fields of a record over the columns as its type has them.
func (d *Decoder) fitTyped(r *lex.Record) (ok bool) {
	d.sameDay = false
	for i := range d.layout.types {
		t := &d.layout.types[i]
		if string(trim(r.Field(0))) != t.name {
			continue
		}
		d.first, d.taken = d.first[:0], d.taken[:0]
		for c, place := range t.places {
			if c == t.endDay-1 && (place > r.Len() || !isSlashedDay(trim(r.Field(place-1)))) {
				d.sameDay, place = true, t.places[t.startDay-1]
			}
			n := 1
			if place == 0 || place > r.Len() {
				place, n = 1, 0
			}
			d.first, d.taken = append(d.first, place-1), append(d.taken, n)
		}
		return r.Len() >= t.least
	}
	return false
}

// isSlashedDay tells a day of the form 03/10/2026.
func isSlashedDay(b []byte) bool { return len(b) == 10 && b[2] == '/' && b[5] == '/' }

// typedCell is the text of a column in a record that fitTyped has laid out.
func (d *Decoder) typedCell(r *lex.Record, c *column) []byte {
	text := func(i int) []byte {
		if d.taken[i] == 0 {
			return nil
		}
		return r.Field(d.first[i])
	}
	switch {
	case c.clockAt > 0:
		return d.joinDay(bytes.TrimSpace(text(c.index)), bytes.TrimSpace(text(c.clockAt-1)))
	case d.taken[c.index] == 0:
		return c.missing
	}
	return text(c.index)
}
