package kpi

import (
	"math/rand/v2"
	"testing"
)

// Numbers added in any order, and merged from other tables, are those of maps.
func TestBins(t *testing.T) {
	type key struct {
		group uint32
		at    int64
	}
	r := rand.New(rand.NewPCG(3, 3))
	for range 20 {
		to := []uint32{2, 0, 2, 1}
		want := map[key]int64{}
		var sum bins
		for range 3 {
			var b bins
			for range r.IntN(3000) {
				k := key{r.Uint32N(4), baseMs*1000 + r.Int64N(2000)*1e6 - 1e9}
				*b.slot(k.group, k.at)++
				want[key{to[k.group], k.at}]++
			}
			sum.addAll(&b, to)
		}
		if sum.n != len(want) {
			t.Fatalf("%d numbers, want %d", sum.n, len(want))
		}
		list := sum.sorted()
		last := bin{}
		groups := 0
		eachRun(list, func(group uint32, run []bin) {
			groups++
			for _, s := range run {
				if s.value != want[key{s.group, s.at}] || s.group != group {
					t.Errorf("%+v in the run of %d, want %d", s, group, want[key{s.group, s.at}])
				}
				if s.group < last.group || s.group == last.group && s.at <= last.at {
					t.Errorf("%+v after %+v", s, last)
				}
				last = s
			}
		})
		if groups > 3 || len(list) != len(want) {
			t.Errorf("%d runs, %d numbers, want at most 3, %d", groups, len(list), len(want))
		}
	}
}
