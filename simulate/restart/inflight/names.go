package inflight

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// names gives the values of a column ids that outlive the batch, and says
// which of them are kept.
type names struct {
	absent string
	keep   []string
	list   []string
	ids    map[string]uint32
	kept   []bool
	dict   *cdr.Dict // that byCode is of
	byCode []uint32
	column *cdr.Column
	none   uint32
}

// newNames keeps the values that are in keep, all if it is empty; a row
// without a value has the absent one.
func newNames(absent string, keep []string) *names {
	n := &names{absent: absent, keep: keep, ids: map[string]uint32{}}
	n.none = n.id(absent)
	return n
}

func (n *names) id(name string) uint32 {
	id, ok := n.ids[name]
	if !ok {
		id = uint32(len(n.list))
		n.ids[name] = id
		n.list = append(n.list, name)
		n.kept = append(n.kept, len(n.keep) == 0 || slices.Contains(n.keep, name))
	}
	return id
}

// look turns to a batch's column, which may be nil.
func (n *names) look(c *cdr.Column) {
	n.column = c
	if c == nil {
		return
	}
	if n.dict != c.Dict {
		n.dict, n.byCode = c.Dict, n.byCode[:0]
	}
	for code := len(n.byCode); code < c.Dict.Len(); code++ {
		n.byCode = append(n.byCode, n.id(c.Dict.Name(uint32(code))))
	}
}

// at is the id of a row's value.
func (n *names) at(row int) uint32 {
	if n.column == nil || n.column.IsNull(row) {
		return n.none
	}
	return n.byCode[n.column.Codes[row]]
}
