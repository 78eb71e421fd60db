package pqread

import (
	"errors"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Leaf is a column at the top level of the schema.
type Leaf struct {
	Name string
	// Type names the column's type for messages, as in "INT64 TIMESTAMP(...)".
	Type string
	// Form and TicksPerSec are those of the vectors that the column is read
	// into; meaningless if it is not Readable: nested, repeated, or of a type
	// that no field of a CDR has.
	Form        cdr.Form
	TicksPerSec int64
	Readable    bool
	// Boolean columns hold truth values, 0 or 1.
	Boolean bool
	// Local instants are those of a clock of no zone in particular.
	Local bool
	// Bare columns are of 64-bit numbers that nothing is said about.
	Bare bool

	chunk    int // index of its chunk in a row group
	physical format.Type
	length   int // bytes of a value of fixed length
	optional bool
	unsigned bool
	nulls    bool // said to hold nulls alone
	decimal  bool
	scale    int // digits of a decimal after its point
}

// readSchema lists the top level's columns and returns how many chunks a row
// group has, those of nested columns included.
func (f *File) readSchema() (int, error) {
	schema := f.meta.Schema
	if len(schema) == 0 {
		return 0, errors.New("there is no schema")
	}
	chunks, next := 0, 1
	for range schema[0].NumChildren.V {
		if next >= len(schema) {
			return 0, errors.New("the schema ends too early")
		}
		leaf := leafOf(&schema[next])
		leaf.chunk = chunks
		f.Leaves = append(f.Leaves, leaf)
		// Step over the element and all below it, in the tree's pre-order.
		for pending := 1; pending > 0; pending-- {
			if next >= len(schema) {
				return 0, errors.New("the schema ends too early")
			}
			if children := schema[next].NumChildren.V; children > 0 {
				pending += int(children)
			} else {
				chunks++
			}
			next++
		}
	}
	return chunks, nil
}

func leafOf(e *format.SchemaElement) Leaf {
	l := Leaf{
		Name:     e.Name,
		physical: e.Type.V,
		length:   int(e.TypeLength.V),
		optional: e.RepetitionType.V == format.Optional,
		Boolean:  e.Type.V == format.Boolean,
	}
	if e.NumChildren.V > 0 {
		l.Type = "a nested column"
		return l
	}
	l.Type = typeName(e)
	if e.RepetitionType.V == format.Repeated {
		l.Type = "repeated " + l.Type
		return l
	}
	l.decimal, l.scale = decimalOf(e)
	l.Form, l.Readable = l.formOf(e)
	_, l.nulls = e.LogicalType.Value.(*format.NullType)
	l.Readable = l.Readable || l.nulls && l.physical != format.FixedLenByteArray
	l.Bare = l.physical == format.Int64 && e.LogicalType.Value == nil && !e.ConvertedType.Valid
	if l.Form == cdr.Ints && l.Readable {
		l.TicksPerSec = ticksOf(e)
		t, ok := e.LogicalType.Value.(*format.TimestampType)
		l.Local = ok && !t.IsAdjustedToUTC
		l.unsigned = unsigned(e)
	}
	return l
}

// formOf is the form of a column's values, by its stored type and by what it
// is annotated to mean.
func (l *Leaf) formOf(e *format.SchemaElement) (form cdr.Form, ok bool) {
	if l.decimal {
		return l.formOfDecimal()
	}
	annotated := e.LogicalType.Value != nil || e.ConvertedType.Valid
	switch e.Type.V {
	case format.Boolean, format.Int96:
		return cdr.Ints, !annotated
	case format.Int32, format.Int64:
		return cdr.Ints, !annotated || ticksOf(e) != 0 || isInteger(e)
	case format.Float, format.Double:
		return cdr.Floats, !annotated
	case format.ByteArray:
		return cdr.Texts, !annotated || isText(e)
	case format.FixedLenByteArray:
		_, uuid := e.LogicalType.Value.(*format.UUIDType)
		return cdr.Texts, uuid && l.length == uuidLen || !annotated && l.isFixedText()
	}
	return 0, false
}

// ticksOf is the unit of a column of instants, 0 for other columns. Instants
// without a zone are taken to be UTC.
func ticksOf(e *format.SchemaElement) int64 {
	if e.Type.V == format.Int96 {
		return 1e6 // what its nanoseconds are brought to
	}
	if e.Type.V != format.Int64 {
		return 0
	}
	switch t := e.LogicalType.Value.(type) {
	case *format.TimestampType:
		switch t.Unit.Value.(type) {
		case *format.MilliSeconds:
			return 1e3
		case *format.MicroSeconds:
			return 1e6
		case *format.NanoSeconds:
			return 1e9
		}
		return 0
	case nil:
		switch {
		case !e.ConvertedType.Valid:
		case e.ConvertedType.V == deprecated.TimestampMillis:
			return 1e3
		case e.ConvertedType.V == deprecated.TimestampMicros:
			return 1e6
		}
	}
	return 0
}

func isInteger(e *format.SchemaElement) bool {
	switch e.LogicalType.Value.(type) {
	case *format.IntType:
		return true
	case nil:
		return e.ConvertedType.V >= deprecated.Uint8 && e.ConvertedType.V <= deprecated.Int64
	}
	return false
}

func unsigned(e *format.SchemaElement) bool {
	switch t := e.LogicalType.Value.(type) {
	case *format.IntType:
		return !t.IsSigned
	case nil:
		return e.ConvertedType.Valid && e.ConvertedType.V >= deprecated.Uint8 && e.ConvertedType.V <= deprecated.Uint64
	}
	return false
}

func isText(e *format.SchemaElement) bool {
	switch e.LogicalType.Value.(type) {
	case *format.StringType, *format.EnumType, *format.JsonType:
		return true
	case nil:
		switch e.ConvertedType.V {
		case deprecated.UTF8, deprecated.Enum, deprecated.Json:
			return true
		}
	}
	return false
}
