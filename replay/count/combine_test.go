package count

import (
	"math/rand/v2"
	"runtime"
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

// addedUp is what combine does, by comparing alone.
func addedUp(groups []Group) []Group {
	sum := map[key]uint64{}
	for i := range groups {
		sum[keyOf(&groups[i])] += groups[i].N
	}
	var want []Group
	for _, g := range slices.SortedFunc(slices.Values(groups), compareGroups) {
		if n := len(want); n == 0 || keyOf(&want[n-1]) != keyOf(&g) {
			g.N = sum[keyOf(&g)]
			want = append(want, g)
		}
	}
	return want
}

// Groups come out as comparing alone sorts them and adding them up one by one
// makes them, dense or sparse in time, whatever the number of cores.
func TestCombine(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		most := 200
		if round%100 == 7 {
			most = 5 * partGroups
		}
		groups := make([]Group, random.IntN(most))
		span := uint32(1) << random.IntN(18)
		if round%10 == 0 {
			span = 1<<32 - 1
		}
		for i := range groups {
			groups[i] = Group{
				Second: random.Uint32N(span), Cause: random.Uint32N(3), Account: random.Uint32N(4),
				Gateway: random.Uint32N(2), N: 1 + random.Uint64N(9),
			}
		}
		want := addedUp(groups)
		cut := random.IntN(len(groups) + 1)
		lists := []recoded{{groups: groups[:cut], span: spanOf(groups[:cut])}, {groups: groups[cut:], span: spanOf(groups[cut:])}}
		for cores := range 4 {
			runtime.GOMAXPROCS(cores + 1)
			if got := combine(lists); !slices.Equal(got, want) {
				t.Fatalf("round %d, %d cores: got %d groups, want %d", round, cores+1, len(got), len(want))
			}
		}
	}
}

func BenchmarkCombine(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	groups := make([]Group, 300_000)
	for i := range groups {
		groups[i] = Group{Second: random.Uint32N(600_000), Cause: random.Uint32N(9), Account: random.Uint32N(2000), N: 1}
	}
	lists := []recoded{{groups: groups, span: spanOf(groups)}}
	for b.Loop() {
		combine(lists)
	}
}
