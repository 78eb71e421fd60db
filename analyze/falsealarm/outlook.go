package falsealarm

import (
	"math"
	"slices"
)

// Outlook tells, for any threshold, how many false firings and alerts traffic
// without incidents is expected to cause.
type Outlook struct {
	traffic      Traffic
	coarse, fine *course
	batch        float64
}

// Rates are expected numbers in a week without incidents.
type Rates struct {
	// FiringsPerWeek are runs of consecutive exceeded checks, as replay counts
	// firings: checks that are exceeded when the one before was not.
	FiringsPerWeek float64
	// AlertsPerWeek are exceeded checks: the alerts KAZOO sends.
	AlertsPerWeek float64
	// FiringsError is the numerical error of FiringsPerWeek.
	FiringsError float64
}

// NewOutlook follows the traffic through its cycle. Both rates are exact for
// the model, whatever the rate does from slot to slot: the law of the average
// itself goes from check to check, and of each check is known how likely it is
// the first exceeded one. Averages are long born; for new ones see Cold.
func NewOutlook(t Traffic) (*Outlook, error) {
	if err := t.validate(); err != nil {
		return nil, err
	}
	o := &Outlook{traffic: t, batch: max(1, t.Dispersion)}
	p := t.Profile.scaled(o.batch)
	o.coarse, o.fine = newCourse(t.Metric, p, 0.5), newCourse(t.Metric, p, 1)
	return o, nil
}

// Rates are those of one threshold.
func (o *Outlook) Rates(threshold float64) (Rates, error) {
	if err := checkThreshold(o.traffic.Metric, threshold); err != nil {
		return Rates{}, err
	}
	r := Rates{FiringsPerWeek: o.firingsPerWeek(o.fine, threshold)}
	r.FiringsError = math.Abs(o.firingsPerWeek(o.coarse, threshold) - r.FiringsPerWeek)
	for _, alerts := range o.fine.alerts(o.limitPerSec(threshold)) {
		r.AlertsPerWeek += float64(alerts * o.cyclesPerWeek())
	}
	return r, nil
}

func (o *Outlook) limitPerSec(threshold float64) float64 {
	return o.traffic.Metric.LimitPerSecond(threshold) / o.batch
}

func (o *Outlook) cyclesPerWeek() float64 {
	p := o.traffic.Profile
	return minutesPerWeek / float64(p.SlotMinutes*len(p.RatesPerSec))
}

func (o *Outlook) firingsPerWeek(c *course, threshold float64) float64 {
	var sum float64
	for _, firings := range c.firings(o.limitPerSec(threshold)) {
		sum += firings
	}
	return sum * o.cyclesPerWeek()
}

// firings are the expected firings that begin in each slot.
func (c *course) firings(limitPerSec float64) []float64 {
	limit := c.place(limitPerSec)
	list := make([]float64, len(c.slots))
	for i := range c.slots {
		s := &c.slots[i]
		if c.reachOf(s) < limit {
			continue
		}
		silent := mass{s.before.lo, slices.Clone(s.before.at)}
		silent.keepBelow(limit)
		list[i] = newChain(c.perMinute, s.minute, limit).hazard(silent)
	}
	return list
}

// alerts are the expected exceeded checks of each slot.
func (c *course) alerts(limitPerSec float64) []float64 {
	list := make([]float64, len(c.slots))
	for i := range c.slots {
		s := &c.slots[i]
		list[i] = newChain(c.perMinute, s.minute, c.place(limitPerSec)).hazard(s.before)
	}
	return list
}
