package kpi

import (
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
	listed   []int64 // the first ones
	// dense is how many there are of each below denseMs, less the rounds of 256:
	// bytes, so that those of many groups are near to the core.
	dense  []uint8
	rounds []int64
	sparse map[int64]int64 // the others
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
	if uint64(ms) < uint64(len(d.dense)) {
		if d.dense[ms]++; d.dense[ms] == 0 {
			d.round(ms, 1)
		}
		return
	}
	d.place(ms, 1)
}

// round notes rounds of dense.
func (d *delays) round(ms, n int64) {
	if int(ms) >= len(d.rounds) {
		d.rounds = append(d.rounds, make([]int64, len(d.dense)-len(d.rounds))...)
	}
	d.rounds[ms] += n
}

// place keeps a delay, n times, whether it has a counter yet or not.
func (d *delays) place(ms, n int64) {
	if d.dense == nil {
		if n == 1 && len(d.listed) < listedDelays {
			d.listed = append(d.listed, ms)
			return
		}
		listed := d.listed
		d.listed, d.dense = nil, make([]uint8, 1<<10)
		for _, x := range listed {
			d.place(x, 1)
		}
	}
	if uint64(ms) < denseMs && int(ms) >= len(d.dense) {
		d.dense = append(d.dense, make([]uint8, min(denseMs, 2*int(ms)+1)-len(d.dense))...)
	}
	if uint64(ms) < denseMs {
		n += int64(d.dense[ms])
		if d.dense[ms] = uint8(n); n >= 256 {
			d.round(ms, n/256)
		}
		return
	}
	if d.sparse == nil {
		d.sparse = map[int64]int64{}
	}
	d.sparse[ms] += n
}

// count is how many there are of a delay that has a counter.
func (d *delays) count(ms int) int64 {
	n := int64(d.dense[ms])
	if ms < len(d.rounds) {
		n += d.rounds[ms] * 256
	}
	return n
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
		for ms := range s.dense {
			if n := s.count(ms); n > 0 {
				t.place(int64(ms), n)
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
	for ms := range d.dense {
		if rank -= d.count(ms); rank <= 0 {
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
