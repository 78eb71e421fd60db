package cdr

import (
	"fmt"
	"math"

	"github.com/apache/arrow/go/v15/arrow"
)

// FromRecord replaces the batch's rows by those of a record: of the fields,
// those that the record has as a column of the canonical name. The types need
// only be compatible: text in any layout, any width of number, a timestamp of
// any unit. Columns that the batch already has keep their memory and Dict.
// Values are copied.
func FromRecord(rec arrow.Record, fields FieldSet, b *Batch) error {
	b.Rows = int(rec.NumRows())
	for f := range Field(NumFields) {
		list := rec.Schema().FieldIndices(f.String())
		if !fields.Has(f) || len(list) == 0 {
			b.columns[f] = nil
			continue
		}
		c := b.columns[f]
		if c == nil {
			c = NewColumn(f)
			b.columns[f] = c
		}
		v := Vector{Dict: c.Dict}
		err := v.FromArrow(rec.Column(list[0]))
		if err == nil {
			err = c.take(&v, f)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
	}
	return nil
}

// take makes the column's values those of v, in the unit of the field.
func (c *Column) take(v *Vector, f Field) error {
	c.Reset()
	c.Valid = nil
	k := f.Kind()
	scale := scaleOf(v.TicksPerSec)
	for i := range v.Rows {
		switch {
		case v.IsNull(i):
			c.AppendNull(k)
		case k == Text && v.Form == Texts:
			c.AppendText(v.Text(i))
		case k == Code && v.Form == Codes:
			c.AppendCode(v.Codes[i])
		case k == Time && v.TicksPerSec != 0:
			us, ok := scale.micros(v.Ints[i])
			if !ok {
				return fmt.Errorf("row %d: found %d, beyond the range of microseconds", i+1, v.Ints[i])
			}
			c.AppendInt(us)
		case k == Int && v.Form == Ints && v.TicksPerSec == 0:
			c.AppendInt(v.Ints[i])
		case k == Float && v.Form == Floats:
			c.AppendFloat(float32(v.Floats[i]))
		case k == Float && v.Form == Ints && v.TicksPerSec == 0:
			c.AppendFloat(float32(v.Ints[i]))
		default:
			return fmt.Errorf("found %s, wanted %s", v.Form, wantedForm[k])
		}
	}
	return nil
}

var wantedForm = [...]string{Text: "text", Code: "text", Time: "timestamps", Int: "whole numbers", Float: "numbers"}

// ticks converts instants to microseconds: x*mul, or x/div rounded down.
type ticks struct{ mul, div int64 }

func scaleOf(ticksPerSec int64) ticks {
	switch {
	case ticksPerSec > 1e6:
		return ticks{mul: 1, div: ticksPerSec / 1e6}
	case ticksPerSec > 0:
		return ticks{mul: 1e6 / ticksPerSec, div: 1}
	}
	return ticks{mul: 1, div: 1}
}

func (t ticks) micros(x int64) (int64, bool) {
	if x > math.MaxInt64/t.mul || x < math.MinInt64/t.mul {
		return 0, false
	}
	x *= t.mul
	us := x / t.div
	if x%t.div < 0 {
		us--
	}
	return us, true
}
