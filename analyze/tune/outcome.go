package tune

import "math"

// Outcome is what one threshold, or one vector of them, does to the traffic.
type Outcome struct {
	// Alerts is the most alerts of any one check clock, summed over meters and
	// restarts, as in replay.Result; 0 if they were not asked for.
	Alerts uint64
	// Firings counts replay's firings; False those that meet no window of an
	// incident that concerns the meter.
	Firings, False uint64
	// Incidents are those that concern the meter, Detected those with an alert
	// in their window; where the check clock is unknown, with one at each of
	// its 60 phases.
	Incidents, Detected int
	// MeanDetectSec and MaxDetectSec are the seconds from an incident's start
	// to the first alert in its window, over the detected incidents;
	// MeanResetSec is from its end to the end of the last firing that meets
	// [start, end), at least 0, over those detected incidents that such a firing
	// meets. Where the clock is unknown each is the worst phase's. NaN where
	// there is nothing to take the mean of.
	MeanDetectSec, MaxDetectSec, MeanResetSec float64
}

// Precision is the true firings' part of all; not ok without a firing.
func (o *Outcome) Precision() (p float64, ok bool) {
	return float64(o.Firings-o.False) / float64(o.Firings), o.Firings > 0
}

// Recall is the detected incidents' part of all; not ok without an incident.
func (o *Outcome) Recall() (r float64, ok bool) {
	return float64(o.Detected) / float64(o.Incidents), o.Incidents > 0
}

// times sums up how an outcome's incidents were found, in whole seconds, so
// that equal outcomes compare equal.
type times struct {
	detected, resets           int
	detectSec, maxSec, restSec int64
}

// outcome is the times as means; the counts are left at 0.
func (t *times) outcome(incidents int) Outcome {
	o := Outcome{
		Incidents: incidents, Detected: t.detected,
		MeanDetectSec: math.NaN(), MaxDetectSec: math.NaN(), MeanResetSec: math.NaN(),
	}
	if t.detected > 0 {
		o.MeanDetectSec = float64(t.detectSec) / float64(t.detected)
		o.MaxDetectSec = float64(t.maxSec)
	}
	if t.resets > 0 {
		o.MeanResetSec = float64(t.restSec) / float64(t.resets)
	}
	return o
}
