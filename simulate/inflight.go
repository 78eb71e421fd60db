package simulate

import "slices"

// inFlight holds the legs that have not ended yet, by the second they end in:
// a ring of as many seconds as a call can last, each with a chain of legs.
type inFlight struct {
	// last is the leg added last of those that end in a second, by the
	// second modulo longestCallSec, plus 1; 0 is none.
	last [longestCallSec]int32
	legs []waiting
	free int32 // the first unused one of legs, plus 1
	// Of the second being taken: which legs, and their order.
	due   []int32
	order []uint64
}

type waiting struct {
	leg
	next int32 // added before it in the same second, or the next unused; plus 1
}

// add keeps a leg until its second is taken.
func (q *inFlight) add(l *leg) {
	i := q.free
	if i == 0 {
		q.legs = append(q.legs, waiting{})
		i = int32(len(q.legs))
	} else {
		q.free = q.legs[i-1].next
	}
	slot := &q.last[l.endMs/1000%longestCallSec]
	q.legs[i-1] = waiting{*l, *slot}
	*slot = i
}

// take removes the legs that end in a second and gives them to each in the
// order of their ends, at the same millisecond in the order they were added.
func (q *inFlight) take(sec int64, each func(*leg) error) error {
	slot := &q.last[sec%longestCallSec]
	q.due, q.order = q.due[:0], q.order[:0]
	for i := *slot; i != 0; i = q.legs[i-1].next {
		q.due = append(q.due, i-1)
	}
	*slot = 0
	// The chain runs from the leg added last, so later places are earlier legs.
	for n, i := range q.due {
		earlier := uint64(len(q.due) - n)
		q.order = append(q.order, uint64(q.legs[i].endMs%1000)<<32|earlier)
	}
	slices.Sort(q.order)
	for _, key := range q.order {
		i := q.due[len(q.due)-int(uint32(key))]
		if err := each(&q.legs[i].leg); err != nil {
			return err
		}
		q.legs[i].next = q.free
		q.free = i + 1
	}
	return nil
}
