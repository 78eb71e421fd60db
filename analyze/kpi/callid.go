package kpi

import (
	"math/bits"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// noCall is the number of a leg without any identifier.
const noCall = ^uint32(0)

// callIDs numbers calls densely, by their hash, with open addressing.
type callIDs struct {
	slots  []uint32 // number + 1; 0 is free
	shift  uint
	hashes []cdr.Identity // by number
}

// number is that of a call, which is added if it is new.
func (c *callIDs) number(h cdr.Identity) uint32 {
	if len(c.hashes) >= len(c.slots)-len(c.slots)/4 {
		c.grow()
	}
	mask := len(c.slots) - 1
	for i := int(h.Lo >> c.shift); ; i = (i + 1) & mask {
		n := c.slots[i]
		if n == 0 {
			c.hashes = append(c.hashes, h)
			c.slots[i] = uint32(len(c.hashes))
			return uint32(len(c.hashes)) - 1
		}
		if c.hashes[n-1] == h {
			return n - 1
		}
	}
}

func (c *callIDs) grow() {
	c.slots = make([]uint32, max(minSlots, 2*len(c.slots)))
	c.shift = uint(64 - bits.TrailingZeros(uint(len(c.slots))))
	mask := len(c.slots) - 1
	for n, h := range c.hashes {
		i := int(h.Lo >> c.shift)
		for c.slots[i] != 0 {
			i = (i + 1) & mask
		}
		c.slots[i] = uint32(n) + 1
	}
}

// ofLegs is the number of each of these legs' call, by row of the batch: that
// of its interaction_id, else of its call_id.
func (c *callIDs) ofLegs(b *cdr.Batch, rows []int32, dst []uint32) []uint32 {
	if cap(dst) < b.Rows {
		dst = make([]uint32, b.Rows)
	}
	dst = dst[:b.Rows]
	interaction, call := b.Column(cdr.InteractionID), b.Column(cdr.CallID)
	for _, i := range rows {
		id := textOf(interaction, i)
		if len(id) == 0 {
			id = textOf(call, i)
		}
		dst[i] = noCall
		if len(id) > 0 {
			dst[i] = c.number(cdr.Identify(0, id))
		}
	}
	return dst
}

// textOf is empty where there is no value.
func textOf(c *cdr.Column, i int32) []byte {
	if c == nil || c.IsNull(int(i)) {
		return nil
	}
	return c.Text(int(i))
}
