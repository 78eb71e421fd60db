package kpi

import (
	"math/rand/v2"
	"testing"
)

// Moments added in any order, in one run or many, and merged once or twice, are
// those of a map, in order of time.
func TestMoments(t *testing.T) {
	type key struct {
		group uint32
		at    int64
	}
	r := rand.New(rand.NewPCG(4, 4))
	for round := range 12 {
		to := []uint32{2, 0, 2, 300}
		want := map[key]int64{}
		var all moments
		for range 3 {
			var middle moments
			for range 2 {
				var m moments
				n := r.IntN(300)
				if round == 5 {
					n = runMoments + r.IntN(runMoments)
				}
				for range n {
					k := key{r.Uint32N(4), r.Int64N(1+int64(n)*2) - 50}
					m.add(k.group, k.at)
					want[key{to[to[k.group]%4], k.at}]++
				}
				middle.addAll(&m, []uint32{to[0], to[1], to[2], to[3] % 4})
			}
			all.addAll(&middle, to)
		}
		own := key{1, 7}
		all.add(own.group, own.at)
		want[own]++
		got, last := map[key]int64{}, int64(-51)
		all.each(func(at int64, group uint32, n int64) {
			if at < last {
				t.Fatalf("%d after %d", at, last)
			}
			last = at
			got[key{group, at}] += n
		})
		if len(got) != len(want) {
			t.Fatalf("round %d: %d moments, want %d", round, len(got), len(want))
		}
		for k, n := range want {
			if got[k] != n {
				t.Fatalf("round %d: %+v: %d, want %d", round, k, got[k], n)
			}
		}
	}
}

// A moment takes few bytes, however many there are.
func TestMomentsAreSmall(t *testing.T) {
	var m moments
	const n = 10 * runMoments
	for i := range int64(n) {
		m.add(uint32(i%100), i*997) // about a leg a millisecond
	}
	m.pack()
	total := 0
	for _, run := range m.runs {
		total += len(run.encoded)
	}
	if total > 4*n {
		t.Errorf("%d bytes of %d moments", total, n)
	}
}
