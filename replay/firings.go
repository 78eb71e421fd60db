package replay

import (
	"github.com/cdrlab/cdrlab/replay/meter"
)

// run is a firing while it is being put together from alerts.
type run struct {
	start, last int64 // first and last alert
	metrics     metricMask
	peak        peak
	warmingUp   bool
	counts      [numPhases]uint32 // alerts by phase
}

// peak is the alert with the largest value in relation to its limit.
type peak struct {
	metric meter.Metric
	value  float64
	margin float64
	time   int64
}

// runs joins the alerts of one meter, given in the order of time, to runs: an
// alert at t covers [t, t+60), and what touches belongs together. For one
// phase these are the maximal runs of consecutive alerting checks.
type runs struct {
	limits  meter.Values
	dataSec int64 // when the data begins
	list    []run
}

// alert adds one exceeded check of a phase.
func (r *runs) alert(t int64, phase int, rates *meter.Values, mask metricMask) {
	if len(r.list) == 0 || t > r.list[len(r.list)-1].last+CheckSec {
		r.list = append(r.list, run{start: t, warmingUp: true})
	}
	f := &r.list[len(r.list)-1]
	f.last = t
	f.metrics |= mask
	f.counts[phase]++
	warm := true
	for m := range meter.Metric(meter.NumMetrics) {
		if mask>>m&1 == 0 {
			continue
		}
		if margin := rates[m] / r.limits[m]; margin > f.peak.margin {
			f.peak = peak{m, rates[m], margin, t}
		}
		warm = warm && t-r.dataSec < int64(3*60*m.Minutes())
	}
	f.warmingUp = f.warmingUp && warm
}

// phaseCounts says in how many of the phases the run shows, and the most and
// fewest alerts of one of them.
func (f *run) phaseCounts(of int) (fired, most, fewest int) {
	fewest = int(f.counts[0])
	for _, n := range f.counts[:of] {
		if n > 0 {
			fired++
		}
		most, fewest = max(most, int(n)), min(fewest, int(n))
	}
	return fired, most, fewest
}
