package tune

import "github.com/cdrlab/cdrlab/replay"

// slidingMax is the highest of the last minute's values, one value a second:
// what an alert covers where every second is a check of one phase. It keeps the
// values that can still become the highest, falling from head to tail.
type slidingMax struct {
	head, tail uint // of the queue in the ring
	values     [ringSize]float64
	times      [ringSize]int64
}

// ringSize is a power of 2 with room for a minute.
const ringSize = 64

// push adds the value of second t and returns the highest of (t-60, t].
func (s *slidingMax) push(t int64, v float64) float64 {
	for s.tail != s.head && s.values[(s.tail-1)%ringSize] <= v {
		s.tail--
	}
	s.values[s.tail%ringSize], s.times[s.tail%ringSize] = v, t
	s.tail++
	if s.times[s.head%ringSize] <= t-replay.CheckSec {
		s.head++
	}
	return s.values[s.head%ringSize]
}
