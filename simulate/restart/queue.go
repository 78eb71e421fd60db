package restart

import "time"

// event is something that happens at an instant: a message arrives or a timer
// fires.
type event struct {
	at    time.Duration
	order int // of events at one instant the one planned first comes first
	// call is the one it happens to.
	call *simulation
	packet
	timer timer
	// copies is the number of the copy that a timer is for, elapsed the time
	// since the first one.
	copies  int
	elapsed time.Duration
	// life is the proxy's process a timer of it belongs to.
	life int
}

// queue is a binary heap of events by instant and order.
type queue struct {
	events  []event
	planned int
}

func (q *queue) before(i, j int) bool {
	a, b := &q.events[i], &q.events[j]
	return a.at < b.at || a.at == b.at && a.order < b.order
}

func (q *queue) push(e event) {
	e.order = q.planned
	q.planned++
	q.events = append(q.events, e)
	for i := len(q.events) - 1; i > 0 && q.before(i, (i-1)/2); i = (i - 1) / 2 {
		q.events[i], q.events[(i-1)/2] = q.events[(i-1)/2], q.events[i]
	}
}

func (q *queue) pop() event {
	first := q.events[0]
	last := len(q.events) - 1
	q.events[0] = q.events[last]
	q.events = q.events[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			return first
		}
		if child+1 < last && q.before(child+1, child) {
			child++
		}
		if !q.before(child, i) {
			return first
		}
		q.events[i], q.events[child] = q.events[child], q.events[i]
		i = child
	}
}
