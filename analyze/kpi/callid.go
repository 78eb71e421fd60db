package kpi

import (
	"encoding/binary"
	"math/bits"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// noCall is the number of a leg without any identifier.
const noCall = ^uint32(0)

// callHash stands for a call's identifier. At 128 bits two of 10^9 calls are
// taken for one with a chance of about 10^-21.
type callHash struct{ hi, lo uint64 }

// hashID hashes an identifier: 8 bytes at a time go into two lanes, each
// multiplied to 128 bits and folded. It is fixed, so a run can be repeated.
func hashID(id []byte) callHash {
	h := callHash{0xa0761d6478bd642f ^ uint64(len(id)), 0xe7037ed1a0b428db}
	for ; len(id) >= 8; id = id[8:] {
		h = h.mix(binary.LittleEndian.Uint64(id))
	}
	var tail uint64
	for i, b := range id {
		tail |= uint64(b) << (8 * i)
	}
	return h.mix(tail)
}

func (h callHash) mix(word uint64) callHash {
	return callHash{fold(h.hi^word, 0x8ebc6af09c88c6e3), fold(h.lo+word, 0x589965cc75374cc3)}
}

// fold multiplies two numbers and xors the halves of the product, and x with
// them, so that few bits of x in common stay in common.
func fold(x, factor uint64) uint64 {
	hi, lo := bits.Mul64(x, factor)
	return hi ^ lo ^ bits.RotateLeft64(x, 32)
}

// callIDs numbers calls densely, by their hash, with open addressing.
type callIDs struct {
	slots  []uint32 // number + 1; 0 is free
	shift  uint
	hashes []callHash // by number
}

// number is that of a call, which is added if it is new.
func (c *callIDs) number(h callHash) uint32 {
	if len(c.hashes) >= len(c.slots)-len(c.slots)/4 {
		c.grow()
	}
	mask := len(c.slots) - 1
	for i := int(h.lo >> c.shift); ; i = (i + 1) & mask {
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
		i := int(h.lo >> c.shift)
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
			dst[i] = c.number(hashID(id))
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
