package count

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Groups come out as comparing alone sorts them, dense or sparse in time.
func TestSortGroups(t *testing.T) {
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
				Gateway: random.Uint32N(2), N: uint64(i),
			}
		}
		want := slices.Clone(groups)
		slices.SortFunc(want, compareGroups)
		cut := random.IntN(len(groups) + 1)
		groups = sorted([]recoded{{groups: groups[:cut]}, {groups: groups[cut:]}})
		if slices.CompareFunc(groups, want, compareGroups) != 0 {
			t.Fatalf("round %d: got %v, want %v", round, groups, want)
		}
		// Nothing is lost: N numbered the groups.
		byN := func(a, b Group) int { return int(a.N) - int(b.N) }
		slices.SortFunc(groups, byN)
		slices.SortFunc(want, byN)
		if !slices.Equal(groups, want) {
			t.Fatalf("round %d: other groups", round)
		}
	}
}

func BenchmarkSortGroups(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	groups := make([]Group, 300_000)
	for i := range groups {
		groups[i] = Group{Second: random.Uint32N(600_000), Cause: random.Uint32N(9), Account: random.Uint32N(2000), N: 1}
	}
	for b.Loop() {
		sorted([]recoded{{groups: groups}})
	}
}
