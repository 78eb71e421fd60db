package cdr

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// randomBatch has some fields, each with some nulls.
func randomBatch(rng *rand.Rand, rows int) *Batch {
	b := &Batch{Rows: rows}
	for f := range Field(NumFields) {
		if rng.IntN(3) == 0 {
			continue
		}
		c := NewColumn(f)
		nulls := rng.IntN(2)
		for range rows {
			switch k := f.Kind(); {
			case nulls == 1 && rng.IntN(3) == 0:
				c.AppendNull(k)
			case k == Text:
				c.AppendText(fmt.Append(nil, "text", rng.IntN(1000)))
			case k == Code:
				c.AppendName(fmt.Sprint("name", rng.IntN(9)))
			case k == Float:
				c.AppendFloat(rng.Float32())
			case f == LastAttempt:
				c.AppendInt(rng.Int64N(2))
			default:
				c.AppendInt(rng.Int64N(100))
			}
		}
		b.SetColumn(f, c)
	}
	return b
}

func value(b *Batch, f Field, i int) string {
	c := b.Column(f)
	switch {
	case c == nil:
		return "absent"
	case c.IsNull(i):
		return "null"
	case f.Kind() == Text:
		return string(c.Text(i))
	case f.Kind() == Code:
		return c.Name(i)
	case f.Kind() == Float:
		return fmt.Sprint(c.Floats[i])
	}
	return fmt.Sprint(c.Ints[i])
}

func TestRecordRoundTrip(t *testing.T) {
	var back Batch // used again, as a reader does
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 7))
		b := randomBatch(rng, rng.IntN(70))
		rec := b.Record(memory.DefaultAllocator)
		all := ^FieldSet(0)
		if err := FromRecord(rec, all, &back); err != nil {
			t.Fatal(err)
		}
		if back.Rows != b.Rows {
			t.Fatalf("%d rows, want %d", back.Rows, b.Rows)
		}
		for f := range Field(NumFields) {
			if (b.Column(f) == nil) != (back.Column(f) == nil) {
				t.Fatalf("%s: there %v, back %v", f, b.Column(f) != nil, back.Column(f) != nil)
			}
			for i := range b.Rows {
				if got, want := value(&back, f, i), value(b, f, i); got != want {
					t.Fatalf("seed %d: %s row %d: %s, want %s", seed, f, i, got, want)
				}
			}
		}
		rec.Release()
	}
}

func TestSchemaTypes(t *testing.T) {
	var fields []Field
	for f := range Field(NumFields) {
		fields = append(fields, f)
	}
	want := map[string]string{
		"call_id": "utf8", "account_id": "utf8 null", "leg": "dictionary<values=utf8, indices=uint32, ordered=false>",
		"end_time": "timestamp[us, tz=UTC]", "answer_time": "timestamp[us, tz=UTC] null", "time_precision": "int8",
		"duration_ms": "int64", "progress_ms": "int64 null", "hangup_cause_code": "int16 null", "sip_code": "int16 null",
		"last_attempt": "bool null", "mos": "float32 null", "src_line": "int64", "flags": "uint32",
	}
	schema := Shape{Fields: fields}.Schema(nil)
	if schema.NumFields() != NumFields {
		t.Fatalf("%d fields, want %d", schema.NumFields(), NumFields)
	}
	for _, f := range schema.Fields() {
		got := f.Type.String()
		if f.Nullable {
			got += " null"
		}
		if w, ok := want[f.Name]; ok && w != got {
			t.Errorf("%s is %s, want %s", f.Name, got, w)
		}
	}
}

// column is a record of one column.
func column(name string, b array.Builder) arrow.Record {
	a := b.NewArray()
	return array.NewRecord(arrow.NewSchema([]arrow.Field{{Name: name, Type: a.DataType(), Nullable: true}}, nil), []arrow.Array{a}, int64(a.Len()))
}

