package pseudonym

import (
	"crypto/cipher"
	"encoding/binary"
)

// shuffler permutes the numbers below a small one: swap-or-not, the card
// shuffle of Hoang, Morris and Rogaway (An Enciphering Scheme Based on a Card
// Shuffle, CRYPTO 2012), which is sound where a Feistel network is not.
type shuffler struct {
	block cipher.Block
	keys  map[uint32]*[shuffleRounds]uint32 // by size
	in    [16]byte                          // scratch
	out   [16]byte
}

// shuffleRounds are 7 for each bit of the largest size.
const shuffleRounds = 140

// maxShuffled bounds the sizes; of more numbers FF1 takes care, for which NIST
// wants at least a million.
const maxShuffled = 1_000_000

// permute is the place of x among the numbers below size; tweak chooses among
// permutations.
func (s *shuffler) permute(size, x uint32, tweak [16]byte) uint32 {
	keys := s.of(size)
	for i, k := range keys {
		other := k + size - x // k - x, modulo size
		if other >= size {
			other -= size
		}
		binary.LittleEndian.PutUint32(s.in[:], max(x, other))
		binary.LittleEndian.PutUint32(s.in[4:], size)
		s.in[8], s.in[9] = 'b', byte(i)
		clear(s.in[10:])
		for j := range s.in {
			s.in[j] ^= tweak[j]
		}
		s.block.Encrypt(s.out[:], s.in[:])
		if s.out[0]&1 == 1 {
			x = other
		}
	}
	return x
}

// of draws the numbers by which cards of a deck are paired in each round.
func (s *shuffler) of(size uint32) *[shuffleRounds]uint32 {
	if k := s.keys[size]; k != nil {
		return k
	}
	k := new([shuffleRounds]uint32)
	for i := range k {
		s.in = [16]byte{'k', byte(i)}
		binary.LittleEndian.PutUint32(s.in[4:], size)
		s.block.Encrypt(s.out[:], s.in[:])
		k[i] = uint32(binary.LittleEndian.Uint64(s.out[:]) % uint64(size))
	}
	s.keys[size] = k
	return k
}
