package pseudonym

import (
	"crypto/cipher"
	"encoding/binary"
	"math/big"
	"math/bits"
)

// feistel is FF1 of NIST SP 800-38G: ten rounds in which each half of the
// numerals is shifted by a number that AES makes of the other half. Here the
// numerals may have different radices; of one radix it is FF1 itself.
type feistel struct {
	block cipher.Block
	// scratch
	p, q, r [16]byte
	wide    wide
}

const feistelRounds = 10

// halves are the radices of a value's numerals as FF1 takes them apart.
type halves struct {
	n, u   int         // numerals in all, and in the first half
	size   [2]*big.Int // how many numbers each half has
	small  bool        // both have at most 2^64
	size64 [2]uint64   // of small ones; 0 is 2^64
	bytes  int         // b: of a half's number
}

func newHalves(radices []uint32) *halves {
	h := &halves{n: len(radices), u: len(radices) / 2}
	for i, part := range [2][]uint32{radices[:h.u], radices[h.u:]} {
		h.size[i] = big.NewInt(1)
		for _, r := range part {
			h.size[i].Mul(h.size[i], big.NewInt(int64(r)))
		}
	}
	limit := new(big.Int).Lsh(big.NewInt(1), 64)
	h.small = h.size[0].Cmp(limit) <= 0 && h.size[1].Cmp(limit) <= 0
	h.size64 = [2]uint64{h.size[0].Uint64(), h.size[1].Uint64()}
	// FF1: b = ceil(ceil(v * log2(radix)) / 8), for the larger half.
	most := new(big.Int).Sub(h.size[1], big.NewInt(1))
	if first := new(big.Int).Sub(h.size[0], big.NewInt(1)); first.Cmp(most) > 0 {
		most = first
	}
	h.bytes = (most.BitLen() + 7) / 8
	return h
}

// head is P, the first block of what every round encrypts.
func (f *feistel) head(h *halves, radix uint32, tweak []byte) {
	f.p = [16]byte{1, 2, 1, byte(radix >> 16), byte(radix >> 8), byte(radix), feistelRounds, byte(h.u)}
	binary.BigEndian.PutUint32(f.p[8:], uint32(h.n))
	binary.BigEndian.PutUint32(f.p[12:], uint32(len(tweak)))
	f.block.Encrypt(f.p[:], f.p[:])
}

// round leaves in r the last block of PRF(P || Q), where Q is the tweak, zeros,
// the number of the round and b bytes of the other half's number.
func (f *feistel) round(i int, tweak, number []byte) {
	f.r = f.p
	fill := 0
	put := func(b byte) {
		f.r[fill] ^= b
		if fill++; fill == 16 {
			f.block.Encrypt(f.r[:], f.r[:])
			fill = 0
		}
	}
	for _, b := range tweak {
		put(b)
	}
	for zeros := (-(len(tweak)+len(number)+1)%16 + 16) % 16; zeros > 0; zeros-- {
		put(0)
	}
	put(byte(i))
	for _, b := range number {
		put(b)
	}
}

// small permutes a pair of halves that fit into 64 bits each.
func (f *feistel) small(h *halves, tweak []byte, x [2]uint64) [2]uint64 {
	var number [8]byte
	for i := range feistelRounds {
		to, from := i%2, 1-i%2
		binary.BigEndian.PutUint64(number[:], x[from])
		f.round(i, tweak, number[8-h.bytes:])
		x[to] = f.shifted(h, to, x[to])
	}
	return x
}

// shifted is x plus NUM(S), modulo the size of the half, S being the first
// d = 4*ceil(b/4)+4 bytes of the round's block: at most 12 here.
func (f *feistel) shifted(h *halves, half int, x uint64) uint64 {
	d := (h.bytes+3)/4*4 + 4
	hi, lo := uint64(0), binary.BigEndian.Uint64(f.r[:8])
	if d == 12 {
		hi, lo = lo>>32, lo<<32|uint64(binary.BigEndian.Uint32(f.r[8:]))
	}
	size := h.size64[half]
	if size == 0 { // 2^64
		return x + lo
	}
	_, rest := bits.Div64(hi%size, lo, size)
	sum, carry := bits.Add64(x, rest, 0)
	if carry == 1 || sum >= size {
		sum -= size
	}
	return sum
}
