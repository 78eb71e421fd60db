package tune

import "math"

// counter follows #{fall > L} - #{rise > L} as the limit L rises.
type counter struct {
	fall, rise []uint64 // bits of those above L, ascending
	n          int64
}

func newCounter(l *levels) *counter {
	fall, scratch := radixSort(l.fall, nil)
	rise, _ := radixSort(l.rise, scratch)
	return &counter{fall, rise, int64(len(fall)) - int64(len(rise))}
}

// raise lets the limit rise.
func (c *counter) raise(limit float64) {
	bits := math.Float64bits(limit)
	for len(c.fall) > 0 && c.fall[0] <= bits {
		c.fall = c.fall[1:]
		c.n--
	}
	for len(c.rise) > 0 && c.rise[0] <= bits {
		c.rise = c.rise[1:]
		c.n++
	}
}

// next is the level at which the count changes next; +Inf if it does not.
func (c *counter) next() float64 {
	next := math.Float64bits(math.Inf(1))
	if len(c.fall) > 0 {
		next = c.fall[0]
	}
	if len(c.rise) > 0 {
		next = min(next, c.rise[0])
	}
	return math.Float64frombits(next)
}
