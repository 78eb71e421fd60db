package dialect

import (
	"encoding/binary"
	"math/bits"

	"github.com/zeebo/xxh3"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// intern numbers texts by their bytes: open addressing with linear probing,
// and one comparison of four words for texts of up to 32 bytes.
//
// There are two ways to look up many texts, which find the same: findAll with
// vector instructions, where the machine has them, and findEach in Go.
type intern struct {
	slots   []uint32    // by hash the number of a text, from 1; a power of two, or none
	words   []textWords // by number; none of 0
	lengths []int32     // the same; -1 of 0, which no text has
	texts   []string    // the same
}

// textWords hold a text of up to 32 bytes whole, zeros behind it, and stand
// for a longer one by its hash.
type textWords [4]uint64

const internWhole = 32

// internMasks keep, of 32 bytes, as many as the index says.
var internMasks = func() (masks [internWhole + 1]textWords) {
	for n := range masks {
		for i := range n {
			masks[n][i/8] |= 0xff << (i % 8 * 8)
		}
	}
	return masks
}()

// wordsOf are the words that stand for a text. To tell lengths apart without a
// branch it reads the 32 bytes from the text's start on, if there are as many
// behind it in what the text is a part of, and masks what is not of it.
func wordsOf(b []byte) textWords {
	if len(b) > internWhole {
		h := xxh3.Hash128(b)
		return textWords{h.Hi, h.Lo}
	}
	if cap(b) < internWhole {
		b = append(make([]byte, 0, internWhole), b...)
	}
	whole, keep := (*[internWhole]byte)(b[:internWhole]), &internMasks[len(b)]
	return textWords{
		binary.LittleEndian.Uint64(whole[0:]) & keep[0], binary.LittleEndian.Uint64(whole[8:]) & keep[1],
		binary.LittleEndian.Uint64(whole[16:]) & keep[2], binary.LittleEndian.Uint64(whole[24:]) & keep[3],
	}
}

const (
	hashSeed0 = 0x9e3779b97f4a7c15
	hashSeed1 = 0xd6e8feb86659fd93
)

func hashWords(w0, w1, w2, w3 uint64) uint64 {
	high, low := bits.Mul64(w0^bits.RotateLeft64(w2, 32)^hashSeed0, w1^bits.RotateLeft64(w3, 32)^hashSeed1)
	return high ^ low
}

// findEach is findAll in Go. Nearly always the first slot is the right one;
// the rest is left to find.
func (t *intern) findEach(data []byte, places lex.Column, numbers []uint32) (found int) {
	if len(t.slots) == 0 {
		return 0
	}
	slots, words, lengths, mask := t.slots, t.words, t.lengths, uint64(len(t.slots)-1)
	for i := range numbers {
		b := places.Cell(data, i)
		if len(b) <= internWhole && cap(b) >= internWhole {
			whole, keep := (*[internWhole]byte)(b[:internWhole]), &internMasks[len(b)]
			w0 := binary.LittleEndian.Uint64(whole[0:]) & keep[0]
			w1 := binary.LittleEndian.Uint64(whole[8:]) & keep[1]
			w2 := binary.LittleEndian.Uint64(whole[16:]) & keep[2]
			w3 := binary.LittleEndian.Uint64(whole[24:]) & keep[3]
			number := slots[hashWords(w0, w1, w2, w3)&mask]
			s := &words[number]
			if (s[0]^w0)|(s[1]^w1)|(s[2]^w2)|(s[3]^w3)|uint64(int(lengths[number])^len(b)) == 0 {
				numbers[i] = number
				continue
			}
		}
		number, ok := t.find(b)
		if !ok {
			return i
		}
		numbers[i] = number
	}
	return len(numbers)
}

// find is the number of a text, from 1; ok is false if it has none.
func (t *intern) find(b []byte) (number uint32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	w := wordsOf(b)
	mask := uint64(len(t.slots) - 1)
	for i := hashWords(w[0], w[1], w[2], w[3]) & mask; ; i = (i + 1) & mask {
		if number = t.slots[i]; number == 0 {
			return 0, false
		}
		same := t.words[number] == w && int(t.lengths[number]) == len(b)
		if same && (len(b) <= internWhole || t.texts[number] == string(b)) {
			return number, true
		}
	}
}

// add numbers a text that find does not find: texts have the numbers 1, 2, 3.
func (t *intern) add(b []byte) {
	if len(t.slots) == 0 { // 0 is the number of none
		t.texts, t.words, t.lengths = []string{""}, []textWords{{}}, []int32{-1}
	}
	if 4*len(t.texts) >= len(t.slots) { // mostly empty: a second look costs more than the room
		t.slots = make([]uint32, max(64, 2*len(t.slots)))
		for number := 1; number < len(t.words); number++ {
			t.put(number)
		}
	}
	t.texts = append(t.texts, string(b))
	t.words = append(t.words, wordsOf(b))
	t.lengths = append(t.lengths, int32(len(b)))
	t.put(len(t.words) - 1)
}

func (t *intern) put(number int) {
	mask := uint64(len(t.slots) - 1)
	w := &t.words[number]
	i := hashWords(w[0], w[1], w[2], w[3]) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = uint32(number)
}
