package kpi

import (
	"math/bits"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// accounts counts the distinct accounts of a group. Rows without one count
// nowhere.
type accounts struct {
	words *lexicon
	codes []uint32 // scratch
	seen  bins     // at id/64, a bit each
	// number is how many, by group, once finished.
	number []uint64
	known  []bool // a row had the column
}

func newAccounts() *accounts { return &accounts{words: newLexicon("")} }

func (m *accounts) grow(n int) {
	m.number, m.known = grown(m.number, n), grown(m.known, n)
}

func (m *accounts) add(r *rows) {
	c := r.batch.Column(cdr.AccountID)
	if c == nil {
		return
	}
	none := m.words.id("")
	m.codes = m.words.codes(c, r.all.rows, m.codes[:0])
	for k, id := range m.codes {
		g := r.all.groups[k]
		m.known[g] = true
		if id != none {
			*m.seen.slot(g, int64(id>>6)) |= 1 << (id & 63)
		}
	}
}

func (m *accounts) merge(from measure, to []uint32) {
	f := from.(*accounts)
	ids := make([]uint32, len(f.words.list))
	for id, name := range f.words.list {
		ids[id] = m.words.id(name)
	}
	m.seen.reserve(m.seen.n + f.seen.n)
	f.seen.each(func(s bin) {
		for set := uint64(s.value); set != 0; set &= set - 1 {
			id := ids[int(s.at)<<6|bits.TrailingZeros64(set)]
			*m.seen.slot(to[s.group], int64(id>>6)) |= 1 << (id & 63)
		}
	})
	for g, known := range f.known {
		m.known[to[g]] = m.known[to[g]] || known
	}
}

func (m *accounts) finish() {
	m.seen.each(func(s bin) { m.number[s.group] += uint64(bits.OnesCount64(uint64(s.value))) })
}

func (m *accounts) distinct(g int) Value {
	if !m.known[g] {
		return Value{}
	}
	return whole(m.number[g])
}
