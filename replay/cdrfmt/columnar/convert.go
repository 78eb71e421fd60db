package columnar

import (
	"encoding/binary"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// convert makes the batch of the n rows in r.vectors; first is how many rows
// of the file are before them.
func (r *Reader) convert(n int, first int64) {
	flags := r.columns[cdr.RowFlags]
	flags.Ints = zeros(flags.Ints, n)
	flags.Valid = nil
	for i, p := range r.file.plan.picks {
		v, c := &r.vectors[i], r.columns[p.field]
		need := r.file.plan.need.Has(p.field)
		if p.nulls {
			onlyNulls(v, n)
		}
		if p.field != cdr.RowFlags {
			c.Valid = packed(c.Valid, v.Present)
		}
		switch p.field.Kind() {
		case cdr.Text:
			r.text(p, v, c)
		case cdr.Code:
			r.code(p, v, c)
		case cdr.Time:
			r.instants(p, v, c, need)
		case cdr.Float:
			r.measured(p, v, c)
		default:
			r.numbers(p, v, c, need)
		}
	}
	r.derive(n)
	r.provenance(n, first)
	r.batch.Rows = n
	if len(r.rejects.list) == 0 {
		return
	}
	r.rejects.sort()
	for f := range cdr.Field(cdr.NumFields) {
		if c := r.batch.Column(f); c != nil {
			r.rejects.drop(c, f.Kind(), n)
		}
	}
	r.batch.Rows = n - len(r.rejects.list)
}

// flag marks a row.
func (r *Reader) flag(row int, f cdr.Flags) { r.columns[cdr.RowFlags].Ints[row] |= int64(f) }

// flagFor flags a row for a value, unless nobody asked for it.
func (r *Reader) flagFor(p pick, row int, f cdr.Flags) {
	if !r.file.plan.quiet.Has(p.field) {
		r.flag(row, f)
	}
}

// provenance fills the fields that say where a row is from, unless the file
// has them itself.
func (r *Reader) provenance(n int, first int64) {
	own := r.file.plan.fields
	for _, p := range r.file.plan.picks {
		own &^= cdr.FieldsOf(p.field)
	}
	if own.Has(cdr.SrcFile) {
		fillCode(r.columns[cdr.SrcFile], r.file.name, n)
	}
	if own.Has(cdr.Dialect) {
		fillCode(r.columns[cdr.Dialect], r.file.dialect, n)
	}
	if own.Has(cdr.SrcLine) {
		c := r.columns[cdr.SrcLine]
		c.Ints, c.Valid = c.Ints[:0], nil
		for i := range n {
			c.Ints = append(c.Ints, first+int64(i)+1)
		}
	}
	if own.Has(cdr.TimePrecision) {
		c := r.columns[cdr.TimePrecision]
		c.Ints, c.Valid = c.Ints[:0], nil
		for range n {
			c.Ints = append(c.Ints, r.file.plan.precision)
		}
	}
}

func fillCode(c *cdr.Column, name string, n int) {
	code := c.Dict.CodeOf(name)
	c.Codes, c.Valid = c.Codes[:0], nil
	for range n {
		c.Codes = append(c.Codes, code)
	}
}

func zeros(s []int64, n int) []int64 {
	if cap(s) < n {
		return make([]int64, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// packed makes a column's validity bits of a vector's bytes.
func packed(bits, present []byte) []byte {
	if len(present) == 0 {
		return nil
	}
	bits = bits[:0]
	for ; len(present) >= 8; present = present[8:] {
		// The product's highest byte has bit i of byte i.
		bits = append(bits, byte(binary.LittleEndian.Uint64(present)*0x0102040810204080>>56))
	}
	if len(present) > 0 {
		bits = append(bits, 0)
	}
	for i, p := range present {
		bits[len(bits)-1] |= p << i
	}
	return bits
}
