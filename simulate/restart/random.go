package restart

import (
	"hash/fnv"
	"io"
	"math/rand/v2"
)

// draws are the random numbers of one seed and one name: a call's depend on
// who it is, not on its place among others. Only the generator itself is the
// standard library's, whose sequence is fixed; what is made of its numbers is
// written out, so that it stays the same with the next version.
type draws struct{ *rand.PCG }

func newDraws(seed uint64, name string) draws {
	h := fnv.New64a()
	_, _ = io.WriteString(h, name) // a hash takes everything
	return draws{rand.NewPCG(seed, h.Sum64())}
}

// below is a number in [0, n). Its bias is below n / 2^32.
func (d draws) below(n int) int { return int(d.Uint64() >> 32 * uint64(n) >> 32) }

// Shuffled are the numbers from 0 to n-1 in an order that a seed chooses.
func Shuffled(seed uint64, n int) []int {
	d := newDraws(seed, "order")
	places := make([]int, n)
	for i := range places {
		j := d.below(i + 1)
		places[i], places[j] = places[j], i
	}
	return places
}
