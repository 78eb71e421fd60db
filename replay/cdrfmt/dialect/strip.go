package dialect

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// strip is the values of one cell in a run of records. Which slice is in use
// follows from the field's Kind, as in a cdr.Column.
type strip struct {
	field  cdr.Field
	cell   *cell      // nil if the field is derived
	needed bool       // a row without a value is rejected
	nth    int        // of the cell's columns
	column lex.Column // where the cells lie
	next   *strip     // of the cell's next column, if that is read in runs too
	rows   []int      // of a next strip: the rows whose cells it reads; else nil, all
	picked []int32    // memory of its column
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
		return !slices.ContainsFunc(c.columns, func(c column) bool { return len(c.also) > 0 })
	case cdr.Time, cdr.Int, cdr.Text:
		return col.clean == nil && col.form == nil && col.clockAt == 0 && len(col.also) == 0 && len(col.plus) == 0
	}
	return false
}

// newStrip is the strip of a cell. Of a Code field all its columns are read,
// of others the first alone.
func newStrip(c *cell) strip {
	s := strip{field: c.field, cell: c}
	if c.field.Kind() == cdr.Code {
		for i := len(c.columns) - 1; i > 0; i-- {
			s.next = &strip{field: c.field, cell: c, nth: i, next: s.next, rows: make([]int, 0, runRows), picked: make([]int32, 2*runRows)}
		}
	}
	return s
}

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

// optional tells whether a row without a value in the column has none, or has
// it in a column that is read in runs too.
func (s *strip) optional() bool {
	return s.next != nil || !s.needed && s.nth == len(s.cell.columns)-1
}

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
