package cdr

import (
	"math"
	"slices"
)

// Selector finds the rows of batches that a Filter keeps. It is for one
// goroutine.
type Selector struct {
	sinceUs, untilUs int64 // of end_time, [since, until)
	columns          []columnSelector
	rows             []int
}

// columnSelector keeps rows by the words of one column.
type columnSelector struct {
	field  Field
	absent string // what a row without a word has
	keep   []string
	dict   *Dict
	kept   []bool // by code of dict
}

// NewSelector is for one Filter.
func NewSelector(f Filter) *Selector {
	s := &Selector{sinceUs: f.SinceSec * 1e6, untilUs: math.MaxInt64}
	if f.UntilSec > 0 {
		s.untilUs = f.UntilSec * 1e6
	}
	for _, c := range []columnSelector{
		{field: AccountID, absent: "unknown", keep: f.Accounts}, {field: HangupCause, absent: "unknown", keep: f.Causes},
		{field: Direction, absent: "unknown", keep: f.Directions}, {field: ResourceID, keep: f.Gateways},
	} {
		if len(c.keep) > 0 {
			s.columns = append(s.columns, c)
		}
	}
	return s
}

// Rows lists the rows of a batch with end_time that are kept, ascending. The
// list is good until the next call.
func (s *Selector) Rows(b *Batch) []int {
	s.rows = s.rows[:0]
	ends := b.Column(EndTime)
	for i := range b.Rows {
		if us := ends.Ints[i]; us >= s.sinceUs && us < s.untilUs {
			s.rows = append(s.rows, i)
		}
	}
	for i := range s.columns {
		s.rows = s.columns[i].narrow(b, s.rows)
	}
	return s.rows
}

func (s *columnSelector) narrow(b *Batch, rows []int) []int {
	c := b.Column(s.field)
	absent := slices.Contains(s.keep, s.absent)
	if c == nil {
		if absent {
			return rows
		}
		return rows[:0]
	}
	if s.dict != c.Dict {
		s.dict, s.kept = c.Dict, s.kept[:0]
	}
	for code := len(s.kept); code < c.Dict.Len(); code++ {
		word := c.Dict.Name(uint32(code))
		s.kept = append(s.kept, slices.Contains(s.keep, word) || word == "" && absent)
	}
	return slices.DeleteFunc(rows, func(i int) bool {
		if c.IsNull(i) {
			return !absent
		}
		return !s.kept[c.Codes[i]]
	})
}
