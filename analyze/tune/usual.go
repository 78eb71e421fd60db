package tune

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Usual is a threshold for a cause that no incident is labelled for: it can only
// be kept from firing for nothing, by what the cause's usual traffic does.
type Usual struct {
	// Threshold is T, on UsualMetric; 0 if nothing can be said, for Reason.
	Threshold float64
	// PerWeek is the upper limit, at 95%, of how many false firings a week it
	// has: by the model at the upper limit of the recorded rates or, if that is
	// not Trusted, by how few are in the record.
	PerWeek float64
	// ByModel tells which of the two.
	ByModel bool
	// Trusted tells that the model of the usual traffic says of the record what
	// is found there.
	Trusted bool
	// Reason says why the model is not trusted, or why there is no threshold.
	Reason string
	// ProfileHours is the length of the cycle the model goes by: 168 for hours
	// of the week, 24 for hours of the day, 1 for one rate.
	ProfileHours int
}

// UsualMetric is the average a threshold without incidents is set on: the one
// that is quickest to tell of any.
const UsualMetric = meter.One

const usualConfidence = 0.95

// usual finds the lowest threshold whose false firings, by the model and in the
// record, are as few as the goals allow.
func usual(c *Curve, lowest float64, allowed uint64, goals *Goals, record *falsealarm.Record) (*Usual, error) {
	if len(record.Events) == 0 {
		return &Usual{Reason: "no event to go by"}, nil
	}
	baseline, err := falsealarm.NewBaseline(record, usualConfidence)
	if err != nil {
		return &Usual{Reason: err.Error()}, nil // too short
	}
	u := &Usual{ProfileHours: len(baseline.Usual.RatesPerSec)}
	if u.Reason, err = doubt(baseline, c.Metric, record); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Cause, err)
	}
	u.Trusted = u.Reason == ""
	perWeek := goals.MaxFalse / float64(goals.PerSec) * weekSec
	if u.Trusted && perWeek >= leastPerWeek {
		outlook, err := falsealarm.NewOutlook(classed(baseline.UpperTraffic(c.Metric), slices.Max))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Cause, err)
		}
		modelled, err := outlook.Threshold(min(perWeek, mostPerWeek))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Cause, err)
		}
		u.Threshold = roundedUp(max(modelled, c.quietFrom(lowest, allowed)))
		rates, err := outlook.Rates(u.Threshold)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Cause, err)
		}
		u.PerWeek, u.ByModel = rates.FiringsPerWeek, true
		return u, nil
	}
	return u, u.byRecord(c, lowest, perWeek, float64(baseline.Minutes))
}

// byRecord takes the lowest threshold of which the record, of so many minutes,
// is proof enough: its firings there are so few that even the upper limit of
// what they may be by chance is as wanted. If it is too short for that, there
// must be none.
func (u *Usual) byRecord(c *Curve, lowest, perWeek, minutes float64) (err error) {
	if u.PerWeek, err = falsealarm.UpperPerWeek(0, minutes, usualConfidence); err != nil {
		return err
	}
	var few uint64
	for upper := u.PerWeek; upper <= perWeek && few < mostByRecord; few++ {
		u.PerWeek = upper
		if upper, err = falsealarm.UpperPerWeek(few+1, minutes, usualConfidence); err != nil {
			return err
		}
	}
	u.Threshold = roundedUp(c.quietFrom(lowest, max(few, 1)-1))
	return nil
}

const (
	leastPerWeek = 1e-6 // fewer false firings no model can promise
	mostPerWeek  = weekSec / 60
	mostByRecord = 10_000
)

// roundedUp is a threshold at two significant digits, not below what it was.
func roundedUp(t float64) float64 {
	for factor := 1.0; ; factor *= 1.01 {
		if r := rounded(t * factor); r >= t {
			return r
		}
	}
}

// record is the traffic of one cause before the cut.
func record(set *count.Set, cause string, since, until int64, windows []window, zoneOffsetSec int64) *falsealarm.Record {
	r := &falsealarm.Record{
		Events:   slices.Collect(causeGroups(set, cause, since, until)),
		SinceSec: since, UntilSec: until, OffsetSec: zoneOffsetSec,
	}
	for _, w := range windows {
		r.LeaveOut = append(r.LeaveOut, falsealarm.Window{FromSec: w.start, ToSec: w.end})
	}
	return r
}

// multiplied is what one node sees of the events, on average: each leg as often
// as it is published, shared out.
func multiplied(events []count.Group, copies, nodes int) []count.Group {
	if copies == 1 && nodes == 1 {
		return events
	}
	list := make([]count.Group, 0, len(events))
	var owed uint64
	for _, g := range events {
		owed += g.N * uint64(copies)
		if g.N = owed / uint64(nodes); g.N > 0 {
			owed %= uint64(nodes)
			list = append(list, g)
		}
	}
	return list
}
