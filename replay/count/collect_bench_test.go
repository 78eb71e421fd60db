package count

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// weekBuilders are what two workers have counted of a week of 300,000 events,
// in turns of a day, each roughly in the order of time.
func weekBuilders() []*Builder {
	random := rand.New(rand.NewPCG(1, 2))
	seconds := make([]uint32, 300_000)
	for i := range seconds {
		seconds[i] = 1_772_400_000 + random.Uint32N(604_800)
	}
	slices.Sort(seconds)
	builders := []*Builder{NewBuilder(cdr.Filter{}, nil, false), NewBuilder(cdr.Filter{}, nil, false)}
	for _, b := range builders {
		for i := range 26 {
			b.causes.info(fmt.Sprint("cause", i))
		}
		for range 2000 {
			b.accounts.info(fmt.Sprintf("%032x", random.Uint64()))
		}
	}
	for i, sec := range seconds {
		b := builders[i*7/len(seconds)%2]
		late := sec + random.Uint32N(60)
		b.table.add(late, random.Uint32N(18), random.Uint32N(2000), 0)
		if b.table.full() {
			b.flush()
		}
	}
	return builders
}

func BenchmarkCollect(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		builders := weekBuilders()
		b.StartTimer()
		Collect(builders...)
	}
}
