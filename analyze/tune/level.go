package tune

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// turnsOff is the smallest threshold that an average at a level above 0 does
// not exceed: the smallest float64 T > 0 with !(level > T*minutes), the product
// rounded as KAZOO rounds it. Below it the level alerts, from it on it does not.
func turnsOff(m meter.Metric, level float64) float64 {
	t := level / float64(m.Minutes())
	for m.LimitPerSecond(t) < level { // the quotient was rounded down
		t = math.Nextafter(t, math.Inf(1))
	}
	for {
		below := math.Nextafter(t, 0)
		if m.LimitPerSecond(below) < level {
			return t
		}
		t = below
	}
}

// levels are unit steps: as the limit L rises, a count loses one at each of
// fall and gains one at each of rise, so it is #{fall > L} - #{rise > L}. They
// are the bits of floats that are not negative, whose order is the same.
type levels struct{ fall, rise []uint64 }

// ascents counts the stretches of a series above a limit, for every limit at
// once. Above L the series has as many stretches as values above L, less the
// neighbours that are both above L. In a monotone run of values all but its ends
// cancel: what is left is a step down at each peak and a step up at each valley.
type ascents struct {
	to     *levels
	last   float64
	rising bool
}

// feed adds the next value of the series.
func (a *ascents) feed(x float64) {
	switch {
	case x > a.last && !a.rising:
		a.rising = true
		if a.last > 0 { // nothing is below a limit of 0
			a.to.rise = append(a.to.rise, math.Float64bits(a.last))
		}
	case x < a.last && a.rising:
		a.close()
	}
	a.last = x
}

// close ends the series, or goes on with the value it has as a new one's first.
func (a *ascents) close() {
	if a.rising {
		a.to.fall = append(a.to.fall, math.Float64bits(a.last))
	}
	a.rising = false
}
