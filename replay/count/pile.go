package count

import "math"

// pile is groups in blocks, in no order. What is to be known of all of them is
// noted of each block as it comes, while it is in a core's cache.
type pile struct {
	blocks []block
	span   span    // of all
	free   []Group // the memory behind the last of them
	taken  int     // groups that the memory taken last had room for
	// used tells of each cause, account and gateway, by its code, whether a
	// group has it.
	used [3][]bool
}

// block is some groups and the seconds that they span.
type block struct {
	groups []Group
	span   span
}

// mostTaken is for how many groups memory is taken at once at most, 200 KB: what
// each worker takes last is mostly half empty.
const mostTaken = 1 << 13

func newPile() pile { return pile{span: noSpan} }

// room is where the next flushGroups groups are to be written, for grow to take
// those that were.
func (p *pile) room() []Group {
	if cap(p.free) < flushGroups {
		p.taken = min(max(flushGroups, 2*p.taken), mostTaken)
		p.free = make([]Group, 0, p.taken)
	}
	return p.free
}

// grow puts on the pile what was written in room.
func (p *pile) grow(written []Group) {
	p.free = p.free[len(written):len(written)]
	p.add(written[:len(written):len(written)])
}

// add puts a block on the pile.
func (p *pile) add(groups []Group) {
	b := block{groups, noSpan}
	for i := range groups {
		g := &groups[i]
		b.span.see(g.Second)
		note(&p.used[0], g.Cause)
		note(&p.used[1], g.Account)
		note(&p.used[2], g.Gateway)
	}
	p.blocks = append(p.blocks, b)
	p.span = p.span.with(b.span)
}

func note(used *[]bool, code uint32) {
	if int(code) >= len(*used) {
		*used = append(*used, make([]bool, int(code)+1-len(*used))...)
	}
	(*used)[code] = true
}

// combine makes the blocks one and returns how many groups it has.
func (p *pile) combine() int {
	lists := make([]recoded, len(p.blocks))
	for i, b := range p.blocks {
		lists[i].groups, lists[i].span = b.groups, b.span
	}
	groups := combine(lists)
	p.blocks = append(p.blocks[:0], block{groups, p.span})
	return len(groups)
}

// span is the first and the last of some seconds.
type span struct{ first, last uint32 }

var noSpan = span{math.MaxUint32, 0}

func (s *span) see(sec uint32) { s.first, s.last = min(s.first, sec), max(s.last, sec) }

func (s span) has(sec uint32) bool { return s.first <= sec && sec <= s.last }

func (s span) with(o span) span { return span{min(s.first, o.first), max(s.last, o.last)} }
