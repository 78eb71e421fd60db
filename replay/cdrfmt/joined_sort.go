package cdrfmt

import (
	"bytes"
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// sort puts the rows at hand in order. Hashes are spread evenly, so that each
// of about as many ranges of them as there are rows has few.
func (c *calls) sort() {
	low, high := uint64(math.MaxUint64), uint64(0)
	for i := range c.items {
		low, high = min(low, c.items[i].hash), max(high, c.items[i].hash)
	}
	shift := max(0, bits.Len64(high-low)-bits.Len(uint(len(c.items))))
	c.starts = append(c.starts[:0], make([]uint32, (high-low)>>shift+2)...)
	for i := range c.items {
		c.starts[(c.items[i].hash-low)>>shift+1]++
	}
	for i := range c.starts[1:] {
		c.starts[i+1] += c.starts[i]
	}
	c.sorted = slices.Grow(c.sorted[:0], len(c.items))[:len(c.items)]
	for _, item := range c.items {
		to := &c.starts[(item.hash-low)>>shift]
		c.sorted[*to] = item
		*to++
	}
	from := uint32(0) // each start is now the end of its range
	for _, end := range c.starts[:len(c.starts)-1] {
		if end-from > 1 {
			slices.SortFunc(c.sorted[from:end], c.compare)
		}
		from = end
	}
	c.items, c.sorted = c.sorted, c.items
}

func (c *calls) compare(a, b callRow) int {
	if a.hash != b.hash {
		return cmp.Compare(a.hash, b.hash)
	}
	return bytes.Compare(c.arena[a.start:a.end], c.arena[b.start:b.end])
}
