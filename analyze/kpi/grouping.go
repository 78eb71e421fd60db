package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// grouping numbers the combinations of the dimensions' values as they occur.
// One dimension's ids are the numbers themselves; each further dimension
// numbers the pairs of (what came before, its own id).
type grouping struct {
	coders []*coder
	pairs  []pairs // one less than coders
	ids    []uint32
}

// pairs numbers pairs densely.
type pairs struct {
	numbers bins // number + 1
	list    [][2]uint32
}

func (p *pairs) number(a, b uint32) uint32 {
	n := p.numbers.slot(a, int64(b))
	if *n == 0 {
		p.list = append(p.list, [2]uint32{a, b})
		*n = int64(len(p.list))
	}
	return uint32(*n - 1)
}

func newGrouping(opt *Options) *grouping {
	g := &grouping{}
	for _, d := range opt.By {
		g.coders = append(g.coders, newCoder(d, opt.Zone))
	}
	g.pairs = make([]pairs, max(0, len(g.coders)-1))
	return g
}

// size is how many groups are numbered; some may have no row.
func (g *grouping) size() int {
	switch n := len(g.coders); n {
	case 0:
		return 1
	case 1:
		return len(g.coders[0].words.list)
	default:
		return len(g.pairs[n-2].list)
	}
}

// of appends the groups of these rows.
func (g *grouping) of(b *cdr.Batch, rows []int32, dst []uint32) []uint32 {
	if len(g.coders) == 0 {
		for range rows {
			dst = append(dst, 0)
		}
		return dst
	}
	dst = g.coders[0].codes(b, rows, dst)
	for k, c := range g.coders[1:] {
		g.ids = c.codes(b, rows, g.ids[:0])
		for i, id := range g.ids {
			dst[i] = g.pairs[k].number(dst[i], id)
		}
	}
	return dst
}

// names are a group's values, dimension by dimension.
func (g *grouping) names(group uint32) []string {
	names := make([]string, len(g.coders))
	for k := len(g.coders) - 1; k >= 0; k-- {
		id := group
		if k > 0 {
			pair := g.pairs[k-1].list[group]
			group, id = pair[0], pair[1]
		}
		names[k] = g.coders[k].words.list[id]
	}
	return names
}

// number is the group of these values, which is added if it is new.
func (g *grouping) number(names []string) uint32 {
	group := uint32(0)
	for k, c := range g.coders {
		id := c.words.id(names[k])
		if k == 0 {
			group = id
		} else {
			group = g.pairs[k-1].number(group, id)
		}
	}
	return group
}
