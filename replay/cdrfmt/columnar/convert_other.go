package columnar

import (
	"math"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Numbers in columns of another type than the field's: whole numbers that a
// data frame made floats because some were missing, all columns text, lengths of
// time with a unit of their own. Not a number (NaN) is no value, as it is there.

// onlyNulls makes v the n nulls that it stands for, whatever its type.
func onlyNulls(v *cdr.Vector, n int) {
	*v = cdr.Vector{Form: cdr.Ints, TicksPerSec: 1e6, Rows: n, Ints: make([]int64, n), Present: make([]byte, n)}
}

// spelledNumbers makes texts floats; those that are empty become NaN.
func (r *Reader) spelledNumbers(p pick, v *cdr.Vector) {
	if v.Form != cdr.Texts {
		return
	}
	v.Form, v.Floats = cdr.Floats, v.Floats[:0]
	for i := range v.Rows {
		text := strings.TrimSpace(string(v.Text(i)))
		x, ok := spelledNumber(p.field, text)
		if !ok && !v.IsNull(i) {
			r.refuse(p, i, v.Rows, strconv.Quote(text)+" is not a number", text)
		}
		v.Floats = append(v.Floats, x)
	}
}

func spelledNumber(f cdr.Field, text string) (x float64, ok bool) {
	switch {
	case text == "":
		return math.NaN(), true
	case f == cdr.LastAttempt && strings.EqualFold(text, "true"):
		return 1, true
	case f == cdr.LastAttempt && strings.EqualFold(text, "false"):
		return 0, true
	case strings.Trim(text, "+-.0123456789eE") != "": // as "inf" or "0x1p4"
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, false
	}
	return x, true
}

// wholeNumbers makes texts and floats whole numbers.
func (r *Reader) wholeNumbers(p pick, v *cdr.Vector, need bool) {
	r.spelledNumbers(p, v)
	if v.Form != cdr.Floats {
		return
	}
	v.Form, v.Ints = cdr.Ints, v.Ints[:0]
	for i, x := range v.Floats[:v.Rows] {
		whole := int64(0)
		switch {
		case v.IsNull(i):
		case math.IsNaN(x):
			r.noNumber(p, i, v.Rows, need)
		case x != math.Trunc(x) || math.Abs(x) > 1<<53:
			r.refuse(p, i, v.Rows, "not a whole number", strconv.FormatFloat(x, 'g', -1, 64))
		default:
			whole = int64(x)
		}
		v.Ints = append(v.Ints, whole)
	}
}

// noNumber is of row i, which has no value though it is not null.
func (r *Reader) noNumber(p pick, i, rows int, need bool) {
	switch {
	case p.field == cdr.RowFlags: // none then
	case need:
		r.rejects.add(i, p.name, "no value, wanted "+p.field.String(), "")
	default:
		setNull(r.columns[p.field], i, rows)
	}
}

// inMillis brings lengths of time that are finer than milliseconds to them,
// rounded, and gives the pick the unit of the others.
func inMillis(p pick, v *cdr.Vector) pick {
	switch {
	case p.spanPerSec == 0:
		return p
	case p.spanPerSec <= 1000:
		p.msPerUnit = 1000 / p.spanPerSec
		return p
	}
	perMs := p.spanPerSec / 1000
	for i, x := range v.Ints[:v.Rows] {
		ms, rest := x/perMs, x%perMs
		switch {
		case 2*rest >= perMs:
			ms++
		case 2*rest < -perMs:
			ms--
		}
		v.Ints[i] = ms
	}
	p.msPerUnit = 1
	return p
}
