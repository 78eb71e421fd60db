package cdrfmt

import (
	"cmp"
	"slices"
)

// period is a stretch of time in Unix seconds, both ends included.
type period struct{ from, to uint32 }

// sharedPeriods are the times covered by the end times of more than one
// source, in order. Equal rows end at the same time, so only rows that end in
// a shared period can have an equal in another source.
func sharedPeriods(sources []*source) []period {
	type edge struct {
		sec  uint32
		step int
	}
	var edges []edge
	for _, s := range sources {
		if s.total.accepted > 0 {
			edges = append(edges, edge{secondOf(s.total.minEnd), 1}, edge{secondOf(s.total.maxEnd), -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { // a period begins before another ends
		return cmp.Or(cmp.Compare(a.sec, b.sec), cmp.Compare(b.step, a.step))
	})
	var shared []period
	depth := 0
	for _, e := range edges {
		depth += e.step
		switch {
		case e.step > 0 && depth == 2:
			shared = append(shared, period{from: e.sec})
		case e.step < 0 && depth == 1:
			shared[len(shared)-1].to = e.sec
		}
	}
	return shared
}

// contains tells whether a second is in one of the periods.
func contains(periods []period, sec uint32) bool {
	_, found := slices.BinarySearchFunc(periods, sec, func(p period, sec uint32) int {
		switch {
		case p.to < sec:
			return -1
		case p.from > sec:
			return 1
		}
		return 0
	})
	return found
}
