package pqread

import (
	"encoding/binary"
	"math/bits"
)

// wantedEntries tells of each entry of a page's dictionary whether its rows are
// wanted, one by one and in pairs.
type wantedEntries struct {
	single []byte
	// pairs has, for two indexes of width bits side by side, a bit for each that is
	// wanted, or outside if one has no entry.
	pairs []byte
	width int
	known bool // they are of the dictionary in force
}

const (
	outside = 0x80
	// pairWidth is the most bits of an index that are looked up in pairs: the
	// table stays in the first cache, and eight indexes in one word.
	pairWidth = 6
)

// learn makes the entries those of a dictionary of codes.
func (e *wantedEntries) learn(codes []uint32, wanted []byte, width int) {
	if e.known && e.width == width {
		return
	}
	e.known, e.width = true, width
	e.single = e.single[:0]
	for _, code := range codes {
		e.single = append(e.single, wanted[code])
	}
	e.pairs = e.pairs[:0]
	if width > pairWidth {
		return
	}
	for pair := range 1 << (2 * width) {
		a, b := pair&(1<<width-1), pair>>width
		if max(a, b) >= len(e.single) {
			e.pairs = append(e.pairs, outside)
		} else {
			e.pairs = append(e.pairs, e.single[a]|e.single[b]<<1)
		}
	}
}

// wanted finds which of the next n rows are wanted, from 0, in order. Nothing is taken.
func (c *chunk) wanted(rows []int32, n int, wanted []byte) ([]int32, error) {
	indexes := c.held.indexes
	c.entries.learn(c.held.dict.Codes, wanted, indexes.width)
	rows = rows[:0]
	for first := 0; first < n; {
		k, err := indexes.runLength(n - first)
		if err != nil {
			return rows, err
		}
		switch {
		case indexes.packed != nil:
			rows, err = c.entries.ofPacked(rows, &indexes, first, k)
		case int64(indexes.value) >= int64(len(c.entries.single)):
			err = beyond(indexes.value, len(c.entries.single))
		case c.entries.single[indexes.value] != 0:
			for i := range k {
				rows = append(rows, int32(first+i))
			}
		}
		if err != nil {
			return rows, err
		}
		indexes.leave(k)
		first += k
	}
	return rows, nil
}

// ofPacked adds those wanted of the next n rows, the first of which is given, in
// a run of packed indexes.
func (e *wantedEntries) ofPacked(rows []int32, indexes *hybrid, first, n int) ([]int32, error) {
	const block = 64
	src, bit, width := indexes.packed, indexes.bit, indexes.width
	i := 0
	if len(e.pairs) > 0 {
		pairs, mask, two := e.pairs, uint64(len(e.pairs)-1), uint(2*width)&63
		for ; i+block <= n && (bit+(block-8)*width)>>3+8 <= len(src); i += block {
			marks, all := uint64(0), byte(0)
			for at := uint(0); at < block; at += 8 {
				word := binary.LittleEndian.Uint64(src[bit>>3:]) >> (bit & 7)
				a := pairs[word&mask]
				word >>= two
				b := pairs[word&mask]
				word >>= two
				c := pairs[word&mask]
				word >>= two
				d := pairs[word&mask]
				marks |= uint64(a|b<<2|c<<4|d<<6) << (at & 63)
				all |= a | b | c | d
				bit += 8 * width
			}
			if all&outside != 0 {
				bit -= block * width
				break // what follows finds it
			}
			for ; marks != 0; marks &= marks - 1 {
				rows = append(rows, int32(first+i+bits.TrailingZeros64(marks)))
			}
		}
	}
	for ; i < n; i++ {
		x := bitsAt(src, bit, width)
		if x >= uint64(len(e.single)) {
			return rows, beyond(uint32(x), len(e.single))
		}
		if e.single[x] != 0 {
			rows = append(rows, int32(first+i))
		}
		bit += width
	}
	return rows, nil
}
