package kpi

import (
	"fmt"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// filter selects the legs that a cdr.Filter keeps.
type filter struct {
	sinceUs, untilUs int64 // of end_time, [since, until)
	columns          []columnFilter
}

// columnFilter keeps rows by one column's values.
type columnFilter struct {
	field cdr.Field
	words *lexicon
	keep  []string
	codes []uint32 // scratch
	kept  []bool   // by id of words
}

func newFilter(f *cdr.Filter) *filter {
	s := &filter{sinceUs: f.SinceSec * 1e6, untilUs: math.MaxInt64}
	if f.UntilSec > 0 {
		s.untilUs = f.UntilSec * 1e6
	}
	for _, c := range []struct {
		field  cdr.Field
		absent string
		keep   []string
	}{
		{cdr.AccountID, absentWord, f.Accounts}, {cdr.HangupCause, absentWord, f.Causes},
		{cdr.Direction, absentWord, f.Directions}, {cdr.ResourceID, "", f.Gateways},
	} {
		if len(c.keep) > 0 {
			s.columns = append(s.columns, columnFilter{field: c.field, words: newLexicon(c.absent), keep: c.keep})
		}
	}
	return s
}

// selects lists the rows of the batch that are kept, in the memory of rows,
// which is empty. An end_time outside
// 1970..2106 is an error: readers reject such rows.
func (s *filter) selects(b *cdr.Batch, rows []int32) ([]int32, error) {
	end := b.Column(cdr.EndTime)
	if end == nil {
		return nil, fmt.Errorf("a batch without end_time, wanted one with it")
	}
	ends := end.Ints[:b.Rows]
	if len(ends) == 0 {
		return rows, nil
	}
	first, last := cdr.Bounds(ends)
	for _, us := range [2]int64{first, last} {
		if uint64(us) > math.MaxUint32*1e6 {
			return nil, fmt.Errorf("end_time %d us is outside 1970..2106", us)
		}
	}
	if first >= s.sinceUs && last < s.untilUs {
		rows = grown(rows, b.Rows)
		for i := range rows {
			rows[i] = int32(i)
		}
	} else {
		for i, us := range ends {
			if us >= s.sinceUs && us < s.untilUs {
				rows = append(rows, int32(i))
			}
		}
	}
	for i := range s.columns {
		rows = s.columns[i].narrow(b, rows)
	}
	return rows, nil
}

// narrow keeps those rows that have one of the values.
func (c *columnFilter) narrow(b *cdr.Batch, rows []int32) []int32 {
	c.codes = c.words.codes(b.Column(c.field), rows, c.codes[:0])
	for id := len(c.kept); id < len(c.words.list); id++ {
		c.kept = append(c.kept, slices.Contains(c.keep, c.words.list[id]))
	}
	n := 0
	for k, i := range rows {
		if c.kept[c.codes[k]] {
			rows[n] = i
			n++
		}
	}
	return rows[:n]
}
