package pqread

import (
	"encoding/binary"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// peeked is numbers that are still to be taken: as they stand in the page, 8
// bytes each, or decoded.
type peeked struct {
	page    []byte
	decoded cdr.Vector
}

// peek looks at the next n numbers, which are not null.
func (c *chunk) peek(into *peeked, n int) (*peeked, error) {
	into.page = nil
	if c.held.form == heldInt64 {
		into.page = c.held.numbers[8*c.value : 8*(c.value+n)]
		return into, nil
	}
	ahead := c.held // whose indexes may go on
	into.decoded.Reset()
	into.decoded.Form = cdr.Ints
	return into, ahead.appendTo(&into.decoded, c.value, c.value+n)
}

// bounds are the least and the greatest of the numbers, of which there is one
// at least.
func (p *peeked) bounds() (low, high int64) {
	if p.page != nil {
		return cdr.BoundsOf(p.page)
	}
	return cdr.Bounds(p.decoded.Ints)
}

// appendTo adds the numbers of some rows.
func (p *peeked) appendTo(v *cdr.Vector, rows []int32) {
	numbers := more(&v.Ints, len(rows))
	if p.page == nil {
		for i, row := range rows {
			numbers[i] = p.decoded.Ints[row]
		}
		return
	}
	for i, row := range rows {
		numbers[i] = int64(binary.LittleEndian.Uint64(p.page[8*int(row):]))
	}
}
