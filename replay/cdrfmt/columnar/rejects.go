package columnar

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// rejects are the rows of a batch that broke a rule.
type rejects struct{ list []rejected }

type rejected struct {
	row                 int // in the batch, before rows are left out
	column, reason, raw string
}

func (r *rejects) add(row int, column, reason, raw string) {
	r.list = append(r.list, rejected{row, column, reason, raw})
}

// refuse notes that row i of a field breaks a rule: the row is rejected, or,
// where that is no reason, has no value, which is flagged unless nobody asked.
func (r *Reader) refuse(p pick, i, rows int, reason, raw string) {
	switch plan := r.file.plan; {
	case plan.lenient.Has(p.field):
		r.flag(i, cdr.FlagUnreadable)
	case !plan.soft.Has(p.field) && !plan.spare.Has(p.field):
		r.rejects.add(i, p.name, reason, raw)
		return
	}
	setNull(r.columns[p.field], i, rows)
}

// sort orders by row; of several reasons the first field's stays.
func (r *rejects) sort() {
	slices.SortStableFunc(r.list, func(a, b rejected) int { return cmp.Compare(a.row, b.row) })
	r.list = slices.CompactFunc(r.list, func(a, b rejected) bool { return a.row == b.row })
}

// tell reports and forgets all; first is how many rows of the file are before
// the batch.
func (r *rejects) tell(first int64, reject func(row int64, column, reason, raw string)) {
	for _, x := range r.list {
		reject(first+int64(x.row)+1, x.column, x.reason, strings.ToValidUTF8(x.raw, "\uFFFD"))
	}
	clear(r.list)
	r.list = r.list[:0]
}

// drop takes the rejected rows out of a column of n rows. Values move to the
// front of the slice they are read from; texts to new memory.
func (r *rejects) drop(c *cdr.Column, k cdr.Kind, n int) {
	old := *c
	switch k {
	case cdr.Text:
		c.Offsets, c.Bytes = append(make([]int32, 0, n), 0), nil
	case cdr.Code:
		c.Codes = c.Codes[:0]
	case cdr.Float:
		c.Floats = c.Floats[:0]
	default:
		c.Ints = c.Ints[:0]
	}
	c.Valid = nil
	next := 0
	for i := range n {
		if next < len(r.list) && r.list[next].row == i {
			next++
			continue
		}
		switch {
		case old.IsNull(i):
			c.AppendNull(k)
		case k == cdr.Text:
			c.AppendText(old.Text(i))
		case k == cdr.Code:
			c.AppendCode(old.Codes[i])
		case k == cdr.Float:
			c.AppendFloat(old.Floats[i])
		default:
			c.AppendInt(old.Ints[i])
		}
	}
}
