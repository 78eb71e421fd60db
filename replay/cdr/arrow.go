package cdr

import (
	"math/bits"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// arrowTypes are the Arrow types of the fields that are not simply what their
// Kind says.
var arrowTypes = map[Field]arrow.DataType{
	AccountID:       arrow.BinaryTypes.String,
	TimePrecision:   arrow.PrimitiveTypes.Int8,
	HangupCauseCode: arrow.PrimitiveTypes.Int16,
	SIPCode:         arrow.PrimitiveTypes.Int16,
	Attempt:         arrow.PrimitiveTypes.Int16,
	LastAttempt:     arrow.FixedWidthTypes.Boolean,
	RowFlags:        arrow.PrimitiveTypes.Uint32,
}

var (
	arrowCode = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Uint32, ValueType: arrow.BinaryTypes.String}
	arrowTime = &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
)

// arrowType is the field's type in the canonical Arrow schema.
func arrowType(f Field) arrow.DataType {
	if t, ok := arrowTypes[f]; ok {
		return t
	}
	switch f.Kind() {
	case Text:
		return arrow.BinaryTypes.String
	case Code:
		return arrowCode
	case Time:
		return arrowTime
	case Float:
		return arrow.PrimitiveTypes.Float32
	}
	return arrow.PrimitiveTypes.Int64
}

// required are the fields that every row of a canonical file has.
const required = FieldSet(1<<CallID | 1<<Leg | 1<<Direction | 1<<StartTime | 1<<EndTime | 1<<TimePrecision |
	1<<DurationMs | 1<<BillsecMs | 1<<CauseSource | 1<<SrcFile | 1<<SrcLine | 1<<Dialect | 1<<RowFlags)

// Nullable tells whether the canonical schema lets the field be null.
func (f Field) Nullable() bool { return !required.Has(f) }

// Shape is the shape of a canonical file.
type Shape struct {
	// Fields are its columns, in order.
	Fields []Field
	// Lacking are fields that may be null though the schema says otherwise:
	// the sources do not tell them of every row.
	Lacking FieldSet
}

// Nullable tells whether a field may be null.
func (s Shape) Nullable(f Field) bool { return f.Nullable() || s.Lacking.Has(f) }

// Schema is the Arrow schema of the shape, with pairs of key and value as its
// metadata.
func (s Shape) Schema(metadata map[string]string) *arrow.Schema {
	list := make([]arrow.Field, len(s.Fields))
	for i, f := range s.Fields {
		list[i] = arrow.Field{Name: f.String(), Type: arrowType(f), Nullable: s.Nullable(f)}
	}
	if len(metadata) == 0 {
		return arrow.NewSchema(list, nil)
	}
	m := arrow.MetadataFrom(metadata)
	return arrow.NewSchema(list, &m)
}

// Record is the batch as an Arrow record of the columns it has, in canonical
// order. Times, 64-bit numbers, floats, texts, most codes and validity are the
// batch's own memory: the record is good until the batch is reset. The caller
// releases it.
func (b *Batch) Record(mem memory.Allocator) arrow.Record {
	var fields []Field
	for f := range Field(NumFields) {
		if b.columns[f] != nil {
			fields = append(fields, f)
		}
	}
	return b.RecordOf(Shape{Fields: fields}, mem)
}

// RecordOf is Record with only the fields of a shape, which the batch must
// have.
func (b *Batch) RecordOf(s Shape, mem memory.Allocator) arrow.Record {
	columns := make([]arrow.Array, len(s.Fields))
	for i, f := range s.Fields {
		columns[i] = b.columns[f].array(f, b.Rows, mem)
	}
	rec := array.NewRecord(s.Schema(nil), columns, int64(b.Rows))
	for _, a := range columns {
		a.Release()
	}
	return rec
}

// array is the first n rows of the column as an Arrow array.
func (c *Column) array(f Field, n int, mem memory.Allocator) arrow.Array {
	switch arrowType(f).ID() {
	case arrow.INT8:
		return narrowed(array.NewInt8Builder(mem), c, n, func(v int64) int8 { return int8(v) })
	case arrow.INT16:
		return narrowed(array.NewInt16Builder(mem), c, n, func(v int64) int16 { return int16(v) })
	case arrow.UINT32:
		return narrowed(array.NewUint32Builder(mem), c, n, func(v int64) uint32 { return uint32(v) })
	case arrow.BOOL:
		return narrowed(array.NewBooleanBuilder(mem), c, n, func(v int64) bool { return v != 0 })
	}
	if f.Kind() == Code && arrowType(f).ID() == arrow.STRING {
		return c.spelled(n, mem)
	}
	buffers := []*memory.Buffer{c.validity(n)}
	var dict *array.Data
	switch f.Kind() {
	case Text:
		buffers = append(buffers, memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(c.Offsets[:n+1])), memory.NewBufferBytes(c.Bytes))
	case Code:
		buffers = append(buffers, memory.NewBufferBytes(arrow.Uint32Traits.CastToBytes(c.Codes[:n])))
		names := c.Dict.array(mem)
		defer names.Release()
		dict = names.Data().(*array.Data)
	case Float:
		buffers = append(buffers, memory.NewBufferBytes(arrow.Float32Traits.CastToBytes(c.Floats[:n])))
	default:
		buffers = append(buffers, memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(c.Ints[:n])))
	}
	data := array.NewDataWithDictionary(arrowType(f), n, buffers, c.Nulls(n), 0, dict)
	defer data.Release()
	return array.MakeFromData(data)
}

// spelled is the first n rows of a Code column as texts.
func (c *Column) spelled(n int, mem memory.Allocator) arrow.Array {
	b := array.NewStringBuilder(mem)
	defer b.Release()
	b.Reserve(n)
	for i, code := range c.Codes[:n] {
		if c.IsNull(i) {
			b.AppendNull()
		} else {
			b.Append(c.Dict.Name(code))
		}
	}
	return b.NewArray()
}

// narrowBuilder builds an array of a type that is narrower than int64.
type narrowBuilder[T any] interface {
	Reserve(int)
	Append(T)
	AppendNull()
	NewArray() arrow.Array
	Release()
}

func narrowed[T any](b narrowBuilder[T], c *Column, n int, narrow func(int64) T) arrow.Array {
	defer b.Release()
	b.Reserve(n)
	for i, v := range c.Ints[:n] {
		if c.IsNull(i) {
			b.AppendNull()
		} else {
			b.Append(narrow(v))
		}
	}
	return b.NewArray()
}

func (c *Column) validity(n int) *memory.Buffer {
	if c.Valid == nil {
		return nil
	}
	return memory.NewBufferBytes(c.Valid[:(n+7)>>3])
}

// Nulls is how many of the first n rows are null.
func (c *Column) Nulls(n int) int {
	if c.Valid == nil {
		return 0
	}
	valid := 0
	for _, b := range c.Valid[:n>>3] {
		valid += bits.OnesCount8(b)
	}
	if n&7 != 0 {
		valid += bits.OnesCount8(c.Valid[n>>3] & (1<<(n&7) - 1))
	}
	return n - valid
}

// array is all names by code.
func (d *Dict) array(mem memory.Allocator) arrow.Array {
	b := array.NewStringBuilder(mem)
	defer b.Release()
	b.AppendValues(d.names, nil)
	return b.NewArray()
}
