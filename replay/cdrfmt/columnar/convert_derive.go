package columnar

import "github.com/cdrlab/cdrlab/replay/cdr"

// derive computes the fields that the file lacks from two that it has, and so
// what single rows lack. A missing source leaves a null; where the field is
// needed the row has been rejected for its source.
func (r *Reader) derive(n int) {
	for _, d := range derivations {
		c, a, b := r.columns[d.field], r.columns[d.from[0]], r.columns[d.from[1]]
		switch plan := r.file.plan; {
		case plan.derived.Has(d.field):
			c.Ints, c.Valid = c.Ints[:0], nil
			for range n {
				c.AppendNull(d.field.Kind())
			}
		case !plan.filled.Has(d.field) || c.Valid == nil:
			continue
		}
		for i := range n {
			if c.IsNull(i) && !a.IsNull(i) && !b.IsNull(i) {
				r.deriveOne(d.field, i, a.Ints[i], b.Ints[i])
			}
		}
	}
}

// deriveOne gives row i its value in a field, which follows from x and y.
func (r *Reader) deriveOne(f cdr.Field, i int, x, y int64) {
	var value int64
	ok, negative := false, false
	switch f {
	case cdr.EndTime: // start and duration
		if value, ok = cdr.EndOf(x, y); !ok {
			r.rejects.add(i, f.String(), "outside 1970..2106", "")
		}
		r.flag(i, cdr.FlagEndDerived)
	case cdr.StartTime: // end and duration
		value, ok = cdr.StartOf(x, y)
	default: // from one instant to another
		value, negative, ok = cdr.SpanOf(x, y)
	}
	if !ok {
		return
	}
	r.columns[f].SetInt(i, value)
	if negative {
		r.flag(i, cdr.FlagNegativeClamped)
	}
}
