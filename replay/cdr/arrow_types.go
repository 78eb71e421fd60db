package cdr

import (
	"bytes"
	"fmt"
	"math"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/decimal256"
)

// ArrowForm is the form that values of an Arrow type take; false if they are
// none of a CDR's. A dictionary and runs have the form of their values, bytes
// that of text, lengths of time that of their ticks.
func ArrowForm(t arrow.DataType) (form Form, ticksPerSec int64, ok bool) {
	switch t := t.(type) {
	case *arrow.DictionaryType:
		return ArrowForm(t.ValueType)
	case *arrow.RunEndEncodedType:
		return ArrowForm(t.Encoded())
	case *arrow.TimestampType:
		return Ints, ticksOf(t.Unit), true
	case *arrow.FixedSizeBinaryType:
		// 16 bytes are a number that identifies something.
		return Texts, 0, t.ByteWidth != 16
	case arrow.DecimalType:
		if t.GetScale() > 0 {
			form = Floats
		}
		return form, 0, t.GetScale() >= 0
	}
	switch t.ID() {
	case arrow.INT8, arrow.INT16, arrow.INT32, arrow.INT64,
		arrow.UINT8, arrow.UINT16, arrow.UINT32, arrow.UINT64, arrow.BOOL, arrow.NULL, arrow.DURATION:
		return Ints, 0, true
	case arrow.FLOAT16, arrow.FLOAT32, arrow.FLOAT64:
		return Floats, 0, true
	case arrow.STRING, arrow.LARGE_STRING, arrow.STRING_VIEW, arrow.BINARY, arrow.LARGE_BINARY, arrow.BINARY_VIEW:
		return Texts, 0, true
	}
	return 0, 0, false
}

// ArrowSpan is the ticks a second of an Arrow type of lengths of time, 0 for
// other types.
func ArrowSpan(t arrow.DataType) (perSec int64) {
	switch t := t.(type) {
	case *arrow.DictionaryType:
		return ArrowSpan(t.ValueType)
	case *arrow.RunEndEncodedType:
		return ArrowSpan(t.Encoded())
	case *arrow.DurationType:
		return ticksOf(t.Unit)
	}
	return 0
}

// ArrowLocal tells an Arrow type of instants of a clock without a zone.
func ArrowLocal(t arrow.DataType) bool {
	switch t := t.(type) {
	case *arrow.DictionaryType:
		return ArrowLocal(t.ValueType)
	case *arrow.RunEndEncodedType:
		return ArrowLocal(t.Encoded())
	case *arrow.TimestampType:
		return t.TimeZone == ""
	}
	return false
}

func ticksOf(u arrow.TimeUnit) int64 { return int64(1e9 / u.Multiplier().Nanoseconds()) }

// textAt is value i of an array of the form Texts. Bytes of one length are
// padded with zeros.
func textAt(a arrow.Array, i int) []byte {
	switch a := a.(type) {
	case array.StringLike:
		return []byte(a.Value(i))
	case *array.FixedSizeBinary:
		return bytes.TrimRight(a.Value(i), "\x00")
	case interface{ Value(int) []byte }:
		return a.Value(i)
	}
	return nil
}

// appendInts adds the values of an array of the form Ints. Unsigned numbers
// beyond int64 become its largest, which no field of a CDR reaches.
func appendInts(dst []int64, a arrow.Array) []int64 {
	switch a := a.(type) {
	case *array.Int64:
		return append(dst, a.Int64Values()...)
	case *array.Timestamp:
		for _, x := range a.TimestampValues() {
			dst = append(dst, int64(x))
		}
	case *array.Int32:
		dst = widened(dst, a.Int32Values())
	case *array.Int16:
		dst = widened(dst, a.Int16Values())
	case *array.Int8:
		dst = widened(dst, a.Int8Values())
	case *array.Uint32:
		dst = widened(dst, a.Uint32Values())
	case *array.Uint16:
		dst = widened(dst, a.Uint16Values())
	case *array.Uint8:
		dst = widened(dst, a.Uint8Values())
	case *array.Uint64:
		for _, x := range a.Uint64Values() {
			dst = append(dst, int64(min(x, math.MaxInt64)))
		}
	case *array.Duration:
		for _, x := range a.DurationValues() {
			dst = append(dst, int64(x))
		}
	case *array.Decimal128:
		for _, x := range a.Values() {
			dst = append(dst, wholeDecimal(x.HighBits(), x.LowBits()))
		}
	case *array.Decimal256:
		for _, x := range a.Values() {
			dst = append(dst, wholeDecimal256(x))
		}
	case *array.Boolean:
		for i := range a.Len() {
			x := int64(0)
			if a.Value(i) {
				x = 1
			}
			dst = append(dst, x)
		}
	default: // all null
		dst = append(dst, make([]int64, a.Len())...)
	}
	return dst
}

func widened[T int32 | int16 | int8 | uint32 | uint16 | uint8](dst []int64, values []T) []int64 {
	for _, x := range values {
		dst = append(dst, int64(x))
	}
	return dst
}

func floatAt(a arrow.Array, i int) float64 {
	switch a := a.(type) {
	case *array.Float64:
		return a.Value(i)
	case *array.Float32:
		return float64(a.Value(i))
	case *array.Decimal128:
		x, scale := a.Value(i), a.DataType().(arrow.DecimalType).GetScale()
		if whole := wholeDecimal(x.HighBits(), x.LowBits()); isExact(whole) {
			return float64(whole) / math.Pow10(int(scale))
		}
		return x.ToFloat64(scale)
	case *array.Decimal256:
		x, scale := a.Value(i), a.DataType().(arrow.DecimalType).GetScale()
		if whole := wholeDecimal256(x); isExact(whole) {
			return float64(whole) / math.Pow10(int(scale))
		}
		return x.ToFloat64(scale)
	}
	return float64(a.(*array.Float16).Value(i).Float32())
}

// wholeDecimal is the digits of a decimal in two halves; those that int64 cannot
// hold become its largest or its smallest.
func wholeDecimal(high int64, low uint64) int64 {
	switch {
	case high == 0 && low <= math.MaxInt64, high == -1 && low > math.MaxInt64:
		return int64(low)
	case high < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

func wholeDecimal256(x decimal256.Num) int64 {
	words := x.Array() // the lowest first
	high := int64(words[1])
	if sign := uint64(high >> 63); words[2] != sign || words[3] != sign {
		high = int64(words[3])>>63 ^ math.MaxInt64 // beyond int64 of the same sign
	}
	return wholeDecimal(high, words[0])
}

// isExact tells that a number was not cut to int64.
func isExact(x int64) bool { return x != math.MinInt64 && x != math.MaxInt64 }

// fromRuns takes each run's value as often as the run is long.
func (v *Vector) fromRuns(a *array.RunEndEncoded) error {
	values := Vector{Dict: v.Dict}
	if err := values.FromArrow(a.Values()); err != nil {
		return err
	}
	ends := Vector{}
	if err := ends.FromArrow(a.RunEndsArr()); err != nil {
		return err
	}
	run, offset := 0, int64(a.Data().Offset())
	for i := range a.Len() {
		for run < ends.Rows && ends.Ints[run] <= offset+int64(i) {
			run++
		}
		if run >= min(ends.Rows, values.Rows) {
			return fmt.Errorf("found runs that end before row %d of %d", i+1, a.Len())
		}
		if err := v.appendOf(&values, run, i); err != nil {
			return err
		}
	}
	return nil
}
