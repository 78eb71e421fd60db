package kpi

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// teller gives the legs of a batch in parts, each as a batch with the columns that
// the sources of its legs had. A canonical file has all columns, and its flags say
// which of them a source had not; of other files the columns tell it, and the batch
// is one part.
type teller struct {
	asks  cdr.Flags // those that a figure or a dimension rests on
	part  cdr.Batch
	rows  []int32
	left  []int32
	lacks []cdr.Flags // by place in left
}

func newTeller(opt *Options) *teller { return &teller{asks: askedFlags(opt.Needs())} }

// askedFlags are those that say of one of the fields that it was not there.
func askedFlags(need cdr.FieldSet) (flags cdr.Flags) {
	for _, u := range cdr.Untold {
		if slices.ContainsFunc(u.Fields, need.Has) {
			flags |= u.Flag
		}
	}
	if need.Has(cdr.CallID) {
		flags |= cdr.FlagIDMade
	}
	return flags
}

// each calls f with every part and those of the rows that it has.
func (t *teller) each(b *cdr.Batch, rows []int32, f func(*cdr.Batch, []int32)) {
	some, all := t.flags(b)
	switch {
	case some == 0:
		f(b, rows)
		return
	case some == all && without(b, all):
		f(t.partOf(b, all), rows)
		return
	}
	t.left, t.lacks = append(t.left[:0], rows...), t.lacks[:0]
	for _, i := range rows {
		t.lacks = append(t.lacks, lacks(b, int(i), b.FlagsAt(int(i))&t.asks))
	}
	for len(t.left) > 0 {
		f(t.partOf(b, t.lacks[0]), t.next())
	}
}

// flags are those of some row and those of all rows, of those asked for.
func (t *teller) flags(b *cdr.Batch) (some, all cdr.Flags) {
	c := b.Column(cdr.RowFlags)
	if t.asks == 0 || c == nil || b.Rows == 0 {
		return 0, 0
	}
	or, and := int64(0), int64(-1)
	for _, flags := range c.Ints[:b.Rows] {
		or |= flags
		and &= flags
	}
	if c.Nulls(b.Rows) > 0 {
		and = 0
	}
	return cdr.Flags(or) & t.asks, cdr.Flags(and) & t.asks
}

// next takes the rows that lack what the first one does.
func (t *teller) next() []int32 {
	first, others := t.lacks[0], 0
	t.rows = t.rows[:0]
	for k, i := range t.left {
		if t.lacks[k] == first {
			t.rows = append(t.rows, i)
			continue
		}
		t.left[others], t.lacks[others] = i, t.lacks[k]
		others++
	}
	t.left, t.lacks = t.left[:others], t.lacks[:others]
	return t.rows
}

// lacks is what the source of a row with these flags had no column for. A value
// that is there is believed, whatever they say.
func lacks(b *cdr.Batch, row int, flags cdr.Flags) cdr.Flags {
	for _, u := range cdr.Untold {
		if flags&u.Flag == 0 {
			continue
		}
		for _, f := range u.Fields {
			if c := b.Column(f); c != nil && !c.IsNull(row) {
				flags &^= u.Flag
			}
		}
	}
	return flags
}

// without tells whether no row has a value of what the flags say is not there.
func without(b *cdr.Batch, flags cdr.Flags) bool {
	for _, u := range cdr.Untold {
		if flags&u.Flag == 0 {
			continue
		}
		for _, f := range u.Fields {
			if c := b.Column(f); c != nil && c.Nulls(b.Rows) < b.Rows {
				return false
			}
		}
	}
	return true
}

// partOf is the batch without the columns that were not there.
func (t *teller) partOf(b *cdr.Batch, lacks cdr.Flags) *cdr.Batch {
	t.part = *b
	if lacks&cdr.FlagIDMade != 0 {
		t.part.SetColumn(cdr.CallID, nil)
	}
	for _, u := range cdr.Untold {
		if lacks&u.Flag == 0 {
			continue
		}
		for _, f := range u.Fields {
			t.part.SetColumn(f, nil)
		}
	}
	return &t.part
}
