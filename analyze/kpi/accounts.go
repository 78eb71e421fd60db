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
	// near has, of the first groups and accounts, a bit each: word id/64 of the
	// nearWords of a group. far has the others, at id/64.
	near []uint64
	far  bins
	// number is how many, by group, once finished.
	number []uint64
	known  []bool // a row had the column
}

const (
	nearWords  = 64
	nearGroups = 1 << 11 // 1 MB
)

func newAccounts() *accounts { return &accounts{words: newLexicon("")} }

func (m *accounts) grow(n int) {
	m.number, m.known = grown(m.number, n), grown(m.known, n)
	m.near = grown(m.near, min(n, nearGroups)*nearWords)
}

// each calls f with every word that is not 0: the accounts 64*word to
// 64*word+63 of a group.
func (m *accounts) each(f func(group, word uint32, set uint64)) {
	for at, set := range m.near {
		if set != 0 {
			f(uint32(at/nearWords), uint32(at%nearWords), set)
		}
	}
	m.far.each(func(s bin) { f(s.group, uint32(s.at), uint64(s.value)) })
}

// mark notes an account of a group.
func (m *accounts) mark(group, id uint32) {
	if isNear(group, id) {
		m.near[group*nearWords+id>>6] |= 1 << (id & 63)
	} else {
		*m.far.slot(group, int64(id>>6)) |= 1 << (id & 63)
	}
}

func isNear(group, id uint32) bool { return group < nearGroups && id < 64*nearWords }

func (m *accounts) add(r *rows) {
	c := r.batch.Column(cdr.AccountID)
	if c == nil {
		return
	}
	none := m.words.id("")
	m.codes = m.words.codes(c, r.all.rows, m.codes[:0])
	groups := r.all.groups[:len(m.codes)]
	for k, id := range m.codes {
		g := groups[k]
		m.known[g] = true
		switch {
		case id == none:
		case isNear(g, id): // mark, without a call
			m.near[g*nearWords+id>>6] |= 1 << (id & 63)
		default:
			m.mark(g, id)
		}
	}
}

func (m *accounts) merge(from measure, to []uint32) {
	f := from.(*accounts)
	ids := make([]uint32, len(f.words.list))
	for id, name := range f.words.list {
		ids[id] = m.words.id(name)
	}
	m.far.reserve(m.far.n + f.far.n)
	f.each(func(group, word uint32, set uint64) {
		for ; set != 0; set &= set - 1 {
			m.mark(to[group], ids[int(word)<<6|bits.TrailingZeros64(set)])
		}
	})
	for g, known := range f.known {
		m.known[to[g]] = m.known[to[g]] || known
	}
}

func (m *accounts) finish() {
	m.each(func(group, _ uint32, set uint64) { m.number[group] += uint64(bits.OnesCount64(set)) })
}

func (m *accounts) distinct(g int) Value {
	if !m.known[g] {
		return Value{}
	}
	return whole(m.number[g])
}
