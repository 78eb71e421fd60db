package inflight

import (
	"slices"
	"time"
)

// settleBindings finds the most bindings held at once: each from its call's
// end for as long as the media proxy waits.
func (y *Tally) settleBindings(hold time.Duration) {
	ends := y.bindingEndsUs
	y.bindingEndsUs = nil
	slices.Sort(ends)
	first := 0
	for last, end := range ends {
		for first <= last && ends[first]+hold.Microseconds() <= end {
			first++
		}
		y.BindingsPeak = max(y.BindingsPeak, last-first+1)
	}
}

// changesBefore are the changes of the number of answered legs, by how far an
// instant is behind the first: all that came before it count for it.
func (t *Traffic) changesBefore() []int64 {
	list := make([]int64, t.Restarts())
	for number, change := range t.answeredNow {
		if i := max(number-t.First, 0); i < int64(len(list)) {
			list[i] += change
		}
	}
	return list
}
