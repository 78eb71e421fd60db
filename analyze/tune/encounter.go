package tune

import "github.com/cdrlab/cdrlab/replay"

// encounter is what one vector of thresholds makes of one incident. Phases are
// bits; a known check clock stands for all of them.
type encounter struct {
	alerted   uint64 // phases with an alert in the window
	lasting   uint64 // phases whose firing at the incident's end goes on
	detected  bool
	met       bool // a firing meets the incident
	detectSec int64
	resetSec  int64
}

// allPhases has a bit for each phase.
const allPhases = 1<<replay.CheckSec - 1

// check sees one check of some phases, not before the incident is near.
func (e *encounter) check(in *Incident, graceSec, t int64, phases uint64, alerts bool) {
	if alerts && t >= in.Start && t < in.End+graceSec && !e.detected {
		e.alerted |= phases
		if e.alerted == allPhases {
			e.detected, e.detectSec = true, t-in.Start
		}
	}
	switch {
	case t < in.End && alerts:
		e.met = true
		e.lasting |= phases
	case t < in.End:
		e.lasting &^= phases
	case !alerts && e.lasting != 0:
		e.fade(phases, t-in.End)
	}
}

// fade ends the firings of some phases.
func (e *encounter) fade(phases uint64, sec int64) {
	if e.lasting &^= phases; e.lasting == 0 {
		e.resetSec = max(e.resetSec, sec)
	}
}

func (e *encounter) detection() Detection {
	d := Detection{Detected: e.detected, Reset: e.met, ResetSec: e.resetSec}
	if e.detected {
		d.DetectSec = e.detectSec
	}
	return d
}
