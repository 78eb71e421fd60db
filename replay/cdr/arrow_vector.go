package cdr

import (
	"fmt"
	"math"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// Form says which slices of a Vector hold its values.
type Form uint8

const (
	// Ints: whole numbers, truth values (0 and 1) and instants.
	Ints Form = iota
	// Floats: numbers with a fraction.
	Floats
	// Texts: strings side by side.
	Texts
	// Codes: indexes into a Dict.
	Codes
)

// String is what a message calls values of the form.
func (f Form) String() string {
	return [...]string{"whole numbers", "numbers", "text", "text"}[f]
}

// Vector is a run of values of one column of a typed file, before they get
// the unit and the kind of a canonical field.
type Vector struct {
	Form Form
	// TicksPerSec is set if Ints are instants: ticks since 1970, UTC.
	TicksPerSec int64
	// Rows is how many values there are, nulls included.
	Rows    int
	Ints    []int64
	Floats  []float64
	Offsets []int32 // as in Column
	Bytes   []byte
	Codes   []uint32
	Dict    *Dict
	// Present has one byte a row, 1 for a value and 0 for null; empty means
	// that none is null. A null's value is unspecified.
	Present []byte
}

// IsNull tells whether row i has no value.
func (v *Vector) IsNull(i int) bool { return len(v.Present) > 0 && v.Present[i] == 0 }

// Text is row i of Texts.
func (v *Vector) Text(i int) []byte { return v.Bytes[v.Offsets[i]:v.Offsets[i+1]] }

// Slice is the rows [from, to); it shares the vector's memory.
func (v *Vector) Slice(from, to int) Vector {
	s := *v
	s.Rows = to - from
	if len(v.Present) > 0 {
		s.Present = v.Present[from:to]
	}
	switch v.Form {
	case Ints:
		s.Ints = v.Ints[from:to]
	case Floats:
		s.Floats = v.Floats[from:to]
	case Codes:
		s.Codes = v.Codes[from:to]
	default:
		s.Offsets = v.Offsets[from : to+1]
	}
	return s
}

// Reset empties the vector and keeps its memory, form and Dict.
func (v *Vector) Reset() {
	v.Rows = 0
	v.Ints, v.Floats, v.Codes, v.Bytes = v.Ints[:0], v.Floats[:0], v.Codes[:0], v.Bytes[:0]
	v.Offsets = append(v.Offsets[:0], 0)
	v.Present = v.Present[:0]
}

// FromArrow takes the values of an Arrow array. Text becomes Codes of v.Dict
// if that is set. It is an error if the array's type is none of a CDR's or if
// its texts together exceed 2 GiB.
func (v *Vector) FromArrow(a arrow.Array) error {
	form, ticks, ok := ArrowForm(a.DataType())
	if !ok {
		return fmt.Errorf("found %s, wanted text, a number, a truth value or a timestamp", a.DataType())
	}
	v.Reset()
	v.Form, v.TicksPerSec, v.Rows = form, ticks, a.Len()
	if form == Texts && v.Dict != nil {
		v.Form = Codes
	}
	if none := a.DataType().ID() == arrow.NULL; none || a.NullN() > 0 {
		for i := range a.Len() {
			present := byte(0)
			if !none && a.IsValid(i) {
				present = 1
			}
			v.Present = append(v.Present, present)
		}
	}
	switch a := a.(type) {
	case *array.Dictionary:
		return v.fromDictionary(a)
	case *array.RunEndEncoded:
		return v.fromRuns(a)
	}
	switch form {
	case Ints:
		v.Ints = appendInts(v.Ints, a)
	case Floats:
		for i := range a.Len() {
			v.Floats = append(v.Floats, floatAt(a, i))
		}
	default:
		for i := range a.Len() {
			if v.IsNull(i) {
				v.appendNull(i)
			} else if err := v.AppendText(textAt(a, i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// fromDictionary looks each distinct value up once.
func (v *Vector) fromDictionary(d *array.Dictionary) error {
	const maxEntries = 1 << 26 // more is a broken file
	if n := d.Dictionary().Len(); n > maxEntries {
		return fmt.Errorf("found a dictionary of %d entries, wanted at most %d", n, maxEntries)
	}
	values := Vector{Dict: v.Dict}
	if err := values.FromArrow(d.Dictionary()); err != nil {
		return err
	}
	for i := range d.Len() {
		j := 0
		if !v.IsNull(i) {
			// An index beyond the dictionary is a broken file.
			if j = d.GetValueIndex(i); uint(j) >= uint(values.Rows) {
				return fmt.Errorf("found index %d, wanted one below %d, the length of the dictionary", j, values.Rows)
			}
		}
		if err := v.appendOf(&values, j, i); err != nil {
			return err
		}
	}
	return nil
}

// appendOf adds value j of values, which may be null, as row i.
func (v *Vector) appendOf(values *Vector, j, i int) error {
	if values.Rows == 0 || values.IsNull(j) {
		v.appendNull(i)
		return nil
	}
	switch v.Form {
	case Ints:
		v.Ints = append(v.Ints, values.Ints[j])
	case Floats:
		v.Floats = append(v.Floats, values.Floats[j])
	case Codes:
		v.Codes = append(v.Codes, values.Codes[j])
	case Texts:
		return v.AppendText(values.Text(j))
	}
	return nil
}

// AppendText adds a text: to Codes if the vector has a Dict, else to Texts.
// Rows is the caller's to count. It fails beyond 2 GiB.
func (v *Vector) AppendText(s []byte) error {
	if v.Dict != nil {
		v.Codes = append(v.Codes, v.Dict.Code(s))
		return nil
	}
	if len(v.Bytes)+len(s) > math.MaxInt32 {
		return fmt.Errorf("found more than 2 GiB of text in one run of rows")
	}
	v.Bytes = append(v.Bytes, s...)
	v.Offsets = append(v.Offsets, int32(len(v.Bytes)))
	return nil
}

// appendNull makes row i null, whether or not Present says so yet: a valid
// index may point to a null of the dictionary.
func (v *Vector) appendNull(i int) {
	for len(v.Present) < v.Rows {
		v.Present = append(v.Present, 1)
	}
	v.Present[i] = 0
	switch v.Form {
	case Ints:
		v.Ints = append(v.Ints, 0)
	case Floats:
		v.Floats = append(v.Floats, 0)
	case Codes:
		v.Codes = append(v.Codes, 0)
	case Texts:
		v.Offsets = append(v.Offsets, int32(len(v.Bytes)))
	}
}
