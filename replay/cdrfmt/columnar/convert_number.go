package columnar

import (
	"fmt"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const maxDurationMs = cdr.MaxDurationMs

// ranges bound the fields whose canonical type is narrower than 64 bits.
var ranges = map[cdr.Field][2]int64{
	cdr.TimePrecision:   {0, 9},
	cdr.HangupCauseCode: {math.MinInt16, math.MaxInt16},
	cdr.SIPCode:         {math.MinInt16, math.MaxInt16},
	cdr.Attempt:         {math.MinInt16, math.MaxInt16},
	cdr.LastAttempt:     {0, 1},
	cdr.RowFlags:        {0, math.MaxUint32},
}

// numbers converts an Int field.
func (r *Reader) numbers(p pick, v *cdr.Vector, c *cdr.Column, need bool) {
	if need && p.field != cdr.RowFlags {
		for i, present := range v.Present {
			if present == 0 {
				r.rejects.add(i, p.name, "no value, wanted "+p.field.String(), "")
			}
		}
	}
	if isDuration(p.field) {
		r.durations(p, v, c, need)
		return
	}
	r.wholeNumbers(p, v, need)
	bounds, bounded := ranges[p.field]
	for i, x := range v.Ints[:v.Rows] {
		switch {
		case v.IsNull(i):
		case bounded && (x < bounds[0] || x > bounds[1]):
			r.refuse(p, i, v.Rows, fmt.Sprintf("outside %d..%d", bounds[0], bounds[1]), rawValue(v, i))
		case p.field == cdr.RowFlags:
			r.flag(i, cdr.Flags(x))
		}
	}
	if p.field != cdr.RowFlags {
		c.Ints = v.Ints[:v.Rows]
	}
}

// durations converts a duration to milliseconds. A negative one, which
// switches write when their clock is set back, becomes 0.
func (r *Reader) durations(p pick, v *cdr.Vector, c *cdr.Column, need bool) {
	r.spelledNumbers(p, v)
	p = inMillis(p, v)
	most := maxDurationMs / p.msPerUnit
	if v.Form == cdr.Ints { // converted in place
		c.Ints = v.Ints[:v.Rows]
		if low, high := cdr.Bounds(c.Ints); low >= 0 && high <= most { // as mostly; nulls are of no matter
			for i := range c.Ints {
				c.Ints[i] *= p.msPerUnit
			}
			return
		}
	} else {
		c.Ints = slices.Grow(c.Ints[:0], v.Rows)[:v.Rows]
	}
	for i := range v.Rows {
		var ms int64
		switch {
		case v.IsNull(i):
		case v.Form == cdr.Floats && math.IsNaN(v.Floats[i]):
			r.noNumber(p, i, v.Rows, need)
		case v.Form == cdr.Floats:
			x := math.Round(v.Floats[i] * float64(p.msPerUnit))
			switch {
			case math.Abs(x) <= maxDurationMs:
				ms = int64(x)
			default:
				r.tooLong(p, v, i)
			}
		case v.Ints[i] > most || v.Ints[i] < -most:
			r.tooLong(p, v, i)
		default:
			ms = v.Ints[i] * p.msPerUnit
		}
		if ms < 0 {
			ms = 0
			r.flagFor(p, i, cdr.FlagNegativeClamped)
		}
		c.Ints[i] = ms
	}
}

func (r *Reader) tooLong(p pick, v *cdr.Vector, i int) {
	r.refuse(p, i, v.Rows, "not a duration of at most 100 years", rawValue(v, i))
}

// measured converts a Float field.
func (r *Reader) measured(p pick, v *cdr.Vector, c *cdr.Column) {
	r.spelledNumbers(p, v)
	c.Floats = c.Floats[:0]
	if v.Form == cdr.Ints {
		for _, x := range v.Ints[:v.Rows] {
			c.Floats = append(c.Floats, float32(x))
		}
		return
	}
	for i, x := range v.Floats[:v.Rows] {
		if x != x {
			setNull(c, i, v.Rows)
		}
		c.Floats = append(c.Floats, float32(x))
	}
}
