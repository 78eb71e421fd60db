package count

import "math"

// pile is groups in blocks, in no order. What is to be known of all of them is
// noted of each block as it comes, while it is in a core's cache.
type pile struct {
	blocks []block
	span   span // of all
	// used tells of each cause, account and gateway, by its code, whether a
	// group has it.
	used [3][]bool
}

// block is some groups and the seconds that they span.
type block struct {
	groups []Group
	span   span
}

func newPile() pile { return pile{span: noSpan} }

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

// combine makes the blocks one.
func (p *pile) combine() {
	lists := make([]recoded, len(p.blocks))
	for i, b := range p.blocks {
		lists[i].groups, lists[i].span = b.groups, b.span
	}
	p.blocks = append(p.blocks[:0], block{combine(lists), p.span})
}

// span is the first and the last of some seconds.
type span struct{ first, last uint32 }

var noSpan = span{math.MaxUint32, 0}

func (s *span) see(sec uint32) { s.first, s.last = min(s.first, sec), max(s.last, sec) }

func (s span) has(sec uint32) bool { return s.first <= sec && sec <= s.last }

func (s span) with(o span) span { return span{min(s.first, o.first), max(s.last, o.last)} }
