package tune

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
)

// TestAscents: at any limit the unit steps count the stretches above it.
func TestAscents(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 16))
		var l levels
		a := ascents{to: &l}
		series := make([]float64, r.IntN(30))
		for i := range series {
			series[i] = float64(r.IntN(6)) // often equal, sometimes 0
			a.feed(series[i])
		}
		a.close()
		for limit := 0.0; limit < 7; limit += 0.5 {
			want := int64(0)
			for i, x := range series {
				if x > limit && (i == 0 || series[i-1] <= limit) {
					want++
				}
			}
			c := newCounter(&levels{slices.Clone(l.fall), slices.Clone(l.rise)})
			if c.raise(limit); c.n != want {
				t.Fatalf("seed %d: %d stretches of %v above %v, want %d", seed, c.n, series, limit, want)
			}
		}
	}
}

// TestSlidingMax against looking at the whole minute, also where checks are a
// minute apart.
func TestSlidingMax(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 17))
		stepSec := []int64{1, 60}[seed%2]
		var s slidingMax
		var seen []float64
		for i := range int64(300) {
			v := float64(r.IntN(40))
			seen = append(seen, v)
			want := slices.Max(seen[max(0, len(seen)-int(60/stepSec)):])
			if got := s.push(baseSec+i*stepSec, v); got != want {
				t.Fatalf("seed %d, value %d: %v, want %v", seed, i, got, want)
			}
		}
	}
}

func TestRadixSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 18))
	var scratch []uint64
	for _, n := range []int{0, 1, 100, 2047, 2048, 5000, 3000} {
		list := make([]uint64, n)
		for i := range list {
			switch list[i] = math.Float64bits(r.ExpFloat64()); r.IntN(3) {
			case 0:
				list[i] = math.Float64bits(math.Exp(-700 * r.Float64()))
			case 1:
				list[i] = list[r.IntN(i+1)]
			}
		}
		want := slices.Sorted(slices.Values(list))
		var sorted []uint64
		if sorted, scratch = radixSort(list, scratch); !slices.Equal(sorted, want) {
			t.Errorf("%d values are not sorted", n)
		}
	}
}

// TestAlertLevelsInTurns: a few phases at a time give what all at once give.
func TestAlertLevelsInTurns(t *testing.T) {
	tr := randomTrial(rand.New(rand.NewPCG(3, 19)))
	tr.run = replay.Options{Since: tr.run.Since, Until: tr.run.Until}
	meters, err := replay.CheckedMeters(tr.set, anyConfig, tr.run, nil)
	if err != nil {
		t.Fatal(err)
	}
	sp := &meters[0].Spans[0]
	want := alertLevels(sp, baseSec+300, maxHeld)
	if len(want[0]) == 0 {
		t.Fatal("no alerts at all")
	}
	for _, held := range []int{1, 200, 500, 1000} {
		if got := alertLevels(sp, baseSec+300, held); !reflect.DeepEqual(got, want) {
			t.Errorf("holding %d values: %d levels, want %d", held, len(got[0]), len(want[0]))
		}
	}
}

// TestRaise: as many of the result are above a level as of the longest list.
func TestRaise(t *testing.T) {
	var most []uint64
	for _, list := range [][]uint64{{3, 5}, {1, 2, 9}, {}, {4, 4}} {
		most = raise(most, list)
	}
	if want := []uint64{1, 4, 9}; !slices.Equal(most, want) {
		t.Errorf("%v, want %v", most, want)
	}
}
