package falsealarm

import (
	"fmt"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Profile is the usual rate of events over a cycle, as a day or a week: in
// each slot the rate stays the same. One slot is a rate that never changes.
type Profile struct {
	// SlotMinutes is the length of every slot, 1 to 1440.
	SlotMinutes int
	// RatesPerSec is the mean number of events a second, by slot from the
	// beginning of the cycle: 0 to 1e6, not all 0. The cycle must not be longer
	// than a week.
	RatesPerSec []float64
}

// meanPerSec is the mean rate over the cycle.
func (p Profile) meanPerSec() float64 {
	var sum float64
	for _, r := range p.RatesPerSec {
		sum += r
	}
	return sum / float64(len(p.RatesPerSec))
}

// scaled is the profile with every rate divided by d.
func (p Profile) scaled(d float64) Profile {
	out := Profile{p.SlotMinutes, make([]float64, len(p.RatesPerSec))}
	for i, r := range p.RatesPerSec {
		out.RatesPerSec[i] = r / d
	}
	return out
}

func (p Profile) validate() error {
	if p.SlotMinutes < 1 || p.SlotMinutes > 24*60 {
		return fmt.Errorf("profile: slots of %d minutes, want 1 to 1440", p.SlotMinutes)
	}
	if n := len(p.RatesPerSec); n < 1 || n > minutesPerWeek/p.SlotMinutes {
		return fmt.Errorf("profile: %d slots of %d minutes, want at least one and at most a week", n, p.SlotMinutes)
	}
	for i, r := range p.RatesPerSec {
		if !(r >= 0 && r <= maxRatePerSec) {
			return fmt.Errorf("profile: %v events a second in slot %d, want 0 to %v", r, i, maxRatePerSec)
		}
	}
	return checkRate("profile: mean rate", p.meanPerSec())
}

// Traffic is a stream of events without incidents whose rate changes with the
// time of day or week.
type Traffic struct {
	Metric  meter.Metric
	Profile Profile
	// Dispersion is as in Model.
	Dispersion float64
}

const minutesPerWeek = 7 * 24 * 60

func (t Traffic) validate() error {
	if err := t.Profile.validate(); err != nil {
		return err
	}
	return Model{t.Metric, t.Profile.meanPerSec(), t.Dispersion}.validate()
}

// course is how the law of the average goes through a cycle. No check takes
// anything away: firings begin and end, and time goes on.
type course struct {
	*lattice
	slots []slotCourse
}

// slotCourse is the course through one slot.
type slotCourse struct {
	minute mass // what a minute adds
	before mass // the sum of the laws before each check of the slot
	whole  mass // what the whole slot adds
	left   float64
}

// newCourse follows the cycle once, after the average has forgotten how it
// began: slot by slot, then check by check.
func newCourse(m meter.Metric, p Profile, fineness float64) *course {
	// Right for the busiest slot, which makes most of the firings.
	c := &course{newLattice(m, slices.Max(p.RatesPerSec), fineness), make([]slotCourse, len(p.RatesPerSec))}
	for i, r := range p.RatesPerSec {
		if i > 0 && r == p.RatesPerSec[i-1] {
			c.slots[i] = c.slots[i-1]
			continue
		}
		s := &c.slots[i]
		s.minute = c.lattice.minute(r)
		s.whole, s.left = c.minutes(s.minute, p.SlotMinutes)
	}
	n := len(c.slots)
	law := c.steady(c.slots[0].minute)
	if n == 1 {
		c.slots[0].before = law
		c.slots[0].before.scale(float64(p.SlotMinutes))
		return c
	}
	const foldings = 25 // what the beginning still matters: e^-25
	laps := c.forgotten(foldings)/(n*p.SlotMinutes) + 1
	for range laps {
		for i := range c.slots {
			s := &c.slots[i]
			law = s.whole.convolved(law.shrunk(s.left), math.MaxInt).trimmed()
		}
	}
	for i := range c.slots {
		law = c.slots[i].follow(c.perMinute, law, p.SlotMinutes)
	}
	return c
}

// follow takes the law from check to check of a slot. When it no longer
// changes the rest of the slot is as the present.
func (s *slotCourse) follow(shrink float64, law mass, checks int) mass {
	const same = 1e-10
	c := newChain(shrink, s.minute, math.Inf(1))
	for n := range checks {
		next := c.next(law)
		if d := law.plus(-1, next); d.size() < same {
			s.before = s.before.plus(float64(checks-n), law)
			return next
		}
		s.before = s.before.plus(1, law)
		law = next
	}
	return law
}
