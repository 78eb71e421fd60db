package falsealarm

import (
	"fmt"
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Model is a stream of events without any incident: independent events that
// come at one rate, or batches of them.
type Model struct {
	// Metric is the load average that is checked.
	Metric meter.Metric
	// RatePerSec is the mean number of events a second, above 0, at most 1e6.
	RatePerSec float64
	// Dispersion is the variance of the number of events in a while, divided by
	// its mean: 1 for a Poisson stream, more if events come in batches, at most
	// 1e6. 0 stands for 1.
	Dispersion float64
}

// TimeToAlarm is the law of the time to the first check that exceeds the
// threshold, though nothing happens but chance. The threshold is KAZOO's, as
// configured: the limit is threshold times the minutes of the average.
func (m Model) TimeToAlarm(threshold float64, s Start) (*Law, error) {
	if int(s) >= numStarts {
		return nil, fmt.Errorf("start: %v, want one at which the rate stays as it is", s)
	}
	return m.solve(threshold, m.RatePerSec, s)
}

// TimeToDetect is the law of the time from a change of the rate to the first
// check that exceeds the threshold.
func (m Model) TimeToDetect(threshold, afterPerSec float64, s Start) (*Law, error) {
	if s != StepAtTick && s != StepAnyTime {
		return nil, fmt.Errorf("start: %v, want %v or %v", s, StepAtTick, StepAnyTime)
	}
	if err := checkRate("rate after", afterPerSec); err != nil {
		return nil, err
	}
	return m.solve(threshold, afterPerSec, s)
}

func (m Model) solve(threshold, afterPerSec float64, s Start) (*Law, error) {
	if err := m.validate(); err != nil {
		return nil, err
	}
	if err := checkThreshold(m.Metric, threshold); err != nil {
		return nil, err
	}
	q := question{
		metric:      m.Metric,
		ratePerSec:  m.RatePerSec,
		afterPerSec: afterPerSec,
		limitPerSec: m.Metric.LimitPerSecond(threshold),
		start:       s,
	}
	if b := m.batch(); b != 1 {
		q.ratePerSec, q.afterPerSec, q.limitPerSec = q.ratePerSec/b, q.afterPerSec/b, q.limitPerSec/b
	}
	if q.limitPerSec < meter.Alpha(m.Metric)/meter.TickSec/leastPartOfEvent {
		return nil, fmt.Errorf("threshold: %v, want more: one event alone exceeds it for more than %d windows of the average",
			threshold, int(math.Log(leastPartOfEvent)))
	}
	return q.answer(), nil
}

// leastPartOfEvent is how much less than what one event adds a limit may be
// for the lattice to tell it from 0.
const leastPartOfEvent = 64

// batch is how many events come at a time: batches of a fixed size that come
// as a Poisson stream have just that dispersion.
func (m Model) batch() float64 {
	if m.Dispersion == 0 {
		return 1
	}
	return m.Dispersion
}

const (
	maxRatePerSec = 1e6
	maxDispersion = 1e6
	minRatePerSec = 1e-6 // three events a month
)

func (m Model) validate() error {
	if int(m.Metric) >= meter.NumMetrics {
		return fmt.Errorf("metric: number %d, want one, five, fifteen or day", m.Metric)
	}
	if d := m.Dispersion; d != 0 && !(d >= 1 && d <= maxDispersion) {
		return fmt.Errorf("dispersion: %v, want 1 to %v", d, maxDispersion)
	}
	if err := checkRate("rate", m.RatePerSec); err != nil {
		return err
	}
	return nil
}

func checkRate(what string, perSec float64) error {
	if !(perSec >= minRatePerSec && perSec <= maxRatePerSec) {
		return fmt.Errorf("%s: %v events a second, want %v to %v", what, perSec, minRatePerSec, maxRatePerSec)
	}
	return nil
}

func checkThreshold(m meter.Metric, t float64) error {
	switch {
	case !(t > 0):
		return fmt.Errorf("threshold: %v, want a number above 0", t)
	case math.IsInf(m.LimitPerSecond(t), 1):
		return fmt.Errorf("threshold: %v, want a limit that is a number", t)
	}
	return nil
}

// question is what is asked of the lattice: all rates in batches.
type question struct {
	metric                               meter.Metric
	ratePerSec, afterPerSec, limitPerSec float64
	start                                Start
}

const (
	closeEnough = 2e-5 // of the mean, the error at which refining ends
	maxFineness = 16
	maxWork     = 2e8 // about, multiplications on the next finer lattice
)

// answer solves the question on ever finer lattices, at least two.
func (q *question) answer() *Law {
	l, _ := q.answerOn(newLattice(q.metric, q.ratePerSec, 1))
	for fineness := 2.0; ; fineness *= 2 {
		finer, work := q.answerOn(newLattice(q.metric, q.ratePerSec, fineness))
		finer.ErrorMinutes = math.Abs(finer.MeanMinutes - l.MeanMinutes)
		l = finer
		if l.ErrorMinutes <= closeEnough*l.MeanMinutes || fineness == maxFineness || 4*work > maxWork {
			return l
		}
	}
}

func (q *question) answerOn(g *lattice) (l *Law, work float64) {
	minute := g.minute(q.afterPerSec)
	c := newChain(g.perMinute, minute, g.place(q.limitPerSec))
	first := q.firstCheck(g)
	if silent, h := first.total(), c.hazard(g.steady(minute)); h < never && silent > 0.5 {
		// Even an average that may lie above the limit hardly ever does.
		return &Law{MeanMinutes: MaxMinutes, More: true, HazardPerCheck: h, silent: []float64{min(1, silent)}}, 0
	}
	l = c.evolve(first, q.start.meanFirstCheckMin(), q.metric.Minutes())
	return l, c.limit * float64(len(minute.at)) * float64(len(l.silent))
}
