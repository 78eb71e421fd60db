package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// lexicon gives the values of one column dense ids of the accumulator's own,
// whatever the dictionaries of the batches.
type lexicon struct {
	absent string // stands for null and ""
	list   []string
	ids    map[string]uint32
	byDict map[*cdr.Dict][]uint32 // ids by dictionary code
}

func newLexicon(absent string) *lexicon {
	return &lexicon{absent: absent, ids: map[string]uint32{}, byDict: map[*cdr.Dict][]uint32{}}
}

// id is that of a name, which is added if it is new.
func (l *lexicon) id(name string) uint32 {
	if name == "" {
		name = l.absent
	}
	id, ok := l.ids[name]
	if !ok {
		id = uint32(len(l.list))
		l.ids[name] = id
		l.list = append(l.list, name)
	}
	return id
}

// idOf is id for bytes, which are copied only if they are new.
func (l *lexicon) idOf(name []byte) uint32 {
	if id, ok := l.ids[string(name)]; ok && len(name) > 0 {
		return id
	}
	return l.id(string(name))
}

// table is the ids of a dictionary's codes.
func (l *lexicon) table(d *cdr.Dict) []uint32 {
	t := l.byDict[d]
	if len(t) == d.Len() {
		return t
	}
	for code := len(t); code < d.Len(); code++ {
		t = append(t, l.id(d.Name(uint32(code))))
	}
	l.byDict[d] = t
	return t
}

// codes appends the ids of these rows of a Code column, nil for one that the
// batch lacks.
func (l *lexicon) codes(c *cdr.Column, rows []int32, dst []uint32) []uint32 {
	if c == nil {
		missing := l.id("")
		for range rows {
			dst = append(dst, missing)
		}
		return dst
	}
	t, codes := l.table(c.Dict), c.Codes
	n := len(dst)
	dst = grown(dst, n+len(rows))
	ids := dst[n:]
	if c.Valid == nil {
		for k, i := range rows {
			ids[k] = t[codes[i]]
		}
		return dst
	}
	missing := l.id("")
	for k, i := range rows {
		if ids[k] = missing; !c.IsNull(int(i)) {
			ids[k] = t[codes[i]]
		}
	}
	return dst
}
