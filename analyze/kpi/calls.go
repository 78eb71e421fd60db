package kpi

import "math/bits"

// calls counts the distinct calls that a group's legs belong to, and those of
// them that were answered at last. Legs without an identifier belong to none.
type calls struct {
	ids *callIDs
	// seen has, at number/32, two bits a call: that it is there, and above it
	// that one of its seizures was answered.
	seen bins
	// Once finished, by group:
	number, answered []uint64
	told             []bool // whether some row said who was answered
}

const (
	callsAWord = 32
	seenBits   = 0x5555555555555555
)

func (m *calls) grow(n int) {
	m.number, m.answered, m.told = grown(m.number, n), grown(m.answered, n), grown(m.told, n)
}

func (m *calls) add(r *rows) {
	if r.call == nil { // the rows are calls
		for k, i := range r.all.rows {
			g := r.all.groups[k]
			m.number[g]++
			if r.answered != nil {
				m.told[g] = true
				if r.answered[i] {
					m.answered[g]++
				}
			}
		}
		return
	}
	for k, i := range r.all.rows {
		m.told[r.all.groups[k]] = m.told[r.all.groups[k]] || r.answered != nil
		if n := r.call[i]; n != noCall {
			*m.seen.slot(r.all.groups[k], int64(n/callsAWord)) |= 1 << (n % callsAWord * 2)
		}
	}
	if r.answered == nil {
		return
	}
	for k, i := range r.seized.rows {
		g := r.seized.groups[k]
		if n := r.call[i]; n != noCall && r.answered[i] {
			*m.seen.slot(g, int64(n/callsAWord)) |= 2 << (n % callsAWord * 2)
		}
	}
}

func (m *calls) merge(from measure, to []uint32) {
	f := from.(*calls)
	numbers := make([]uint32, len(f.ids.hashes))
	for n, h := range f.ids.hashes {
		numbers[n] = m.ids.number(h)
	}
	m.seen.reserve(m.seen.n + f.seen.n)
	f.seen.each(func(s bin) {
		for set := uint64(s.value); set != 0; set &= set - 1 {
			bit := bits.TrailingZeros64(set)
			n := numbers[int(s.at)*callsAWord+bit/2]
			*m.seen.slot(to[s.group], int64(n/callsAWord)) |= 1 << (int(n%callsAWord)*2 + bit%2)
		}
	})
	for g := range f.number {
		m.number[to[g]] += f.number[g]
		m.answered[to[g]] += f.answered[g]
		m.told[to[g]] = m.told[to[g]] || f.told[g]
	}
}

func (m *calls) finish() {
	m.seen.each(func(s bin) {
		m.number[s.group] += uint64(bits.OnesCount64(uint64(s.value) & seenBits))
		m.answered[s.group] += uint64(bits.OnesCount64(uint64(s.value) &^ seenBits))
	})
}

// distinct is undefined if no leg names its call.
func (m *calls) distinct(g int) Value {
	if m.number[g] == 0 {
		return Value{}
	}
	return whole(m.number[g])
}

func (m *calls) completed(g int) Value {
	if !m.told[g] {
		return Value{}
	}
	return ratio(100, m.answered[g], m.number[g])
}
