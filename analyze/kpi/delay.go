package kpi

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	// listedDelays is how many delays of a group are kept one by one before
	// they are counted by value.
	listedDelays = 2048
	// denseMs bounds the delays that have a counter of their own in an array.
	denseMs = 1 << 14
)

// delay keeps the post-dial delays of seizures, exactly: mean and percentiles
// are those of all values. A seizure without one (no 18x) counts nowhere.
type delay struct{ groups []delays }

// delays are those of one group, in milliseconds.
type delays struct {
	n, sumMs int64
	listed   []int64         // the first ones
	dense    []uint32        // how many of each below denseMs
	sparse   map[int64]int64 // of the others, and what dense has no room for
}

func (m *delay) grow(n int) { m.groups = grown(m.groups, n) }

func (m *delay) add(r *rows) {
	c := r.batch.Column(cdr.ProgressMs)
	if c == nil {
		return
	}
	groups := r.seized.groups[:len(r.seized.rows)]
	for k, i := range r.seized.rows {
		if c.Valid == nil || !c.IsNull(int(i)) {
			m.groups[groups[k]].add(c.Ints[i])
		}
	}
}

func (d *delays) add(ms int64) {
	d.n++
	d.sumMs += ms
	if uint64(ms) < uint64(len(d.dense)) && d.dense[ms] < math.MaxUint32 {
		d.dense[ms]++
		return
	}
	d.place(ms, 1)
}

// place keeps a delay that has no counter yet.
func (d *delays) place(ms, n int64) {
	if d.dense == nil {
		if n == 1 && len(d.listed) < listedDelays {
			d.listed = append(d.listed, ms)
			return
		}
		listed := d.listed
		d.listed, d.dense = nil, make([]uint32, 1<<10)
		for _, x := range listed {
			d.place(x, 1)
		}
	}
	if uint64(ms) < denseMs && int(ms) >= len(d.dense) {
		d.dense = append(d.dense, make([]uint32, min(denseMs, 2*int(ms)+1)-len(d.dense))...)
	}
	if uint64(ms) < denseMs && int64(d.dense[ms])+n <= math.MaxUint32 {
		d.dense[ms] += uint32(n)
		return
	}
	if d.sparse == nil {
		d.sparse = map[int64]int64{}
	}
	d.sparse[ms] += n
}

func (m *delay) merge(from measure, to []uint32) {
	for g := range from.(*delay).groups {
		s := &from.(*delay).groups[g]
		t := &m.groups[to[g]]
		t.n += s.n
		t.sumMs += s.sumMs
		for _, ms := range s.listed {
			t.place(ms, 1)
		}
		for ms, n := range s.dense {
			if n > 0 {
				t.place(int64(ms), int64(n))
			}
		}
		for ms, n := range s.sparse {
			t.place(ms, n)
		}
	}
}

func (m *delay) finish() {
	for g := range m.groups {
		slices.Sort(m.groups[g].listed)
	}
}

// mean is in milliseconds.
func (m *delay) mean(g int) Value {
	d := &m.groups[g]
	if d.n == 0 {
		return Value{}
	}
	return Value{Kind: Real, Float: float64(d.sumMs) / float64(d.n)}
}

// percentile is the nearest rank: the smallest delay that at least p percent
// are not above.
func (m *delay) percentile(g int, p int64) Value {
	d := &m.groups[g]
	if d.n == 0 {
		return Value{}
	}
	rank := (d.n/100)*p + (d.n%100*p+99)/100 // ceil(n*p/100), from 1
	if d.dense == nil {
		return whole(d.listed[rank-1])
	}
	above := make([]int64, 0, len(d.sparse))
	for ms := range d.sparse {
		above = append(above, ms)
	}
	slices.Sort(above)
	for ; len(above) > 0 && above[0] < 0; above = above[1:] {
		if rank -= d.sparse[above[0]]; rank <= 0 {
			return whole(above[0])
		}
	}
	for ms, n := range d.dense {
		rank -= int64(n)
		if len(above) > 0 && above[0] == int64(ms) {
			rank -= d.sparse[above[0]]
			above = above[1:]
		}
		if rank <= 0 {
			return whole(int64(ms))
		}
	}
	for _, ms := range above {
		if rank -= d.sparse[ms]; rank <= 0 {
			return whole(ms)
		}
	}
	return Value{}
}
