package kpi

import "math/bits"

// calls counts the distinct calls that a group's legs belong to, those of them of
// which some leg's source says who was answered, and those that were answered at
// last. Legs without an identifier belong to none.
type calls struct {
	ids *callIDs
	// seen has, at number/32, two bits a call: that it is there, and above it
	// that one of its seizures was answered. vague has the first of them of legs
	// whose source does not tell.
	seen, vague bins
	// Once finished, by group:
	number, told, answered []uint64
}

const (
	callsAWord = 32
	seenBits   = 0x5555555555555555
)

func (m *calls) grow(n int) {
	m.number, m.told, m.answered = grown(m.number, n), grown(m.told, n), grown(m.answered, n)
}

func (m *calls) add(r *rows) {
	if r.call == nil {
		m.addCalls(r)
		return
	}
	seen := &m.seen
	if r.answered == nil {
		seen = &m.vague
	}
	for k, i := range r.all.rows {
		if n := r.call[i]; n != noCall {
			*seen.slot(r.all.groups[k], int64(n/callsAWord)) |= 1 << (n % callsAWord * 2)
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

// addCalls adds rows that are calls.
func (m *calls) addCalls(r *rows) {
	for k, i := range r.all.rows {
		g := r.all.groups[k]
		m.number[g]++
		if r.answered != nil {
			m.told[g]++
			m.answered[g] += oneIf(r.answered[i])
		}
	}
}

func (m *calls) merge(from measure, to []uint32) {
	f := from.(*calls)
	numbers := make([]uint32, len(f.ids.hashes))
	for n, h := range f.ids.hashes {
		numbers[n] = m.ids.number(h)
	}
	mergeSeen(&m.seen, &f.seen, numbers, to)
	mergeSeen(&m.vague, &f.vague, numbers, to)
	for g := range f.number {
		m.number[to[g]] += f.number[g]
		m.told[to[g]] += f.told[g]
		m.answered[to[g]] += f.answered[g]
	}
}

func mergeSeen(seen, from *bins, numbers, to []uint32) {
	seen.reserve(seen.n + from.n)
	from.each(func(s bin) {
		for set := uint64(s.value); set != 0; set &= set - 1 {
			bit := bits.TrailingZeros64(set)
			n := numbers[int(s.at)*callsAWord+bit/2]
			*seen.slot(to[s.group], int64(n/callsAWord)) |= 1 << (int(n%callsAWord)*2 + bit%2)
		}
	})
}

func (m *calls) finish() {
	m.seen.each(func(s bin) {
		n := uint64(bits.OnesCount64(uint64(s.value) & seenBits))
		m.number[s.group] += n
		m.told[s.group] += n
		m.answered[s.group] += uint64(bits.OnesCount64(uint64(s.value) &^ seenBits))
	})
	m.vague.each(func(s bin) {
		told := *m.seen.slot(s.group, s.at)
		m.number[s.group] += uint64(bits.OnesCount64(uint64(s.value &^ told)))
	})
}

// distinct is undefined if no leg names its call.
func (m *calls) distinct(g int) Value {
	if m.number[g] == 0 {
		return Value{}
	}
	return whole(m.number[g])
}

// completed is of the calls of which it is known.
func (m *calls) completed(g int) Value { return ratio(100, m.answered[g], m.told[g]) }
