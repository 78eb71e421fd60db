package lex

import "slices"

// endMarks has a bit for each byte of a part of a chunk's data, set where a
// field ends: words, the first of which is word base of the data.
type endMarks struct {
	words []uint64
	base  int
	used  int // how many hold
}

// reset forgets all of them.
func (m *endMarks) reset() { m.base, m.used = 0, 0 }

// dropBefore forgets those before a word.
func (m *endMarks) dropBefore(word int) {
	gone := min(word-m.base, m.used)
	m.used = copy(m.words, m.words[gone:m.used])
	m.base += gone
}

// room gives n words, to be written, from a given one on.
func (m *endMarks) room(word, n int) []uint64 {
	if m.used == 0 {
		m.base = word
	}
	from := word - m.base
	m.used = from + n
	if m.used > len(m.words) {
		m.words = slices.Grow(m.words, m.used-len(m.words))[:m.used]
	}
	return m.words[from:m.used]
}

// at is one word.
func (m *endMarks) at(word int) uint64 { return m.words[word-m.base] }

// join writes the live bits of a word that is perhaps partly in use.
func (m *endMarks) join(word int, live, ends uint64) {
	if i := word - m.base; m.used > 0 && i < m.used {
		ends |= m.words[i] &^ live
	}
	m.room(word, 1)[0] = ends
}

// mark marks the ends of the fields of the record at start.
func (m *endMarks) mark(start int, ends []int32) {
	word := start / wordBytes
	m.join(word, ^uint64(0)<<(start%wordBytes), 0)
	for _, end := range ends {
		for int(end)/wordBytes > word {
			word++
			m.room(word, 1)[0] = 0
		}
		m.words[word-m.base] |= 1 << (end % wordBytes)
	}
}
