package regress

import (
	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Detection is when an incident is detected for certain.
type Detection struct {
	// Sure tells that some meter alerts in the incident's window whatever check
	// clock the application has.
	Sure bool
	// WorstSec is from the incident's start to that meter's first alert in the
	// window at the worst of the clocks; of several such meters, the fastest.
	WorstSec int64
}

// Detections judges incidents by every single alert of the meters that
// concern them, at each check clock alone, in the order of the incidents.
// Alerts before since, those of a warm-up, do not count.
func Detections(meters []replay.CheckedMeter, cfg *alert.Config, incidents []label.Incident, since replay.Second, graceSec int64) []Detection {
	list := make([]Detection, len(incidents))
	for i := range meters {
		for k, first := range firstAlerts(&meters[i], cfg, incidents, since, graceSec) {
			at, sure := first.worst()
			if sec := at - int64(incidents[k].Start); sure && (!list[k].Sure || sec < list[k].WorstSec) {
				list[k] = Detection{true, sec}
			}
		}
	}
	return list
}

// clocks is the first alert in a window at each check clock; 0 is none yet.
type clocks []int64

// worst is the latest of the first alerts; sure tells that there is one at
// every clock.
func (c clocks) worst() (at int64, sure bool) {
	for _, t := range c {
		if t == 0 {
			return 0, false
		}
		at = max(at, t)
	}
	return at, len(c) > 0
}

// firstAlerts walks one meter once for all incidents; those that it does not
// concern have no clocks.
func firstAlerts(m *replay.CheckedMeter, cfg *alert.Config, incidents []label.Incident, since replay.Second, graceSec int64) []clocks {
	phases := 1
	for i := range m.Spans {
		phases = max(phases, m.Spans[i].Phases())
	}
	_, limits := cfg.Limits(m.Cause)
	if m.Account != nil {
		_, limits = cfg.AccountLimits(*m.Account, m.Cause)
	}
	first := make([]clocks, len(incidents))
	concerned := false
	for k := range incidents {
		if incidents[k].Concerns(m.Cause, m.Account) {
			first[k] = make(clocks, phases)
			concerned = true
		}
	}
	if !concerned || limits == (meter.Values{}) { // idle meters are many, and a walk is long
		return first
	}
	for i := range m.Spans {
		span := &m.Spans[i]
		span.Walk(func(t int64, phase int, rates *meter.Values) {
			if t < int64(since) || !exceeded(rates, &limits) {
				return
			}
			for k := range first {
				from, to := incidents[k].Window(graceSec)
				if len(first[k]) > 0 && t >= int64(from) && t < int64(to) {
					first[k].alert(t, phase, span.Exact())
				}
			}
		})
	}
	return first
}

// alert notes an alert at one clock or, where the clock is known, at all.
func (c clocks) alert(t int64, phase int, exact bool) {
	if exact {
		for phase := range c {
			c.alert(t, phase, false)
		}
	} else if c[phase] == 0 {
		c[phase] = t
	}
}

// exceeded tells whether a check with these averages alerts.
func exceeded(rates, limits *meter.Values) bool {
	for m := range rates {
		if limits[m] > 0 && rates[m] > limits[m] {
			return true
		}
	}
	return false
}