func TestFromRecordCompatibleTypes(t *testing.T) {
	mem := memory.DefaultAllocator
	times := func(unit arrow.TimeUnit, v arrow.Timestamp) array.Builder {
		b := array.NewTimestampBuilder(mem, &arrow.TimestampType{Unit: unit})
		b.Append(v)
		return b
	}
	text := array.NewLargeStringBuilder(mem)
	text.Append("acme")
	view := array.NewStringViewBuilder(mem)
	view.Append("acme, a longer name")
	plain := array.NewStringBuilder(mem)
	plain.Append("a1")
	dict := array.NewDictionaryBuilder(mem, &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}).(*array.BinaryDictionaryBuilder)
	if err := dict.AppendString("d1"); err != nil {
		t.Fatal(err)
	}
	wide := array.NewUint64Builder(mem)
	wide.Append(1 << 63)
	small := array.NewInt8Builder(mem)
	small.Append(-7)
	real := array.NewFloat64Builder(mem)
	real.Append(4.25)
	truth := array.NewBooleanBuilder(mem)
	truth.Append(true)
	nulls := array.NewNullBuilder(mem)
	nulls.AppendNull()
	for _, c := range []struct {
		field Field
		b     array.Builder
		want  string
	}{
		{AccountID, text, "acme"},
		{AccountID, view, "acme, a longer name"},
		{CallID, plain, "a1"},
		{CallID, dict, "d1"},
		{EndTime, times(arrow.Second, 1700000000), "1700000000000000"},
		{EndTime, times(arrow.Millisecond, 1700000000123), "1700000000123000"},
		{EndTime, times(arrow.Nanosecond, 1700000000123456789), "1700000000123456"},
		{EndTime, times(arrow.Nanosecond, -1), "-1"},
		{SrcLine, wide, "9223372036854775807"},
		{SIPCode, small, "-7"},
		{MOS, real, "4.25"},
		{LastAttempt, truth, "1"},
		{AnswerTime, nulls, "null"},
	} {
		var b Batch
		rec := column(c.field.String(), c.b)
		if err := FromRecord(rec, FieldsOf(c.field), &b); err != nil {
			t.Errorf("%s from %s: %v", c.field, rec.Column(0).DataType(), err)
			continue
		}
		if got := value(&b, c.field, 0); got != c.want {
			t.Errorf("%s from %s: %s, want %s", c.field, rec.Column(0).DataType(), got, c.want)
		}
	}
}

func TestFromRecordWrongTypes(t *testing.T) {
	mem := memory.DefaultAllocator
	number := array.NewInt32Builder(mem)
	number.Append(1)
	text := array.NewStringBuilder(mem)
	text.Append("x")
	date := array.NewDate32Builder(mem)
	date.Append(1)
	far := array.NewTimestampBuilder(mem, &arrow.TimestampType{Unit: arrow.Second})
	far.Append(1 << 62)
	for _, c := range []struct {
		field Field
		b     array.Builder
		want  string
	}{
		{HangupCause, number, "hangup_cause: found whole numbers, wanted text"},
		{DurationMs, text, "duration_ms: found text, wanted whole numbers"},
		{EndTime, date, "end_time: found date32, wanted"},
		{EndTime, far, "end_time: row 1: found 4611686018427387904, beyond"},
	} {
		var b Batch
		err := FromRecord(column(c.field.String(), c.b), FieldsOf(c.field), &b)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

func TestVectorNullInDictionary(t *testing.T) {
	mem := memory.DefaultAllocator
	names := array.NewStringBuilder(mem)
	names.AppendNull()
	names.Append("b")
	codes := array.NewUint32Builder(mem)
	codes.AppendValues([]uint32{1, 0, 1, 0}, []bool{true, true, true, false})
	typ := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Uint32, ValueType: arrow.BinaryTypes.String}
	v := Vector{Dict: NewDict()}
	if err := v.FromArrow(array.NewDictionaryArray(typ, codes.NewArray(), names.NewArray())); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, false, true} {
		if v.IsNull(i) != want {
			t.Errorf("row %d: null %v, want %v", i, v.IsNull(i), want)
		}
	}
	s := v.Slice(2, 4)
	if s.Rows != 2 || s.Dict.Name(s.Codes[0]) != "b" || !s.IsNull(1) {
		t.Errorf("slice: %+v", s)
	}
}

func TestBoundedAllocator(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for a buffer of 1 TiB")
		}
	}()
	BoundedAllocator{}.Allocate(1 << 40)
}
