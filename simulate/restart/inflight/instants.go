package inflight

import (
	"slices"
	"sort"
	"time"
)

// Instants are when restarts happen: some moments, or every so often. The i-th
// has the number i; on a grid numbers count from 1970.
type Instants struct {
	everyUs int64
	listUs  []int64
}

// Every is a grid of restarts: at each multiple of d, a whole number of
// microseconds above 0, since 1970.
func Every(d time.Duration) Instants { return Instants{everyUs: d.Microseconds()} }

// At are single moments; given twice is given once.
func At(moments ...time.Time) Instants {
	var in Instants
	for _, t := range moments {
		in.listUs = append(in.listUs, t.UnixMicro())
	}
	slices.Sort(in.listUs)
	in.listUs = slices.Compact(in.listUs)
	return in
}

// IsGrid tells whether they come every so often.
func (in *Instants) IsGrid() bool { return in.everyUs > 0 }

// EveryUs is the grid's width, 0 if there is none.
func (in *Instants) EveryUs() int64 { return in.everyUs }

// Us is the moment of a number, in Unix microseconds.
func (in *Instants) Us(number int64) int64 {
	if in.IsGrid() {
		return number * in.everyUs
	}
	return in.listUs[number]
}

// after is the number of the first instant later than a moment.
func (in *Instants) after(us int64) int64 {
	if in.IsGrid() {
		n := us / in.everyUs
		if us%in.everyUs < 0 {
			n-- // Go rounds towards 0
		}
		return n + 1
	}
	return int64(sort.Search(len(in.listUs), func(i int) bool { return in.listUs[i] > us }))
}

// within are the numbers [first, end) of the instants in (fromUs, toUs].
func (in *Instants) within(fromUs, toUs int64) (first, end int64) {
	return in.after(fromUs), in.after(toUs)
}
