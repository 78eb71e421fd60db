package falsealarm

import (
	"math"
	"sort"
)

// MaxMinutes is the longest mean time that is told: 19,000 years. Beyond, no
// model of traffic and no rounding error lets a number mean anything.
const MaxMinutes = 1e10

// Law is the law of the time to the first check that fires.
type Law struct {
	// MeanMinutes is the mean time, at most MaxMinutes.
	MeanMinutes float64
	// ErrorMinutes is by how much the mean changed when the lattice was last
	// made twice as fine: the size of its numerical error.
	ErrorMinutes float64
	// HazardPerCheck is the chance to fire at a check when the start is
	// forgotten, given silence so far.
	HazardPerCheck float64
	// More tells that the mean is more than MaxMinutes. Chances of silence are
	// then about right only.
	More bool

	// silent[i] is the chance of silence in the first i+1 checks; after the
	// last of them only HazardPerCheck decides.
	silent []float64
}

// SilentAfter is the chance that no check of the first so many minutes fires.
func (l *Law) SilentAfter(minutes int64) float64 {
	switch last := int64(len(l.silent)); {
	case minutes <= 0:
		return 1
	case minutes <= last:
		return l.silent[minutes-1]
	default:
		return l.silent[last-1] * power(1-l.HazardPerCheck, minutes-last)
	}
}

// Quantile is the smallest whole number of minutes by whose end a check has
// fired with chance p or more, 0 < p < 1. It is MaxMinutes if it takes longer.
func (l *Law) Quantile(p float64) int64 {
	// One step less than p decides the ties that rounding would.
	silent := (1 - p) * (1 + 1e-12)
	return int64(sort.Search(MaxMinutes, func(minutes int) bool { return l.SilentAfter(int64(minutes)) <= silent }))
}

// power is x to the n by squaring: the same bits on every architecture.
func power(x float64, n int64) float64 {
	p := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p *= x
		}
		x *= x
	}
	return p
}

const (
	// nearlySettled ends the evolution: the later hazard is known as well as this,
	// and its last approach goes into the mean to first order.
	nearlySettled = 1e-3
	// settled is how well the later hazard is then known.
	settled = 1e-6
	// never is a hazard whose mean time is beyond all that is told.
	never = 0.1 / MaxMinutes
	// gone is a chance of silence that no longer counts.
	gone = 1e-13
)

// evolve follows a law from the first check on, which it has already passed,
// until only the later hazard counts. Slow averages approach it over many
// windows, at last geometrically; that the hazard hardly changes from one
// check to the next therefore proves nothing, and what is still to come is
// added up instead.
func (c *chain) evolve(m mass, meanFirstMin float64, window int) *Law {
	silent := min(1, m.total())
	l := &Law{MeanMinutes: meanFirstMin, silent: []float64{max(0, silent)}, HazardPerCheck: 1}
	var h, change, later float64
	for n := 0; silent > gone; n++ {
		m.scale(1 / m.total())
		next := c.next(m)
		before, changeBefore, laterBefore := h, change, later
		h = min(1, c.hazard(m))
		change = h - before
		ratio, excess := change/changeBefore, 0.0
		if ratio > 0 && ratio < 1 {
			excess = -change * ratio / (1 - ratio) // over the later hazard
		} else {
			ratio = 0
		}
		later = h - excess
		later = max(0, later)
		still := h < never ||
			math.Abs(later-laterBefore)*float64(window) <= settled*later &&
				math.Abs(change)*float64(window) <= nearlySettled*later
		if n > 40*window || n > 2 && still && m.rests(next, window) {
			l.HazardPerCheck = later
			l.MeanMinutes += float64(silent / later * (1 - excess/(1-float64(ratio*(1-later)))))
			break
		}
		l.MeanMinutes += silent
		l.HazardPerCheck = h
		silent *= 1 - h
		l.silent = append(l.silent, silent)
		m = next
	}
	if !(l.MeanMinutes <= MaxMinutes) {
		l.MeanMinutes, l.More = MaxMinutes, true
	}
	return l
}

// rests tells whether a law that has become next by the next check will stay
// about as it is for a window of the average. A start far from the limit moves
// for long though its hazard is 0 all the time.
func (m mass) rests(next mass, window int) bool {
	d := m.plus(-1/next.total(), next)
	return d.size()*float64(window) < 0.01
}
