package main

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// bindingLines name the incidents that keep thresholds from rising.
func (run *tuneRun) bindingLines() []string {
	const most = 3
	var lines []string
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		m, incident, limit := run.binding(r)
		if incident < 0 || len(lines) == most {
			continue
		}
		in := &run.incidents[incident]
		c := clockface{run.zone, true}
		lines = append(lines, fmt.Sprintf("Binding: %s %s above %s loses %s (%s, %s) in time.", clip(oneLine(r.Cause), causeColumns), m,
			roundedThreshold(limit), shown(in.Name), c.at(in.Start), durationWords(int64(in.End-in.Start))))
	}
	return lines
}

// binding is the incident that a single recommended threshold loses first; -1
// if there is none.
func (run *tuneRun) binding(r *tune.Recommendation) (metric meter.Metric, incident int, limit float64) {
	incident = -1
	m, single := onlyMetric(&r.Set)
	if !single {
		return 0, -1, 0
	}
	for _, i := range r.Required {
		in := run.curve(r.Cause, m).InTime[i]
		if in > r.Set[m] && (incident < 0 || in < limit) {
			metric, incident, limit = m, i, in
		}
	}
	return metric, incident, limit
}

// curve is that of a cause's global meter.
func (run *tuneRun) curve(cause string, m meter.Metric) *tune.Curve {
	list := run.advice.Curves.Curves
	i := slices.IndexFunc(list, func(c tune.Curve) bool { return c.Cause == cause && c.Account == nil && c.Metric == m })
	return &list[i]
}

// onlyMetric is the metric that has a threshold, if only one has.
func onlyMetric(set *meter.Values) (only meter.Metric, ok bool) {
	n := 0
	for m, t := range set {
		if t > 0 {
			only = meter.Metric(m)
			n++
		}
	}
	return only, n == 1
}
