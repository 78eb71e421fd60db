package dialect

import (
	"encoding/binary"
	"math/bits"

	"github.com/zeebo/xxh3"
)

// intern numbers texts by their bytes: open addressing with linear probing, a
// comparison of four words for texts of up to 32 bytes.
type intern struct {
	slots []internSlot // a power of two, or none
	texts []string     // by number
}

// internSlot is free if next is 0. Its words hold a text of up to 32 bytes
// whole, overlapping where it is shorter, and a longer one's hash.
type internSlot struct {
	w0, w1, w2, w3 uint64
	length         uint32
	next           uint32 // the number of the text, from 1
}

const internWhole = 32

// wordsOf are the words that stand for a text in its slot.
func wordsOf(b []byte) (w0, w1, w2, w3 uint64) {
	n := len(b)
	switch {
	case n > internWhole:
		h := xxh3.Hash128(b)
		return h.Hi, 0, 0, h.Lo
	case n >= 16:
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]),
			binary.LittleEndian.Uint64(b[n-16:]), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 8:
		return binary.LittleEndian.Uint64(b), 0, 0, binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)), 0, 0, uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16, 0, 0, 0
	}
	return 0, 0, 0, 0
}

func hashWords(w0, w1, w2, w3 uint64) uint64 {
	high, low := bits.Mul64(w0^w1^0x9e3779b97f4a7c15, bits.RotateLeft64(w2, 32)^w3^0xd6e8feb86659fd93)
	return high ^ low
}

// find is the number of a text, from 0; ok is false if it has none.
func (t *intern) find(b []byte) (number int, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	w0, w1, w2, w3 := wordsOf(b)
	mask := uint64(len(t.slots) - 1)
	for i := hashWords(w0, w1, w2, w3) & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.next == 0 {
			return 0, false
		}
		same := (s.w0^w0)|(s.w1^w1)|(s.w2^w2)|(s.w3^w3)|(uint64(s.length)^uint64(len(b))) == 0
		if same && (len(b) <= internWhole || t.texts[s.next-1] == string(b)) {
			return int(s.next - 1), true
		}
	}
}

// add numbers a text that find does not find: texts have the numbers 0, 1, 2.
func (t *intern) add(b []byte) {
	if 2*len(t.texts) >= len(t.slots) {
		t.grow()
	}
	t.texts = append(t.texts, string(b))
	w0, w1, w2, w3 := wordsOf(b)
	t.put(internSlot{w0, w1, w2, w3, uint32(len(b)), uint32(len(t.texts))})
}

func (t *intern) put(s internSlot) {
	mask := uint64(len(t.slots) - 1)
	i := hashWords(s.w0, s.w1, s.w2, s.w3) & mask
	for t.slots[i].next != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

func (t *intern) grow() {
	old := t.slots
	t.slots = make([]internSlot, max(16, 2*len(old)))
	for _, s := range old {
		if s.next != 0 {
			t.put(s)
		}
	}
}
