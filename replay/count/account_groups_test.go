package count

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The pieces of a set are the set, and no two have groups of the same second,
// cause and account.
func TestCut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		s := &Set{Gateways: []string{"a", "b", "c"}, Causes: []string{"A"}, Accounts: []string{"x"}}
		for range random.IntN(30) {
			s.Groups = append(s.Groups, Group{Second: random.Uint32N(9), Gateway: random.Uint32N(3), N: 1})
		}
		slices.SortFunc(s.Groups, compareGroups)
		var joined []Group
		pieces := s.Cut(1 + random.IntN(9))
		for i, piece := range pieces {
			if i > 0 && (len(piece.Groups) == 0 || sameMeter(&joined[len(joined)-1], &piece.Groups[0])) {
				t.Fatalf("piece %d of %v: %v", i, s.Groups, piece.Groups)
			}
			joined = append(joined, piece.Groups...)
		}
		if len(pieces) == 0 || !slices.Equal(joined, s.Groups) {
			t.Fatalf("got %v, want %v", joined, s.Groups)
		}
	}
}
