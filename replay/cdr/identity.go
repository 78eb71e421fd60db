package cdr

import (
	"cmp"
	"encoding/binary"
	"math/bits"
)

// Identity stands for an identifier, of a call for example. At 128 bits two
// of 10^9 are taken for one with a chance of about 10^-21.
type Identity struct{ Hi, Lo uint64 }

// Identify hashes an identifier of a kind, which the caller numbers: 8 bytes at
// a time go into two lanes, each multiplied to 128 bits and folded. It is the
// same in every run.
func Identify(kind byte, id []byte) Identity {
	h := Identity{0xa0761d6478bd642f ^ uint64(len(id)), 0xe7037ed1a0b428db ^ uint64(kind)}
	for ; len(id) >= 8; id = id[8:] {
		h = h.mix(binary.LittleEndian.Uint64(id))
	}
	var tail uint64
	for i, b := range id {
		tail |= uint64(b) << (8 * i)
	}
	return h.mix(tail)
}

// Compare orders identities, in no meaningful but a fixed way.
func (x Identity) Compare(y Identity) int {
	return cmp.Or(cmp.Compare(x.Hi, y.Hi), cmp.Compare(x.Lo, y.Lo))
}

func (x Identity) mix(word uint64) Identity {
	return Identity{fold(x.Hi^word, 0x8ebc6af09c88c6e3), fold(x.Lo+word, 0x589965cc75374cc3)}
}

// fold multiplies two numbers and xors the halves of the product, and x with
// them, so that few bits of x in common stay in common.
func fold(x, factor uint64) uint64 {
	hi, lo := bits.Mul64(x, factor)
	return hi ^ lo ^ bits.RotateLeft64(x, 32)
}
