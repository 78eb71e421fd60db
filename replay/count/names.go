package count

import "github.com/cdrlab/cdrlab/replay/cdr"

// names gives the values of one column dense ids of the Builder's own, each
// with what the filter and the ignore list say of it, so that a row costs one
// look-up by its dictionary code.
type names struct {
	absent  string          // stands for null and ""
	keep    map[string]bool // nil keeps all
	ignore  map[string]bool
	list    []string
	ids     map[string]uint32
	byDict  map[*cdr.Dict][]nameInfo // by dictionary code
	missing nameInfo
}

type nameInfo struct {
	id      uint32
	keep    bool
	counted uint8 // 0 if ignored, else 1: it is added up
}

func newNames(absent string, keep, ignore []string) *names {
	n := &names{absent: absent, ids: map[string]uint32{}, byDict: map[*cdr.Dict][]nameInfo{}, ignore: setOf(ignore)}
	if len(keep) > 0 {
		n.keep = setOf(keep)
	}
	n.missing = n.info(absent)
	return n
}

func setOf(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return m
}

func (n *names) info(name string) nameInfo {
	if name == "" {
		name = n.absent
	}
	id, ok := n.ids[name]
	if !ok {
		id = uint32(len(n.list))
		n.ids[name] = id
		n.list = append(n.list, name)
	}
	info := nameInfo{id: id, keep: n.keep == nil || n.keep[name], counted: 1}
	if n.ignore[name] {
		info.counted = 0
	}
	return info
}

// nameView reads one batch's column through the table.
type nameView struct {
	column  *cdr.Column
	infos   []nameInfo
	missing nameInfo
}

// view is ready for a batch; a nil column has no value in any row.
func (n *names) view(c *cdr.Column) nameView {
	if c == nil {
		return nameView{missing: n.missing}
	}
	infos := n.byDict[c.Dict]
	for code := len(infos); code < c.Dict.Len(); code++ {
		infos = append(infos, n.info(c.Dict.Name(uint32(code))))
	}
	n.byDict[c.Dict] = infos
	return nameView{column: c, infos: infos, missing: n.missing}
}

func (v *nameView) at(i int) nameInfo {
	if v.column == nil || v.column.IsNull(i) {
		return v.missing
	}
	return v.infos[v.column.Codes[i]]
}
