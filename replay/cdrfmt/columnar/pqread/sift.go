package pqread

import (
	"encoding/binary"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Sieve says which rows are wanted one by one. Most of a file's rows are often
// not: then only the codes that decide are looked at of all rows, and of other
// columns the entries of the rows wanted.
type Sieve struct {
	// Deciding is the index of the column whose codes decide.
	Deciding int
	// Wanted is 1 for each code of that column's Dict whose rows are wanted, else 0.
	Wanted []byte
	// Bounded is the index of a column of numbers of which the bounds over all
	// rows are found, those not wanted included.
	Bounded int
	// Sound tells of these bounds whether rows may be sifted.
	Sound func(low, high int64) bool
}

// Sifted is what Sift took.
type Sifted struct {
	// Rows is how many rows, Wanted how many of them are wanted.
	Rows, Wanted int
	// Low and High are the least and the greatest number of Sieve.Bounded.
	Low, High int64
}

// AtHand reads pages until each column has one with rows to take, and returns
// how many there are of all columns; 0 is the end of the row group. The Dicts
// then have the names of all these rows.
func (s *Scanner) AtHand() (rows int, err error) {
	defer s.caught(debug.SetPanicOnFault(true), &err)
	if s.left == 0 {
		return 0, nil
	}
	least := s.left
	for i := range s.chunks {
		c := &s.chunks[i]
		if c.row == c.rows {
			if err := c.nextPage(); err != nil {
				return 0, fmt.Errorf("column %s: %w", c.leaf.Name, err)
			}
		}
		least = min(least, int64(c.rows-c.row))
	}
	return int(least), nil
}

// Sift makes out[i] what Next would, of at most n of the rows AtHand, but only of
// those wanted. It takes nothing, and Rows is 0, if rows cannot be sifted: each
// column but the bounded one must hold dictionary indexes that become codes, and
// none a null. An index beyond the dictionary is noticed only where it is looked at.
func (s *Scanner) Sift(n int, by *Sieve, out []cdr.Vector) (got Sifted, err error) {
	defer s.caught(debug.SetPanicOnFault(true), &err)
	for i := range s.chunks {
		c := &s.chunks[i]
		if n > c.rows-c.row || c.nulls || c.outlined {
			return Sifted{}, nil
		}
		coded := c.held.form == heldIndexes && c.leaf.Form == cdr.Texts && s.dicts[i] != nil
		if i != by.Bounded && !coded || i == by.Bounded && c.leaf.Form != cdr.Ints {
			return Sifted{}, nil
		}
	}
	bounded := &s.chunks[by.Bounded]
	numbers, err := bounded.peek(&s.peeked, n)
	if err != nil {
		return Sifted{}, fmt.Errorf("column %s: %w", bounded.leaf.Name, err)
	}
	got.Low, got.High = numbers.bounds()
	if !by.Sound(got.Low, got.High) {
		return Sifted{}, nil
	}
	deciding := &s.chunks[by.Deciding]
	if s.wanted, err = deciding.wanted(s.wanted, n, by.Wanted); err != nil {
		return Sifted{}, fmt.Errorf("column %s: %w", deciding.leaf.Name, err)
	}
	for i := range s.chunks {
		c, v := &s.chunks[i], &out[i]
		s.begin(i, v)
		if i == by.Bounded {
			numbers.appendTo(v, s.wanted)
			err = c.pass(n)
		} else {
			err = lookUpSome(&c.held.indexes, c.held.dict.Codes, more(&v.Codes, len(s.wanted)), n, s.wanted)
			c.row, c.value = c.row+n, c.value+n
		}
		if err != nil {
			return Sifted{}, fmt.Errorf("column %s: %w", c.leaf.Name, err)
		}
		v.Rows = len(s.wanted)
	}
	s.left -= int64(n)
	got.Rows, got.Wanted = n, len(s.wanted)
	return got, nil
}

// pass leaves out the next n rows, which are not null.
func (c *chunk) pass(n int) error {
	c.row, c.value = c.row+n, c.value+n
	if c.held.form == heldIndexes {
		return c.held.indexes.pass(n)
	}
	return nil
}

// pass leaves out the next n values.
func (h *hybrid) pass(n int) error {
	for n > 0 {
		k, err := h.runLength(n)
		if err != nil {
			return err
		}
		h.leave(k)
		n -= k
	}
	return nil
}

// leave leaves out the next n values, which are of the current run.
func (h *hybrid) leave(n int) {
	if h.packed != nil {
		h.bit += n * h.width
	}
	h.left -= n
}

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

// lookUpSome fills dst with the entries of a dictionary at the indexes of some of
// the next n values, and leaves out all of them.
func lookUpSome[T uint32 | int64 | float64](indexes *hybrid, dict, dst []T, n int, rows []int32) error {
	for first := 0; len(rows) > 0; {
		k, err := indexes.runLength(n)
		if err != nil {
			return err
		}
		some := len(rows) // those in the run
		if int(rows[some-1]) >= first+k {
			some, _ = slices.BinarySearch(rows, int32(first+k))
		}
		switch {
		case some == 0:
		case indexes.packed != nil:
			err = pick(dst[:some], dict, indexes.packed, indexes.bit-first*indexes.width, indexes.width, rows[:some])
		case int64(indexes.value) >= int64(len(dict)):
			err = beyond(indexes.value, len(dict))
		default:
			fill(dst[:some], dict[indexes.value])
		}
		if err != nil {
			return err
		}
		indexes.leave(k)
		rows, dst = rows[some:], dst[some:]
		first, n = first+k, n-k
	}
	return indexes.pass(n)
}

// pick fills dst with the entries of a dictionary at the indexes of some rows;
// that of row 0 would begin at a bit of src, perhaps before it.
func pick[T any](dst, dict []T, src []byte, bit, width int, rows []int32) error {
	mask := uint64(1)<<width - 1
	for i, row := range rows {
		at := bit + int(row)*width
		var x uint64
		if at>>3+8 <= len(src) && width <= wordBits {
			x = binary.LittleEndian.Uint64(src[at>>3:]) >> (at & 7) & mask
		} else {
			x = bitsAt(src, at, width)
		}
		if x >= uint64(len(dict)) {
			return beyond(uint32(x), len(dict))
		}
		dst[i] = dict[x]
	}
	return nil
}
