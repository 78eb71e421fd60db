package cdrfmt

import (
	"bytes"
	"cmp"
)

// sort puts the rows at hand in order.
func (c *calls) sort() {
	c.items = c.sorter.sort(c.items, func(r *callRow) uint64 { return r.hash }, c.compare)
}

func (c *calls) compare(a, b callRow) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return bytes.Compare(c.arena[a.start:a.end], c.arena[b.start:b.end])
}
