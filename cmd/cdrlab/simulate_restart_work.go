package main

import (
	"cmp"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartCurve is how the hurt calls change with one duration.
type restartCurve struct {
	// name is downtime or drain.
	name   string
	points []restartPoint
}

type restartPoint struct {
	length time.Duration
	// worst is the highest mean of any slot (any restart, where they were given
	// one by one), mean that of all restarts, by strategy.
	worst, mean []float64
}

// work makes the figures.
func (a *restartAnswer) work(zone *time.Location) {
	for _, s := range a.strategies {
		a.effects = append(a.effects, a.rig.Effects(s))
	}
	a.tallies = a.traffic.Tallies(&a.main)
	a.figures = a.under(a.tallies)
	if every := a.traffic.Instants.EveryUs(); every > 0 {
		a.slots = a.enoughDays(zone, int(every/60e6), false)
		a.weekdays = a.enoughDays(zone, int(every/60e6), true)
	}
	a.columns = a.chooseColumns()
	a.curves = []restartCurve{
		a.curve("downtime", a.downtimes, func(s *inflight.Scenario, d time.Duration) { s.Downtime = d }),
		a.curve("drain", a.drains, func(s *inflight.Scenario, d time.Duration) { s.Drain = d }),
	}
}

// fewDays is how many days of a quarter of an hour say too little of it: then
// slots are hours.
const fewDays = 3

func (a *restartAnswer) enoughDays(zone *time.Location, every int, byWeekday bool) []inflight.Slot {
	slots := a.traffic.Slots(zone, every, byWeekday)
	if every < 60 && 60%every == 0 && slices.ContainsFunc(slots, func(s inflight.Slot) bool { return s.Days < fewDays }) {
		return a.traffic.Slots(zone, 60, byWeekday)
	}
	return slots
}

func (a *restartAnswer) under(tallies []inflight.Tally) [][]inflight.Figures {
	list := make([][]inflight.Figures, len(a.effects))
	for s, e := range a.effects {
		list[s] = make([]inflight.Figures, len(tallies))
		for i := range tallies {
			list[s][i] = tallies[i].Under(e)
		}
	}
	return list
}

// hurt is the number of hurt calls under a strategy over some restarts.
func (a *restartAnswer) hurt(strategy int, restarts []int) inflight.Summary {
	return inflight.Summarize(restarts, func(i int) inflight.Estimate { return a.figures[strategy][i].Hurt })
}

// hurtBySlot are the means of the strategy in use.
func (a *restartAnswer) hurtBySlot() []float64 {
	means := make([]float64, len(a.slots))
	for i := range a.slots {
		means[i] = a.hurt(0, a.slots[i].Restarts).Mean
	}
	return means
}

// curve is the hurt by one duration.
func (a *restartAnswer) curve(name string, lengths []time.Duration, set func(*inflight.Scenario, time.Duration)) restartCurve {
	c := restartCurve{name: name}
	for _, d := range lengths {
		s := a.main
		set(&s, d)
		figures := a.figures
		if s.Downtime != a.main.Downtime || s.Drain != a.main.Drain {
			figures = a.under(a.traffic.Tallies(&s))
		}
		p := restartPoint{length: d}
		for strategy := range a.effects {
			hurt := func(i int) inflight.Estimate { return figures[strategy][i].Hurt }
			all, worst := make([]int, len(a.tallies)), 0.0
			for i := range all {
				all[i] = i
				if len(a.slots) == 0 {
					worst = max(worst, hurt(i).Expected)
				}
			}
			for i := range a.slots {
				worst = max(worst, inflight.Summarize(a.slots[i].Restarts, hurt).Mean)
			}
			p.worst, p.mean = append(p.worst, worst), append(p.mean, inflight.Summarize(all, hurt).Mean)
		}
		c.points = append(c.points, p)
	}
	return c
}

// sortedPoints are a curve's, by length.
func sortedPoints(c restartCurve) []restartPoint {
	return slices.SortedFunc(slices.Values(c.points), func(a, b restartPoint) int { return cmp.Compare(a.length, b.length) })
}
