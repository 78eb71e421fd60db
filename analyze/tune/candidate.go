package tune

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// candidate is one vector of thresholds while it is judged on one meter.
type candidate struct {
	limits     meter.Values // +Inf is off
	encounters []encounter  // by incident
	sides      [2]side      // before the cut, or all; from it on

	// The firing that is open, if any.
	open        bool
	start, last int64 // its first and last alert
	alerts      [replay.CheckSec]uint64

	bySide [2][replay.CheckSec]uint64 // the span's alerts by phase
}

// side is what fired on one side of the cut.
type side struct{ alerts, firings, falsy uint64 }

// judgeMeter walks one meter once for all vectors.
func judgeMeter(m *replay.CheckedMeter, vectors []meter.Values, opt *Options, reportSec int64) []candidate {
	j := jury{opt: opt, reportSec: reportSec, candidates: make([]candidate, len(vectors)), windows: opt.windows(m.Cause, m.Account)}
	for i, v := range vectors {
		c := &j.candidates[i]
		c.encounters = make([]encounter, len(opt.Incidents))
		for k, t := range v {
			c.limits[k] = math.Inf(1)
			if t > 0 {
				c.limits[k] = meter.Metric(k).LimitPerSecond(t)
			}
		}
	}
	for i := range opt.Incidents {
		if opt.Incidents[i].concerns(m.Cause, m.Account) {
			j.incidents = append(j.incidents, i)
		}
	}
	slices.SortStableFunc(j.incidents, func(a, b int) int {
		return int(opt.Incidents[a].Start - opt.Incidents[b].Start)
	})
	for i := range m.Spans {
		if sp := &m.Spans[i]; !sp.Empty() && len(vectors) > 0 {
			j.span(sp)
		}
	}
	return j.candidates
}

// jury judges all vectors over the same checks.
type jury struct {
	opt        *Options
	reportSec  int64
	windows    []window
	incidents  []int // that concern the meter, by start
	candidates []candidate
}

func (j *jury) span(sp *replay.Span) {
	end := int64(sp.End())
	lowest := j.lowest()
	waiting := j.incidents
	var near []int // incidents that a check can still tell something of
	lasting := false
	sp.Walk(func(t int64, phase int, rates *meter.Values) {
		for len(waiting) > 0 && j.opt.Incidents[waiting[0]].Start < t+replay.CheckSec {
			if j.opt.Incidents[waiting[0]].Start < end {
				near = append(near, waiting[0])
			}
			waiting = waiting[1:]
		}
		above := false
		for m, v := range rates {
			above = above || v > lowest[m]
		}
		if !above && !lasting {
			return
		}
		phases := uint64(1) << phase
		if sp.Exact() {
			phases = allPhases
		}
		near = slices.DeleteFunc(near, func(i int) bool { return j.done(i, t) })
		lasting = false
		for i := range j.candidates {
			c := &j.candidates[i]
			alerts := c.exceeded(rates)
			if alerts {
				c.alert(j, end, t, phase)
			}
			for _, k := range near {
				e := &c.encounters[k]
				e.check(&j.opt.Incidents[k], j.opt.GraceSec, t, phases, alerts)
				lasting = lasting || e.lasting != 0
			}
		}
	})
	for i := range j.candidates {
		j.candidates[i].endSpan(j, end, sp.Phases())
	}
}

// lowest is the rate of each metric that no vector alerts below.
func (j *jury) lowest() meter.Values {
	lowest := j.candidates[0].limits
	for i := range j.candidates {
		for m, l := range j.candidates[i].limits {
			lowest[m] = min(lowest[m], l)
		}
	}
	return lowest
}

// done tells that no check from t on says anything of an incident.
func (j *jury) done(incident int, t int64) bool {
	if t < j.opt.Incidents[incident].End+j.opt.GraceSec {
		return false
	}
	for i := range j.candidates {
		if j.candidates[i].encounters[incident].lasting != 0 {
			return false
		}
	}
	return true
}

func (c *candidate) exceeded(rates *meter.Values) bool {
	return rates[meter.One] > c.limits[meter.One] || rates[meter.Five] > c.limits[meter.Five] ||
		rates[meter.Fifteen] > c.limits[meter.Fifteen] || rates[meter.Day] > c.limits[meter.Day]
}

// alert adds one alert; more than a minute after the last a new firing begins.
func (c *candidate) alert(j *jury, spanEnd, t int64, phase int) {
	if c.open && t > c.last+replay.CheckSec {
		c.finish(j, spanEnd)
	}
	if !c.open {
		c.open, c.start = true, t
		clear(c.alerts[:])
	}
	c.last = t
	c.alerts[phase]++
}

// finish ends the firing that is open.
func (c *candidate) finish(j *jury, spanEnd int64) {
	c.open = false
	end := min(c.last+replay.CheckSec, spanEnd)
	if end <= j.reportSec { // it is not reported, and so is nothing before it
		clear(c.encounters)
		return
	}
	which := 0
	if j.opt.CutSec != 0 && c.start >= j.opt.CutSec {
		which = 1
	}
	c.sides[which].firings++
	if inside := (&marks{j.windows}).meet(c.start, end); !inside {
		c.sides[which].falsy++
	}
	for p, n := range c.alerts {
		c.bySide[which][p] += n
	}
}

// endSpan cuts what lasts and adds up the span's alerts.
func (c *candidate) endSpan(j *jury, spanEnd int64, phases int) {
	for i := range c.encounters {
		e := &c.encounters[i]
		if end := j.opt.Incidents[i].End; e.lasting != 0 {
			e.fade(allPhases, spanEnd-end)
		}
	}
	if c.open {
		c.finish(j, spanEnd)
	}
	for which := range c.sides {
		c.sides[which].alerts += slices.Max(c.bySide[which][:phases])
	}
	c.bySide = [2][replay.CheckSec]uint64{}
}
