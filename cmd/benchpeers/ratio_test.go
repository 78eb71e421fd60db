package main

import (
	"math"
	"testing"
)

func runs(name string, cpuSeconds ...float64) result {
	r := result{name: name}
	for _, s := range cpuSeconds {
		r.costs = append(r.costs, cost{WallSec: s / 2, CPUSec: s, RSSBytes: int64(s * 1e7)})
	}
	return r
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{4, 1}, 2.5}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v: %v, want %v", c.values, got, c.want)
		}
	}
	if !math.IsNaN(spreadOf(nil).median) {
		t.Error("nothing has a median")
	}
}

func TestPairedComparesWithinARound(t *testing.T) {
	us, peer := runs("us", 1, 2, 6), runs("peer", 4, 4, 4)
	if got, want := paired(&us, &peer, cpuSec), (spread{0.5, 0.25, 1.5}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := paired(&peer, &us, wallSec), (spread{2, 4. / 6, 4}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestCheapest(t *testing.T) {
	results := []result{runs("a", 3, 9, 3), runs("b", 4, 4, 4), {name: "c", reason: "absent"}, runs("d", 1)}
	if got := cheapest(results, []string{"a", "b", "c"}, cpuSec); got == nil || got.name != "a" {
		t.Errorf("%v, want a", got)
	}
	if got := cheapest(results, []string{"c", "e"}, cpuSec); got != nil {
		t.Errorf("%v, want none", got)
	}
}
