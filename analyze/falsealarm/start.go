package falsealarm

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Start is the state of a meter, and of the check clock, at time 0.
type Start uint8

// Starts of TimeToAlarm: the rate stays as it is.
const (
	// Steady is an average whose start is long forgotten, whether or not it
	// was silent; the first check comes after 60 s.
	Steady Start = iota
	// AtRate is an average of exactly the rate; first check after 60 s.
	AtRate
	// Cold is a new meter, set by its first tick after 5 s, even if that tick is
	// empty (a meter that a maintenance command made); first check after 60 s.
	Cold
	// ColdEvent is a meter born by an event at time 0, as after a restart of
	// the application; first check after 60 s.
	ColdEvent
	// ColdEventAnyPhase is the same with the first check after 5, 10, ... or
	// 60 s, equally likely.
	ColdEventAnyPhase

	numStarts = iota
)

// Steps of TimeToDetect: at time 0 the rate of a steady average changes.
const (
	// StepAtTick is a change at a tick; first check after 5, 10, ... or 60 s,
	// equally likely.
	StepAtTick Start = iota + numStarts
	// StepAnyTime is a change at any moment between two ticks; first check
	// anywhere in the 60 s after it.
	StepAnyTime
)

var startNames = [...]string{
	"steady", "at_rate", "cold", "cold_event", "cold_event_any_phase",
	"steady_step_at_tick", "steady_step_any_time",
}

// String is the start's name in results.
func (s Start) String() string {
	if int(s) < len(startNames) {
		return startNames[s]
	}
	return "unknown"
}

// meanFirstCheckMin is the mean time of the first check, in minutes.
func (s Start) meanFirstCheckMin() float64 {
	switch s {
	case ColdEventAnyPhase, StepAtTick:
		return 32.5 / 60
	case StepAnyTime:
		return 0.5
	}
	return 1
}

// firstCheck is the law of the average after the first check, of that part
// only which the check finds silent.
func (q *question) firstCheck(g *lattice) mass {
	tick := poisson(meter.TickSec * q.ratePerSec)
	limit := g.place(q.limitPerSec)
	switch q.start {
	case AtRate:
		place := g.place(q.ratePerSec)
		m := mass{int(math.Floor(place)) - 1, make([]float64, 4)}
		m.deal(place, 1)
		return newChain(g.perMinute, g.minute(q.ratePerSec), limit).next(m)
	case Cold:
		return q.firstChecks(g, tick, ticksPerCheck, ticksPerCheck)
	case ColdEvent:
		tick.lo++
		return q.firstChecks(g, tick, ticksPerCheck, ticksPerCheck)
	case ColdEventAnyPhase:
		tick.lo++
		return q.firstChecks(g, tick, 1, ticksPerCheck)
	case StepAtTick:
		return q.stepped(g, poisson(meter.TickSec*q.afterPerSec))
	case StepAnyTime:
		return q.stepped(g, q.tickOfStep())
	}
	minute := g.minute(q.ratePerSec)
	return newChain(g.perMinute, minute, limit).next(g.steady(minute))
}

// firstChecks is the law after the first check of a new meter, whose first
// tick has n events, when the check falls on one of the ticks from to to,
// equally likely.
func (q *question) firstChecks(g *lattice, n mass, from, to int) mass {
	later := g.events(poisson(meter.TickSec * q.ratePerSec))
	added, left := atNode(0), 1.0
	limit := g.place(q.limitPerSec)
	var silent mass
	for tick := 1; tick <= to; tick++ {
		if tick > 1 {
			added = g.tick(added, later)
			left *= g.keep
		}
		if tick < from {
			continue
		}
		// On the first tick the average is one of a few values, compared as they
		// are. Later ticks only add to what is left of it.
		m := q.notExceeded(n, left)
		if len(m.at) == 0 {
			continue
		}
		m = g.firstTick(m, left)
		if tick > 1 {
			m = m.convolved(added, math.MaxInt)
			m.keepBelow(limit)
		}
		silent = silent.plus(1/float64(to-from+1), m)
	}
	return silent.trimmed()
}

// notExceeded is the part of a first tick's law whose average does not exceed
// the limit even when only a share of it is left.
func (q *question) notExceeded(n mass, left float64) mass {
	for i := range n.at {
		if left*(float64(n.lo+i)/meter.TickSec) > q.limitPerSec {
			return mass{n.lo, n.at[:i]}
		}
	}
	return n
}

// stepped is the law after the first check since a change of the rate, which
// falls on one of the twelve ticks after it, equally likely; first is the
// first of these ticks.
func (q *question) stepped(g *lattice, first mass) mass {
	before := g.steady(g.minute(q.ratePerSec))
	later := g.events(poisson(meter.TickSec * q.afterPerSec))
	added, left := g.events(first), g.keep
	limit := g.place(q.limitPerSec)
	var silent mass
	for tick := 1; tick <= ticksPerCheck; tick++ {
		if tick > 1 {
			added = g.tick(added, later)
			left *= g.keep
		}
		silent = silent.plus(1.0/ticksPerCheck, newChain(left, added, limit).next(before))
	}
	return silent.trimmed()
}

// Gauss and Legendre's eight places in (0, 1) and their weights, by symmetry
// four of them.
var gauss = [4]struct{ place, weight float64 }{
	{0.019855071751231884, 0.05061426814518813},
	{0.10166676129318664, 0.11119051722668724},
	{0.2372337950418355, 0.15685332293894363},
	{0.4082826787521751, 0.18134189168918100},
}

// tickOfStep is the law of the number of events of the tick in which the rate
// changes at a moment that is equally likely anywhere in it.
func (q *question) tickOfStep() mass {
	var m mass
	at := func(part, weight float64) {
		rate := float64(q.ratePerSec*(1-part)) + float64(q.afterPerSec*part)
		m = m.plus(weight, poisson(meter.TickSec*rate))
	}
	for _, p := range gauss {
		at(p.place, p.weight)
		at(1-p.place, p.weight)
	}
	return m
}
