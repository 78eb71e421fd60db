package count

import "math"

// pile is groups in blocks, in no order. What is to be known of all of them is
// noted of each block as it comes, while it is in a core's cache.
type pile struct {
	blocks [][]Group // the last may have room behind it
	span   span
	// used tells of each cause, account and gateway, by its code, whether a
	// group has it.
	used [3][]bool
}

// blockGroups is how many groups a block has room for at most, 200 KB: the last
// one of each worker is mostly half empty. The first has flushGroups, each other
// twice as many as the one before.
const blockGroups = 1 << 13

func newPile() pile { return pile{span: noSpan} }

// add puts a block on the pile.
func (p *pile) add(block []Group) {
	p.blocks = append(p.blocks, block[:len(block):len(block)])
	p.note(block)
}

// room is where the next flushGroups groups are to be written, for grow to take
// those that were.
func (p *pile) room() []Group {
	last := len(p.blocks) - 1
	if last < 0 || cap(p.blocks[last])-len(p.blocks[last]) < flushGroups {
		n := flushGroups
		if last >= 0 {
			n = min(max(n, 2*len(p.blocks[last])), blockGroups)
		}
		p.blocks = append(p.blocks, make([]Group, 0, n))
		last++
	}
	end := len(p.blocks[last])
	return p.blocks[last][end:end:cap(p.blocks[last])]
}

// grow puts on the pile what was written in room.
func (p *pile) grow(written []Group) {
	last := &p.blocks[len(p.blocks)-1]
	*last = (*last)[:len(*last)+len(written)]
	p.note(written)
}

func (p *pile) note(block []Group) {
	for i := range block {
		g := &block[i]
		p.span.see(g.Second)
		note(&p.used[0], g.Cause)
		note(&p.used[1], g.Account)
		note(&p.used[2], g.Gateway)
	}
}

func note(used *[]bool, code uint32) {
	if int(code) >= len(*used) {
		*used = append(*used, make([]bool, int(code)+1-len(*used))...)
	}
	(*used)[code] = true
}

// combine makes all groups one block, sorted, and returns how many there are.
func (p *pile) combine() int {
	lists := make([]recoded, len(p.blocks))
	for i, block := range p.blocks {
		lists[i].groups = block
	}
	groups := combine(lists, p.span)
	p.blocks = append(p.blocks[:0], groups[:len(groups):len(groups)])
	return len(groups)
}

// span is the first and the last of some seconds.
type span struct{ first, last uint32 }

var noSpan = span{math.MaxUint32, 0}

func (s *span) see(sec uint32) { s.first, s.last = min(s.first, sec), max(s.last, sec) }

func (s span) with(o span) span { return span{min(s.first, o.first), max(s.last, o.last)} }
