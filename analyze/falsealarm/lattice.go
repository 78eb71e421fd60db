package falsealarm

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

const (
	ticksPerCheck = 60 / meter.TickSec

	// nodesPerSigma is how fine the coarsest lattice is, in nodes for each
	// standard deviation of the average. Good to about 5e-6 of a mean time.
	nodesPerSigma = 40

	// maxNodesPerEvent ends refining where events are so rare that the
	// average is a handful of fading steps.
	maxNodesPerEvent = 512
)

// lattice holds the values an average can have: node i stands for i/perEvent
// times what one event adds to it.
type lattice struct {
	alpha, keep float64 // weight of the newest tick, and of all before
	perMinute   float64 // keep to the power of the ticks between two checks
	perEvent    float64 // nodes an event moves the average by: k, or 1/k
	sigma       float64 // standard deviation of the average, in events a second
}

// newLattice is right for an average of events at the given rate; each
// doubling of fineness halves the distance of nodes.
func newLattice(m meter.Metric, ratePerSec float64, fineness float64) *lattice {
	g := &lattice{alpha: meter.Alpha(m), perMinute: 1}
	g.keep = 1 - g.alpha
	for range ticksPerCheck {
		g.perMinute *= g.keep
	}
	sigma := math.Sqrt(meter.TickSec * ratePerSec / (1 - float64(g.keep*g.keep)))
	g.sigma = sigma * g.alpha / meter.TickSec
	switch k := nodesPerSigma * fineness / sigma; {
	case k > 0.5:
		g.perEvent = min(math.Ceil(k), maxNodesPerEvent*fineness)
	default:
		g.perEvent = 1 / math.Floor(1/k)
	}
	return g
}

// place is where an average of so many events a second lies among the nodes.
func (g *lattice) place(perSec float64) float64 {
	return perSec * meter.TickSec / g.alpha * g.perEvent
}

// events is the law of what a tick adds, from that of its number of events.
func (g *lattice) events(n mass) mass {
	return g.spread(n, g.perEvent)
}

// firstTick is the law of the averages that a first tick sets, its rate itself,
// when a share of it is left.
func (g *lattice) firstTick(n mass, left float64) mass {
	return g.spread(n, left*g.perEvent/g.alpha)
}

// spread puts each node of m at a distance of so many nodes.
func (g *lattice) spread(m mass, distance float64) mass {
	lo := int(math.Floor(float64(m.lo)*distance)) - 1
	hi := int(math.Floor(float64(m.hi())*distance)) + 2
	out := mass{lo, make([]float64, hi-lo+1)}
	for i, v := range m.at {
		out.deal(float64(float64(m.lo+i)*distance), v)
	}
	return out.trimmed()
}

// tick is the average after one more tick.
func (g *lattice) tick(average, added mass) mass {
	return added.convolved(average.shrunk(g.keep), math.MaxInt).trimmed()
}

// minute is the law of what the ticks between two checks add together.
func (g *lattice) minute(ratePerSec float64) mass {
	added := g.events(poisson(meter.TickSec * ratePerSec))
	m := atNode(0)
	for range ticksPerCheck {
		m = g.tick(m, added)
	}
	return m
}

// minutes is the law of what so many minutes add, and the share that is left
// of what was before. One interpolation doubles the time, so a month costs
// little more than an hour and is as exact.
func (g *lattice) minutes(minute mass, n int) (added mass, left float64) {
	added, left = atNode(0), 1
	power := g.perMinute
	for step := minute; ; n >>= 1 {
		if n&1 == 1 {
			added = step.convolved(added.shrunk(power), math.MaxInt).trimmed()
			left *= power
		}
		if n <= 1 {
			return added, left
		}
		step = step.convolved(step.shrunk(power), math.MaxInt).trimmed()
		power *= power
	}
}

// steady is the law of the average when its start is long forgotten.
func (g *lattice) steady(minute mass) mass {
	m, _ := g.minutes(minute, g.forgotten(64))
	return m
}

// forgotten is after how many minutes a start has faded by so many e-foldings:
// the next power of two.
func (g *lattice) forgotten(foldings float64) int {
	n := 1
	for float64(n)*ticksPerCheck*g.alpha < foldings {
		n *= 2
	}
	return n
}
