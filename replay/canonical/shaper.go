package canonical

import (
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Shaper shapes the batches of one worker.
type Shaper struct {
	in, out *cdr.Batch
	columns [cdr.NumFields]*cdr.Column // of its own
	numbers causeNumbers
	lacks   cdr.FieldSet
	text    []byte
}

// NewShaper is a Shaper for one goroutine.
func NewShaper() *Shaper { return &Shaper{out: new(cdr.Batch)} }

// Shape is the batch with all fields of the schema. Columns that are as they
// have to be are those of b, so it is good until b or the Shaper is used
// again. b needs end_time; its dictionaries may gain words.
func (s *Shaper) Shape(b *cdr.Batch) *cdr.Batch {
	s.in, s.out.Rows = b, b.Rows
	for f := range cdr.Field(cdr.NumFields) {
		c := b.Column(f)
		if c == nil {
			c = s.empty(f)
		}
		s.out.SetColumn(f, c)
	}
	s.flags()
	s.untold()
	s.fit()
	s.times()
	s.causes()
	for f, word := range words {
		s.fillWord(f, word)
	}
	for f := range cdr.Field(cdr.NumFields) {
		if zeros.Has(f) {
			s.fill(f, func(int) (int64, bool) { return 0, true })
		}
	}
	s.ids()
	for f := range cdr.Field(cdr.NumFields) {
		if Tellable.Has(f) && s.out.Column(f).Nulls(b.Rows) > 0 {
			s.lacks |= cdr.FieldsOf(f)
		}
	}
	return s.out
}

// whole tells whether the batch has a column of every field, as only canonical
// files have.
func (s *Shaper) whole() bool {
	for f := range cdr.Field(cdr.NumFields) {
		if s.in.Column(f) == nil {
			return false
		}
	}
	return true
}

// Lacks are the fields of Tellable that some row so far is without.
func (s *Shaper) Lacks() cdr.FieldSet { return s.lacks }

// own is a column of the Shaper's for a field, empty.
func (s *Shaper) own(f cdr.Field) *cdr.Column {
	c := s.columns[f]
	if c == nil {
		c = cdr.NewColumn(f)
		s.columns[f] = c
	}
	c.Reset()
	return c
}

// empty is a column of nulls.
func (s *Shaper) empty(f cdr.Field) *cdr.Column {
	c := s.own(f)
	for range s.in.Rows {
		c.AppendNull(f.Kind())
	}
	return c
}

// flags makes the flags the Shaper's own, since some will be set.
func (s *Shaper) flags() {
	from := s.out.Column(cdr.RowFlags)
	if from == s.columns[cdr.RowFlags] {
		return
	}
	c := s.own(cdr.RowFlags)
	for i := range s.in.Rows {
		if from.IsNull(i) {
			c.AppendNull(cdr.Int)
		} else {
			c.AppendInt(from.Ints[i])
		}
	}
	s.out.SetColumn(cdr.RowFlags, c)
}

// untold flags what the batch has no column for.
func (s *Shaper) untold() {
	if lacks := s.in.Untold(); lacks != 0 {
		for i := range s.in.Rows {
			s.flag(i, lacks)
		}
	}
}

func (s *Shaper) flag(row int, f cdr.Flags) {
	c := s.out.Column(cdr.RowFlags)
	if c.IsNull(row) {
		c.SetInt(row, 0)
	}
	c.Ints[row] |= int64(f)
}

// fill gives the rows without a number what value says, if anything.
func (s *Shaper) fill(f cdr.Field, value func(row int) (int64, bool)) {
	from := s.out.Column(f)
	if from.Nulls(s.in.Rows) == 0 {
		return
	}
	c := from
	if c != s.columns[f] {
		c = s.own(f)
		for i := range s.in.Rows {
			if from.IsNull(i) {
				c.AppendNull(f.Kind())
			} else {
				c.AppendInt(from.Ints[i])
			}
		}
		s.out.SetColumn(f, c)
	}
	for i := range s.in.Rows {
		if !c.IsNull(i) {
			continue
		}
		if v, ok := value(i); ok {
			c.SetInt(i, v)
		}
	}
}

// fillWord gives the rows without a word this one.
func (s *Shaper) fillWord(f cdr.Field, word string) {
	from := s.out.Column(f)
	if from.Nulls(s.in.Rows) == 0 {
		return
	}
	full := &cdr.Column{Dict: from.Dict, Codes: append([]uint32(nil), from.Codes[:s.in.Rows]...)}
	code := from.Dict.CodeOf(word)
	for i := range full.Codes {
		if from.IsNull(i) {
			full.Codes[i] = code
		}
	}
	s.out.SetColumn(f, full)
}

// fit leaves out numbers that the schema has no room for.
func (s *Shaper) fit() {
	for f := range cdr.Field(cdr.NumFields) {
		bounds, bounded := ranges[f]
		if !bounded {
			continue
		}
		c := s.out.Column(f)
		for i := range s.in.Rows {
			if x := c.Ints[i]; (x < bounds[0] || x > bounds[1]) && !c.IsNull(i) {
				c.SetNull(i, s.in.Rows)
				s.flag(i, cdr.FlagUnreadable)
			}
		}
	}
}

// ids makes the call_id of a row that has none.
func (s *Shaper) ids() {
	from := s.out.Column(cdr.CallID)
	missing := false
	for i := range s.in.Rows {
		missing = missing || from.IsNull(i) || len(from.Text(i)) == 0
	}
	if !missing {
		return
	}
	c := cdr.NewColumn(cdr.CallID)
	files, lines := s.out.Column(cdr.SrcFile), s.out.Column(cdr.SrcLine)
	for i := range s.in.Rows {
		if !from.IsNull(i) && len(from.Text(i)) > 0 {
			c.AppendText(from.Text(i))
			continue
		}
		s.text = append(s.text[:0], files.Name(i)...)
		s.text = append(s.text, ':')
		s.text = strconv.AppendInt(s.text, lines.Ints[i], 10)
		c.AppendText(s.text)
		s.flag(i, cdr.FlagIDMade)
	}
	s.out.SetColumn(cdr.CallID, c)
}
