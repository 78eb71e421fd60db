package cdrfmt

import (
	"fmt"
	"testing"
)

func sourcesOf(periods [][2]int64) []*source {
	var list []*source
	for i, p := range periods {
		s := &source{index: i, total: newTally()}
		if p != [2]int64{} {
			s.total.accepted, s.total.minEnd, s.total.maxEnd = 1, p[0]*1e6, p[1]*1e6+999_999
		}
		list = append(list, s)
	}
	return list
}

func TestSharedPeriods(t *testing.T) {
	for _, c := range []struct {
		periods [][2]int64
		want    string
	}{
		{nil, "[]"},
		{[][2]int64{{1, 5}}, "[]"},
		{[][2]int64{{1, 5}, {6, 9}}, "[]"},
		{[][2]int64{{1, 5}, {5, 9}}, "[{5 5}]"},
		{[][2]int64{{6, 9}, {1, 5}, {2, 3}}, "[{2 3}]"},
		{[][2]int64{{1, 90}, {2, 3}, {80, 99}, {100, 101}}, "[{2 3} {80 90}]"},
		{[][2]int64{{1, 5}, {}, {3, 4}}, "[{3 4}]"},
		{[][2]int64{{1, 9}, {2, 6}, {4, 8}}, "[{2 8}]"},
	} {
		if got := fmt.Sprint(sharedPeriods(sourcesOf(c.periods))); got != c.want {
			t.Errorf("%v: got %s, want %s", c.periods, got, c.want)
		}
	}
}

func TestSharedPeriodsAgainstCounting(t *testing.T) {
	for seed := range 200 {
		r := random(seed)
		var periods [][2]int64
		var covered [64]int
		for range r.below(6) {
			from := 1 + r.below(50)
			to := from + r.below(10)
			periods = append(periods, [2]int64{int64(from), int64(to)})
			for s := from; s <= to; s++ {
				covered[s]++
			}
		}
		shared := sharedPeriods(sourcesOf(periods))
		for s, n := range covered {
			if got := contains(shared, uint32(s)); got != (n > 1) {
				t.Fatalf("%v: second %d is in %d, shared %v", periods, s, n, shared)
			}
		}
	}
}
