package pseudonym

import (
	"encoding/binary"
	"math/big"
)

// wide is memory for halves of more than 64 bits.
type wide struct {
	number, stream []byte
	shift          big.Int
}

// large permutes a pair of halves of any size.
func (f *feistel) large(h *halves, tweak []byte, x [2]*big.Int) [2]*big.Int {
	w := &f.wide
	d := (h.bytes+3)/4*4 + 4
	if len(w.number) < h.bytes {
		w.number = make([]byte, h.bytes)
	}
	for i := range feistelRounds {
		to, from := i%2, 1-i%2
		number := w.number[:h.bytes]
		x[from].FillBytes(number)
		f.round(i, tweak, number)
		f.stretch(d)
		w.shift.SetBytes(w.stream[:d])
		x[to].Add(x[to], &w.shift)
		x[to].Mod(x[to], h.size[to])
	}
	return x
}

// stretch makes S of the round's block R: R, AES(R xor 1), AES(R xor 2) ...
func (f *feistel) stretch(d int) {
	s := append(f.wide.stream[:0], f.r[:]...)
	for j := uint64(1); len(s) < d; j++ {
		f.q = f.r
		binary.BigEndian.PutUint64(f.q[8:], binary.BigEndian.Uint64(f.q[8:])^j)
		f.block.Encrypt(f.q[:], f.q[:])
		s = append(s, f.q[:]...)
	}
	f.wide.stream = s
}
