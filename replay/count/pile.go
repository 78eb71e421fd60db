package count

import "slices"

// blockGroups is how many groups a block of a pile holds at first.
const blockGroups = 1 << 15

// pile is groups in no order, some of them perhaps equal. It lies in blocks, so
// that it grows without being copied.
type pile struct {
	blocks [][]Group
	len    int
}

// take empties a table onto the pile.
func (p *pile) take(t *table) {
	last := len(p.blocks) - 1
	if last < 0 || cap(p.blocks[last])-len(p.blocks[last]) < t.used {
		p.blocks = append(p.blocks, make([]Group, 0, blockGroups))
		last++
	}
	p.len += t.used
	p.blocks[last] = t.drain(p.blocks[last])
}

// combine sorts the pile and adds up equal groups.
func (p *pile) combine() {
	groups := combine(slices.Concat(p.blocks...))
	p.blocks, p.len = [][]Group{groups}, len(groups)
}
