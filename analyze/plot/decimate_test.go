package plot

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestDecimate compares with a twin that asks of each point whether its
// column needs it.
func TestDecimate(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		since := random.Int64N(100) - 50
		until := since + 1 + random.Int64N(200)
		cols := 1 + random.IntN(20)
		timesUnix, values := randomSeries(random, since-10, until+10)
		got := decimate(timesUnix, values, since, until, cols)

		var want []int
		for i := range timesUnix {
			if isNeeded(i, timesUnix, values, since, until, cols) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("[%d, %d] in %d columns:\ntimes  %v\nvalues %v\n   got %v\n  want %v",
				since, until, cols, timesUnix, values, got, want)
		}
	}
}

func randomSeries(random *rand.Rand, from, to int64) (timesUnix []int64, values []float64) {
	for range random.IntN(60) {
		timesUnix = append(timesUnix, from+random.Int64N(to-from))
		values = append(values, float64(random.IntN(8)))
	}
	slices.Sort(timesUnix)
	return timesUnix, values
}

func isNeeded(i int, timesUnix []int64, values []float64, since, until int64, cols int) bool {
	inside := func(j int) bool { return since <= timesUnix[j] && timesUnix[j] <= until }
	if !inside(i) {
		return false
	}
	var peers []int
	for j := range timesUnix {
		if inside(j) && column(timesUnix[j], since, until, cols) == column(timesUnix[i], since, until, cols) {
			peers = append(peers, j)
		}
	}
	lowest := slices.MinFunc(peers, func(a, b int) int { return int(values[a] - values[b]) })
	highest := slices.MaxFunc(peers, func(a, b int) int { return int(values[a] - values[b]) })
	return i == peers[0] || i == peers[len(peers)-1] || i == lowest || i == highest
}

func TestColumn(t *testing.T) {
	for _, test := range []struct {
		unix int64
		want int
	}{{100, 0}, {104, 0}, {105, 1}, {109, 1}, {195, 19}, {199, 19}, {200, 19}} {
		if got := column(test.unix, 100, 200, 20); got != test.want {
			t.Errorf("column of %d: %d, want %d", test.unix, got, test.want)
		}
	}
}

// TestExtents compares with a twin that searches all points for each span.
func TestExtents(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		since := random.Int64N(100) - 50
		until := since + 1 + random.Int64N(200)
		spanSec := 1 + random.Int64N(60)
		timesUnix, values := randomSeries(random, since-10, until+10)
		var want []extent
		for start := since; start < until; start += spanSec {
			var inside []float64
			for i, unix := range timesUnix {
				last := start+spanSec >= until
				if unix >= start && (unix < start+spanSec && unix <= until || last && unix == until) {
					inside = append(inside, values[i])
				}
			}
			e := extent{points: len(inside)}
			if len(inside) > 0 {
				e.low, e.high = slices.Min(inside), slices.Max(inside)
			}
			want = append(want, e)
		}
		if got := extents(timesUnix, values, since, until, spanSec); !slices.Equal(got, want) {
			t.Fatalf("[%d, %d] by %d of %v %v:\n got %v\nwant %v", since, until, spanSec, timesUnix, values, got, want)
		}
	}
}
