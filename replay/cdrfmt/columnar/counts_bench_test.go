package columnar

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/count"
)

// BenchmarkWriteCounts writes a week of 600,000 groups, about one a second.
func BenchmarkWriteCounts(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	s := &count.Set{Gateways: []string{""}}
	for i := range 18 {
		s.Causes = append(s.Causes, fmt.Sprintf("CAUSE_NUMBER_%02d", i))
	}
	for i := range 2000 {
		s.Accounts = append(s.Accounts, fmt.Sprintf("%032x", i))
	}
	second := uint32(1_772_400_000)
	for range 600_000 {
		second += rng.Uint32N(3)
		s.Groups = append(s.Groups, count.Group{Second: second, Cause: rng.Uint32N(18), Account: rng.Uint32N(2000), N: 1 + uint64(rng.Uint32N(2))})
	}
	s.Normalise()
	for b.Loop() {
		if err := WriteCountsCSV(io.Discard, s); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(s.Groups)*b.N)/b.Elapsed().Seconds(), "groups/s")
}
