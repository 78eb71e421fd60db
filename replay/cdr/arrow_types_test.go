package cdr

import (
	"fmt"
	"math"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/decimal128"
	"github.com/apache/arrow/go/v15/arrow/decimal256"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// vectorOf is an array of values, each spelled, "" for a null.
func vectorOf(t *testing.T, typ arrow.DataType, values ...string) *Vector {
	t.Helper()
	b := array.NewBuilder(memory.DefaultAllocator, typ)
	for _, v := range values {
		if v == "" {
			b.AppendNull()
		} else if err := b.AppendValueFromString(v); err != nil {
			t.Fatal(typ, err)
		}
	}
	var v Vector
	if err := v.FromArrow(b.NewArray()); err != nil {
		t.Fatal(typ, err)
	}
	return &v
}

func (v *Vector) spelled() (list []any) {
	for i := range v.Rows {
		switch {
		case v.IsNull(i):
			list = append(list, nil)
		case v.Form == Ints:
			list = append(list, v.Ints[i])
		case v.Form == Floats:
			list = append(list, v.Floats[i])
		default:
			list = append(list, string(v.Text(i)))
		}
	}
	return list
}

func TestVectorTypes(t *testing.T) {
	const beyond = "99999999999999999999999999999999999999"
	for _, c := range []struct {
		typ    arrow.DataType
		values []string
		want   []any
	}{
		{&arrow.Decimal128Type{Precision: 38}, []string{"12", "", "-7", beyond, "-" + beyond, "9223372036854775807", "-9223372036854775808"},
			[]any{int64(12), nil, int64(-7), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), int64(math.MinInt64)}},
		{&arrow.Decimal128Type{Precision: 18, Scale: 3}, []string{"1773136801.321", "", "-0.125"}, []any{1773136801.321, nil, -0.125}},
		{&arrow.Decimal256Type{Precision: 60}, []string{"12", "", "-7", beyond + "0000", "-" + beyond + "0000", "9223372036854775808", "-9223372036854775809"},
			[]any{int64(12), nil, int64(-7), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), int64(math.MinInt64)}},
		{&arrow.Decimal256Type{Precision: 60, Scale: 3}, []string{"1773136801.321", "-0.125"}, []any{1773136801.321, -0.125}},
		{arrow.BinaryTypes.LargeString, []string{"a", "", "b"}, []any{"a", nil, "b"}},
		{arrow.FixedWidthTypes.Float16, []string{"4.25", ""}, []any{4.25, nil}},
	} {
		if got := vectorOf(t, c.typ, c.values...).spelled(); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v: got %v, want %v", c.typ, got, c.want)
		}
	}
	if got := wholeDecimal256(decimal256.FromDecimal128(decimal128.New(-1, math.MaxUint64))); got != -1 {
		t.Errorf("-1 of 256 bits: got %d", got)
	}
}

func TestVectorBytes(t *testing.T) {
	fixed := array.NewFixedSizeBinaryBuilder(memory.DefaultAllocator, &arrow.FixedSizeBinaryType{ByteWidth: 4})
	fixed.Append([]byte("ab\x00\x00"))
	fixed.AppendNull()
	plain := array.NewBinaryBuilder(memory.DefaultAllocator, arrow.BinaryTypes.Binary)
	plain.Append([]byte("ab"))
	plain.AppendNull()
	large := array.NewBinaryBuilder(memory.DefaultAllocator, arrow.BinaryTypes.LargeBinary)
	large.Append([]byte("ab"))
	large.AppendNull()
	for _, b := range []array.Builder{fixed, plain, large} {
		var v Vector
		if err := v.FromArrow(b.NewArray()); err != nil || fmt.Sprint(v.spelled()) != "[ab <nil>]" {
			t.Errorf("%v: %v %v", b.Type(), v.spelled(), err)
		}
	}
	if _, _, ok := ArrowForm(&arrow.FixedSizeBinaryType{ByteWidth: 16}); ok {
		t.Error("16 bytes are taken for text")
	}
}

func TestVectorSpans(t *testing.T) {
	for unit, perSec := range map[arrow.TimeUnit]int64{arrow.Second: 1, arrow.Millisecond: 1e3, arrow.Microsecond: 1e6, arrow.Nanosecond: 1e9} {
		typ := &arrow.DurationType{Unit: unit}
		b := array.NewDurationBuilder(memory.DefaultAllocator, typ)
		b.Append(61)
		b.AppendNull()
		var v Vector
		if err := v.FromArrow(b.NewArray()); err != nil || fmt.Sprint(v.spelled()) != "[61 <nil>]" || ArrowSpan(typ) != perSec {
			t.Errorf("%v: %v, %d/s, %v", typ, v.spelled(), ArrowSpan(typ), err)
		}
	}
}

// TestVectorRuns: runs, slices of them, and runs that end too early.
func TestVectorRuns(t *testing.T) {
	ends := array.NewInt16Builder(memory.DefaultAllocator)
	ends.AppendValues([]int16{2, 3, 7}, nil)
	values := array.NewStringBuilder(memory.DefaultAllocator)
	values.AppendValues([]string{"a", "", "b"}, []bool{true, false, true})
	e, words := ends.NewArray(), values.NewArray()
	for _, c := range []struct {
		offset, rows int
		want         string
	}{
		{0, 7, "[a a <nil> b b b b]"}, {1, 3, "[a <nil> b]"}, {3, 4, "[b b b b]"}, {0, 0, "[]"},
	} {
		a := array.NewRunEndEncodedArray(e, words, c.rows, c.offset)
		for _, dict := range []*Dict{nil, NewDict()} {
			v := Vector{Dict: dict}
			if err := v.FromArrow(a); err != nil {
				t.Fatal(err)
			}
			if dict != nil { // texts by their codes
				v.Form, v.Offsets = Texts, []int32{0}
				for _, code := range v.Codes {
					v.Bytes = append(v.Bytes, dict.Name(code)...)
					v.Offsets = append(v.Offsets, int32(len(v.Bytes)))
				}
			}
			if got := fmt.Sprint(v.spelled()); got != c.want {
				t.Errorf("%d rows from %d: got %s, want %s", c.rows, c.offset, got, c.want)
			}
		}
	}
	var v Vector
	if err := v.FromArrow(array.NewRunEndEncodedArray(e, words, 8, 0)); err == nil {
		t.Error("8 rows of runs of 7: no error")
	}
}
