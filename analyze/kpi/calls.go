package kpi

import "math/bits"

// calls counts the distinct calls that a group's legs belong to, those of them of
// which some leg's source says who was answered, and those that were answered at
// last. Legs without an identifier belong to none.
type calls struct {
	ids *callIDs
	// seen has, at number/callsAWord, three bits a call: seenThere and so on.
	seen bins
	// Once finished, by group:
	number, told, answered []uint64
}

const (
	seenThere = 1 << iota
	seenTold
	seenAnswered // one of its seizures was

	bitsACall  = 3
	callsAWord = 21
	// everyCall has the first bit of each call.
	everyCall = 0x1249249249249249
)

func (m *calls) grow(n int) {
	m.number, m.told, m.answered = grown(m.number, n), grown(m.told, n), grown(m.answered, n)
}

func (m *calls) add(r *rows) {
	if r.call == nil {
		m.addCalls(r)
		return
	}
	seen := uint64(seenThere)
	if r.answered != nil {
		seen |= seenTold
	}
	for k, i := range r.all.rows {
		if n := r.call[i]; n != noCall {
			*m.word(r.all.groups[k], n) |= int64(seen << (n % callsAWord * bitsACall))
		}
	}
	if r.answered == nil {
		return
	}
	for k, i := range r.seized.rows {
		if n := r.call[i]; n != noCall && r.answered[i] {
			*m.word(r.seized.groups[k], n) |= seenAnswered << (n % callsAWord * bitsACall)
		}
	}
}

// word is the one with the bits of a call.
func (m *calls) word(group, call uint32) *int64 { return m.seen.slot(group, int64(call/callsAWord)) }

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
	m.seen.reserve(m.seen.n + f.seen.n)
	f.seen.each(func(s bin) {
		for set := uint64(s.value); set != 0; set &= set - 1 {
			bit := bits.TrailingZeros64(set)
			n := numbers[int(s.at)*callsAWord+bit/bitsACall]
			*m.word(to[s.group], n) |= 1 << (int(n%callsAWord)*bitsACall + bit%bitsACall)
		}
	})
	for g := range f.number {
		m.number[to[g]] += f.number[g]
		m.told[to[g]] += f.told[g]
		m.answered[to[g]] += f.answered[g]
	}
}

func (m *calls) finish() {
	m.seen.each(func(s bin) {
		m.number[s.group] += uint64(bits.OnesCount64(uint64(s.value) & (seenThere * everyCall)))
		m.told[s.group] += uint64(bits.OnesCount64(uint64(s.value) & (seenTold * everyCall)))
		m.answered[s.group] += uint64(bits.OnesCount64(uint64(s.value) & (seenAnswered * everyCall)))
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
