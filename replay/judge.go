package replay

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// verdict is what became of one checked meter.
type verdict struct {
	firings           []Firing
	alerts            []Alert // only if asked for
	alertsMost, least uint64  // alerts of the phase with the most, the fewest
	highest           [meter.NumMetrics]Extreme
}

// judge runs one meter through all spans of the run.
type judge struct {
	set    *count.Set // for the names of groups
	opt    *Options
	spans  []span
	alerts bool // collect them
}

func (j *judge) meter(s *series) verdict {
	var v verdict
	for i := range j.spans {
		j.span(s, &j.spans[i], &v)
	}
	return v
}

// span judges one meter over one span and adds to its verdict.
func (j *judge) span(s *series, sp *span, v *verdict) {
	events := between(s.events, sp.start, sp.end)
	stretches := []stretch{{0, sp.end}}
	if s.key.account != "" { // nobody asks for the highest averages of an account's meter
		stretches = busyStretches(events, &s.limits)
	}
	reportSec := int64(j.opt.reportSince())
	ripeSec := ripeFrom(sp, events)
	found := runs{limits: s.limits, dataSec: sp.start}
	limits := reachable(s.limits)
	var marks meter.Values // of interest is what exceeds a limit or is the highest so far
	for m, limit := range limits {
		marks[m] = min(limit, v.highest[m].Value)
	}
	visit := func(t int64, phase int, rates *meter.Values) {
		var mask metricMask
		for m, rate := range rates {
			if rate > v.highest[m].Value && t >= reportSec && t >= ripeSec[m] {
				v.highest[m] = Extreme{rate, Second(t)}
				marks[m] = min(limits[m], rate)
			}
			if rate > limits[m] {
				mask |= 1 << m
			}
		}
		if mask == 0 {
			return
		}
		found.alert(t, phase, rates, mask)
		if j.alerts && t+CheckSec > reportSec {
			a := newAlert(Second(t), s.key, mask, rates, &s.thresholds, &s.limits)
			a.Node = s.node
			v.alerts = append(v.alerts, a)
		}
	}
	for _, part := range stretches {
		sp.walkStretch(events, part, false, watch{&marks, visit})
	}
	warm := warmRuns(s, sp, events, stretches, found.list)
	var perPhase [numPhases]uint64
	for i := range found.list {
		r := &found.list[i]
		f := j.firing(s, sp, r)
		if int64(f.End) <= reportSec {
			continue // it ended during the warm-up
		}
		f.ColdStart = !warm[i]
		v.firings = append(v.firings, f)
		for p, n := range r.counts[:sp.phases()] {
			perPhase[p] += uint64(n)
		}
	}
	most, least := perPhase[0], perPhase[0]
	for _, n := range perPhase[:sp.phases()] {
		most, least = max(most, n), min(least, n)
	}
	v.alertsMost += most
	v.least += least
}

// reachable are the limits with infinity for those that are not set.
func reachable(limits meter.Values) meter.Values {
	for m, limit := range limits {
		if limit <= 0 {
			limits[m] = math.Inf(1)
		}
	}
	return limits
}

// ripeFrom is when each average begins to say something of the traffic. Where
// the meter may have lived before its first event in the data, what the first
// tick makes of the averages is an artefact until three times their span.
func ripeFrom(sp *span, events []count.Group) (ripe [meter.NumMetrics]int64) {
	if sp.exact || len(events) == 0 {
		return ripe
	}
	for m := range meter.Metric(meter.NumMetrics) {
		ripe[m] = int64(events[0].Second) + int64(3*60*m.Minutes())
	}
	return ripe
}

// warmRuns tells which runs have a check that alerts even when the averages
// start at 0; the others are cold starts.
func warmRuns(s *series, sp *span, events []count.Group, stretches []stretch, list []run) []bool {
	warm := make([]bool, len(list))
	next := 0 // the run that t has reached
	limits := reachable(s.limits)
	visit := func(t int64, _ int, _ *meter.Values) {
		for next < len(list) && list[next].last < t {
			next++
		}
		if next < len(list) && list[next].start <= t {
			warm[next] = true
		}
	}
	for _, part := range stretches {
		if len(list) > 0 {
			part.until = min(part.until, list[len(list)-1].last+1)
			sp.walkStretch(events, part, true, watch{&limits, visit})
		}
	}
	return warm
}

// firing is a run as the result shows it.
func (j *judge) firing(s *series, sp *span, r *run) Firing {
	f := Firing{
		Cause: s.key.cause, Account: s.key.accountOrNil(), Node: s.node,
		Start: Second(r.start), End: Second(r.last + CheckSec), Ended: true,
		Metrics:   r.metrics.names(),
		Peak:      newPeak(r.peak.metric, r.peak.value, s.thresholds[r.peak.metric], s.limits[r.peak.metric], Second(r.peak.time)),
		WarmingUp: !sp.exact && r.warmingUp,
	}
	if int64(f.End) >= sp.end {
		f.End, f.Ended, f.Cut = Second(sp.end), false, sp.cut
	}
	f.Phases.Of = sp.phases()
	f.Phases.Fired, f.Checks, f.ChecksMin = r.phaseCounts(f.Phases.Of)
	f.Top = topOf(j.set, between(s.events, int64(f.Start)-CheckSec, int64(f.End)))
	return f
}
