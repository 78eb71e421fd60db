package falsealarm

import "math"

// chain is an average as its checks see it: from one to the next it shrinks, and
// an independent step is added; a check keeps what is not above the limit.
type chain struct {
	shrink float64
	step   mass
	limit  float64 // a place among the nodes
	// fire is the chance that a check exceeds the limit, by the node on which
	// the average has shrunk before the step is added. Above its nodes it is 1,
	// below 0.
	fire mass

	// The memory of next: of what has shrunk, and of the last two laws.
	shrunk, padded []float64
	laws           [2][]float64
}

func newChain(shrink float64, step mass, limit float64) *chain {
	c := &chain{shrink: shrink, step: step, limit: limit}
	if limit > math.MaxInt32 {
		return c // out of reach of any law that fits in memory
	}
	// With node j under it, the step's node s comes to lie on s+j; the nodes
	// first to first+3 are cut by the limit.
	first, share := int(math.Floor(limit))-1, shareBelow(limit)
	c.fire = mass{first - step.hi(), make([]float64, len(step.at)+4)}
	var whole float64 // of the step, what comes to lie beyond the cut nodes
	for i := range c.fire.at {
		if s := len(step.at) - i + 3; s < len(step.at) {
			whole += step.at[s]
		}
		c.fire.at[i] = whole
		for k, below := range share {
			if s := len(step.at) - 1 - i + k; s >= 0 && s < len(step.at) {
				c.fire.at[i] += float64(step.at[s] * (1 - below))
			}
		}
	}
	return c
}

// hazard is the chance that the next check fires, of a law whose total is what
// is silent so far. It adds up small chances instead of taking a large one
// from 1, and so keeps its digits however rare a firing is.
func (c *chain) hazard(m mass) float64 {
	if len(c.fire.at) == 0 {
		return 0
	}
	var sum float64
	first := int(math.Floor(float64(c.fire.lo-2)/c.shrink)) - m.lo // below, fire is 0
	for i := max(0, first); i < len(m.at); i++ {
		v := m.at[i]
		place := float64(c.shrink * float64(m.lo+i))
		node := math.Floor(place)
		j := int(node) - 1 - c.fire.lo
		w := cubicWeights(place - node)
		var f float64
		for k := range w {
			f += float64(w[k] * c.fireAt(j+k))
		}
		sum += float64(v * f)
	}
	return max(0, sum)
}

// fireAt is an entry of fire, and what it is outside of it.
func (c *chain) fireAt(i int) float64 {
	switch {
	case i < 0:
		return 0
	case i < len(c.fire.at):
		return c.fire.at[i]
	}
	return 1
}

// next is the law after one more check of what was silent so far: that part
// of it which is silent again. It lives until next is called once more with
// its result.
func (c *chain) next(m mass) mass {
	top := math.MaxInt
	if c.limit < math.MaxInt32 {
		top = int(math.Floor(c.limit)) + 2
	}
	shrunk := m.shrunkIn(c.shrunk, c.shrink)
	c.shrunk, c.padded = shrunk.at, shrunk.padded(c.padded)
	out := c.step.convolvedIn(c.laws[0], shrunk, c.padded, top)
	c.laws[0], c.laws[1] = c.laws[1], out.at
	out.keepBelow(c.limit)
	return out.trimmed()
}

// keepBelow keeps the part of each node that lies at or below a limit.
func (m mass) keepBelow(limit float64) {
	if float64(m.hi()) < limit-2 {
		return
	}
	share := shareBelow(limit)
	first := math.Floor(limit) - 1
	for i := range m.at {
		switch k := float64(m.lo+i) - first; {
		case k < 0:
		case k < 4:
			m.at[i] *= share[int(k)]
		default:
			m.at[i] = 0
		}
	}
}
