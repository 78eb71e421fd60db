package main

import (
	"math"
	"testing"
)

// pickSlowly is weights.pick without the search.
func (w *weights) pickSlowly(r *random) int {
	x := r.below(w.upTo[len(w.upTo)-1])
	for i, upTo := range w.upTo {
		if x < upTo {
			return i
		}
	}
	return -1
}

func TestPickIsTheFirstAbove(t *testing.T) {
	for _, n := range []int{1, 2, 3, 30, 2000} {
		w := newWeights(n, func(i int) int { return 1 << 20 / (i + 1) })
		a, b := random(7), random(7)
		for range 5000 {
			if got, want := w.pick(&a), w.pickSlowly(&b); got != want {
				t.Fatalf("of %d: %d picked, want %d", n, got, want)
			}
		}
	}
}

func TestExponentialHasItsMean(t *testing.T) {
	r := random(1)
	const draws, mean = 200_000, 10_000
	var sum, beyond float64
	for range draws {
		ms := r.exponentialMs(mean, 1<<40)
		sum += float64(ms)
		if ms > 3*mean {
			beyond++
		}
	}
	if got := sum / draws; math.Abs(got-mean) > mean*0.08 {
		t.Errorf("mean %.0f, want about %d", got, mean)
	}
	if got := beyond / draws; math.Abs(got-math.Exp(-3)) > 0.01 {
		t.Errorf("%.3f beyond three means, want about %.3f", got, math.Exp(-3))
	}
	for range 1000 {
		if ms := r.exponentialMs(mean, 500); ms < 0 || ms > 500 {
			t.Fatalf("%d ms, want 0 to 500", ms)
		}
	}
}
