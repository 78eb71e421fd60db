package count

import "math/bits"

// flushGroups is how many groups the table takes before it is emptied: small
// enough to stay in a core's cache while rows come roughly in time order.
const flushGroups = 1 << 10

// spareGroups is how many groups may wait, some of them perhaps equal, before
// they are first combined: with rows in time order that is for nothing.
const spareGroups = 1 << 19

// table counts groups by open addressing with linear probing. A slot with
// n = 0 is free.
type table struct {
	slots []slot
	used  int
}

type slot struct {
	hi, lo uint64 // second and cause, account and gateway
	n      uint64
}

func newTable() table { return table{slots: make([]slot, 2*flushGroups)} }

func (t *table) full() bool { return t.used >= flushGroups }

func (t *table) add(hi, lo, n uint64) {
	mask := uint64(len(t.slots) - 1)
	x, y := bits.Mul64(hi^0x9e3779b97f4a7c15, lo^0xd6e8feb86659fd93)
	for i := (x ^ y) & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.n == 0 {
			*s = slot{hi, lo, n}
			t.used++
			return
		}
		if s.hi == hi && s.lo == lo {
			s.n += n
			return
		}
	}
}

// drain returns the groups, in no order, and empties the table.
func (t *table) drain() []Group {
	out := make([]Group, t.used)
	n := 0
	for i := range t.slots {
		s := &t.slots[i]
		if s.n == 0 {
			continue
		}
		g := &out[n]
		g.Second, g.Cause = uint32(s.hi>>32), uint32(s.hi)
		g.Account, g.Gateway = uint32(s.lo>>32), uint32(s.lo)
		g.N = s.n
		s.n = 0
		n++
	}
	t.used = 0
	return out
}
