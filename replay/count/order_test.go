package count

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func spanOf(groups []Group) span {
	all := noSpan
	for _, g := range groups {
		all.see(g.Second)
	}
	return all
}

// Groups come out as comparing alone sorts them and adding them up one by one
// makes them, dense or sparse in time.
func TestCombine(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		groups := make([]Group, random.IntN(200))
		span := uint32(1) << random.IntN(12)
		if round%10 == 0 {
			span = 1<<32 - 1
		}
		for i := range groups {
			groups[i] = Group{
				Second: random.Uint32N(span), Cause: random.Uint32N(3), Account: random.Uint32N(4),
				Gateway: random.Uint32N(2), N: 1 + random.Uint64N(9),
			}
		}
		var want []Group
		for _, g := range groups {
			i, found := slices.BinarySearchFunc(want, g, compareGroups)
			if found {
				want[i].N += g.N
			} else {
				want = slices.Insert(want, i, g)
			}
		}
		cut := random.IntN(len(groups) + 1)
		if got := combine([]recoded{{groups: groups[:cut]}, {groups: groups[cut:]}}, spanOf(groups)); !slices.Equal(got, want) {
			t.Fatalf("round %d: got %v, want %v", round, got, want)
		}
	}
}

func BenchmarkCombine(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	groups := make([]Group, 300_000)
	for i := range groups {
		groups[i] = Group{Second: random.Uint32N(600_000), Cause: random.Uint32N(9), Account: random.Uint32N(2000), N: 1}
	}
	all := spanOf(groups)
	for b.Loop() {
		combine([]recoded{{groups: groups}}, all)
	}
}
