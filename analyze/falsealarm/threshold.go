package falsealarm

import (
	"fmt"
	"math"
)

const (
	// leastThreshold ends the search downwards.
	leastThreshold = 1e-9
	// leastFirings is what the model can still tell from none, a week.
	leastFirings = 1e-8
)

// Threshold is the least threshold from which on no greater one has more than
// the given number of false firings a week, rounded up to six digits.
//
// The search goes down from where the average never comes. It ends at the
// latest where the average is exceeded at half of all checks, since further
// down firings become rare again only because they never end; and at 1e-9.
func (o *Outlook) Threshold(maxFiringsPerWeek float64) (float64, error) {
	if !(maxFiringsPerWeek >= leastFirings && maxFiringsPerWeek <= minutesPerWeek) {
		return 0, fmt.Errorf("firings a week: %v, want %v to %d", maxFiringsPerWeek, leastFirings, minutesPerWeek)
	}
	tooMany := func(t float64) bool { return o.firingsPerWeek(o.fine, t) > maxFiringsPerWeek }
	perThreshold := o.batch / float64(o.traffic.Metric.Minutes())
	high, sigma := o.fine.reach()*perThreshold, o.fine.sigma*perThreshold
	low := high
	for !tooMany(low) {
		if low == leastThreshold || o.mostlyExceeded(low) {
			return sixDigitsUp(low), nil
		}
		high, low = low, max(leastThreshold, low-max(sigma/2, low/16))
	}
	for high-low > 1e-8*high {
		if mid := low + (high-low)/2; tooMany(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return sixDigitsUp(high), nil
}

// mostlyExceeded tells whether a threshold is exceeded at half of all checks.
func (o *Outlook) mostlyExceeded(threshold float64) bool {
	var alerts float64
	for _, a := range o.fine.alerts(o.limitPerSec(threshold)) {
		alerts += a
	}
	return alerts*o.cyclesPerWeek() > minutesPerWeek/2
}

// reach is the highest average, in events a second, that ever occurs.
func (c *course) reach() float64 {
	var top float64
	for i := range c.slots {
		top = max(top, c.reachOf(&c.slots[i]))
	}
	return top / c.place(1)
}

// reachOf is the highest place among the nodes that the average comes to in a
// slot.
func (c *course) reachOf(s *slotCourse) float64 {
	return float64(c.perMinute*float64(s.before.hi())) + float64(s.minute.hi()) + 4
}

// sixDigitsUp rounds a positive number up to six significant digits.
func sixDigitsUp(x float64) float64 {
	unit, up := 1.0, 1.0 // x in units of unit/up has six digits
	for x/unit*up >= 999999.5 {
		unit *= 10
	}
	for x/unit*up < 100000 {
		up *= 10
	}
	// A number that has six digits already is not pushed to the next.
	return math.Ceil(float64(x/unit*up)-1e-6) * unit / up
}
