package dialect

import (
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// strip is the values of one cell in a run of records. Which slice is in use
// follows from the field's Kind, as in a cdr.Column.
type strip struct {
	field  cdr.Field
	cell   *cell      // nil if the field is derived
	needed bool       // a row without a value is rejected
	number int        // of its column among those of runs
	column lex.Column // where the cells of the run at hand lie
	quotes bool       // they may have quotes
	// written are the cells of a Code field that were met, with their quotes, so
	// that none is unquoted twice, and learned is what they stand for.
	written intern
	learned []learned
	odd     bool // some of them are null or have flags

	ints  [runRows]int64
	codes [runRows]uint32 // at first the numbers of what is written
	ends  [runRows]int32  // of the texts
	text  []byte
	null  [runRows]bool
	nulls bool // some row is null; null holds only then
}

// learned is what a cell of a Code field stands for.
type learned struct {
	code  uint32
	flags cdr.Flags
	null  bool
}

// runnable tells whether a cell can be read many records at once.
func runnable(c *cell) bool {
	col := &c.columns[0]
	switch c.field.Kind() {
	case cdr.Code:
		return true
	case cdr.Time, cdr.Int, cdr.Text:
		return col.clean == nil && col.form == nil && col.clockAt == 0
	}
	return false
}

func newStrip(c *cell) strip { return strip{field: c.field, cell: c} }

func (s *strip) clear() {
	s.nulls, s.text = false, s.text[:0]
}

func (s *strip) setNull(i int) {
	if !s.nulls {
		s.nulls = true
		clear(s.null[:])
	}
	s.null[i] = true
	s.ends[i] = int32(len(s.text))
}

func (s *strip) isNull(i int) bool { return s.nulls && s.null[i] }

// absent notes that row i has no value in its first column; false if that is
// Decode's to judge.
func (s *strip) absent(i int) bool {
	if s.optional() {
		s.setNull(i)
	}
	return s.optional()
}

// optional tells whether a row without a value in the first column has none.
func (s *strip) optional() bool { return !s.needed && len(s.cell.columns) == 1 }

// appendTo adds the first n values to a column.
func (s *strip) appendTo(c *cdr.Column, n int) {
	kind := s.field.Kind()
	switch kind {
	case cdr.Text:
		s.appendTexts(c, n)
		return
	case cdr.Code:
		c.Codes = append(c.Codes, s.codes[:n]...)
	default:
		c.Ints = append(c.Ints, s.ints[:n]...)
	}
	if s.nulls {
		c.MarkNulls(kind, s.null[:n])
	} else {
		c.MarkValid(kind, n)
	}
}

func (s *strip) appendTexts(c *cdr.Column, n int) {
	start := int32(0)
	for i, end := range s.ends[:n] {
		if s.isNull(i) {
			c.AppendNull(cdr.Text)
		} else {
			c.AppendText(s.text[start:end])
		}
		start = end
	}
}
