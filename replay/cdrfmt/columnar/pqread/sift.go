package pqread

import (
	"fmt"
	"runtime/debug"

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
