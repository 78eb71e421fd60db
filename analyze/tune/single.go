package tune

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// lowestSensible is the threshold below which one metric is not recommended:
// where a single event alone would exceed it, or the cause's own mean rate
// outside incidents, perSec. Down there an alert no longer tells anything: what
// look like few firings are few because they never end.
func lowestSensible(m meter.Metric, perSec float64) float64 {
	oneEvent := meter.Alpha(m) / meter.TickSec
	return turnsOff(m, max(oneEvent, perSec))
}

// meets are the intervals of T from low on that have at most allowed false
// firings, reset within so many seconds in the mean, and lie below high, in
// ascending order.
func (c *Curve) meets(low, high float64, allowed uint64, resetSec int64) []Interval {
	var list []Interval
	open := false
	for i := range c.steps {
		s := &c.steps[i]
		from, to := max(s.low, low), math.Inf(1)
		if i+1 < len(c.steps) {
			to = c.steps[i+1].low
		}
		to = min(to, high)
		if from >= to {
			continue
		}
		switch good := uint64(s.falsy) <= allowed && c.times[s.times].resetsWithin(resetSec); {
		case good && open:
			list[len(list)-1].High = to
		case good:
			list = append(list, Interval{from, to})
			open = true
		default:
			open = false
		}
	}
	return list
}

// resetsWithin tells whether the mean reset time is at most so many seconds.
func (t *times) resetsWithin(sec int64) bool {
	return t.resets == 0 || t.restSec/int64(t.resets) <= sec
}

// widest is the interval that is logarithmically the widest, of equals the
// highest; not ok without any.
func widest(list []Interval) (best Interval, ok bool) {
	for _, i := range list {
		if !ok || i.width() >= best.width() {
			best, ok = i, true
		}
	}
	return best, ok
}

// quietest is the fewest false firings of a T in [low, high), and the widest
// interval that has no more; not ok if there is no such T.
func (c *Curve) quietest(low, high float64) (fewest uint64, at Interval, ok bool) {
	for i := range c.steps {
		s := &c.steps[i]
		ends := i+1 < len(c.steps) && c.steps[i+1].low <= low
		if ends || s.low >= high {
			continue
		}
		if n := uint64(s.falsy); !ok || n < fewest {
			fewest, ok = n, true
		}
	}
	if !ok || low >= high {
		return 0, Interval{}, false
	}
	at, ok = widest(c.meets(low, high, fewest, anyReset))
	return fewest, at, ok
}

// quietFrom is the lowest T, at least low, from which on no T has more than
// allowed false firings.
func (c *Curve) quietFrom(low float64, allowed uint64) float64 {
	for i := len(c.steps) - 1; i >= 0; i-- {
		if uint64(c.steps[i].falsy) > allowed {
			return max(low, c.steps[i+1].low) // the last step has none
		}
	}
	return low
}

// limits are the T, by how many of the required incidents they find in time:
// below limits[k-1] at least k of them.
func (c *Curve) limits(required []int) []float64 {
	var limits []float64
	for _, i := range required {
		if c.InTime[i] > 0 {
			limits = append(limits, c.InTime[i])
		}
	}
	slices.Sort(limits)
	slices.Reverse(limits)
	return limits
}
