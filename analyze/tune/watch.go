package tune

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// mark is a time that one incident reaches at every limit below a level.
type mark struct {
	level float64
	sec   int64
}

// finding is what one average says of one incident, for every limit L at once.
type finding struct {
	// detect: the incident is detected at L if some level is above L, after the
	// least sec of those.
	detect []mark
	// met: a firing meets the incident if met is above L; the last such ends the
	// most sec of the levels of reset above L after the incident, else by its end.
	met   float64
	reset []mark
}

// watch follows one incident through the checks of one span.
type watch struct {
	start, end, windowEnd int64
	spanEnd               int64
	phases                int
	lanes                 [meter.NumMetrics]watchLane
}

// watchLane follows it for one average, phase by phase. As each phase has one
// check a minute, a second belongs to the phase t modulo 60.
type watchLane struct {
	to *finding
	// best is the highest value in the window so far; found the least of them,
	// at which every phase has alerted.
	best  [replay.CheckSec]float64
	found float64
	// lasting is the level that the firing at the incident's end has kept since;
	// longest the most of them.
	lasting [replay.CheckSec]float64
	longest float64
	over    bool // the incident is, and longest is known
}

// visit sees a check, not before a minute to the incident's start.
func (w *watch) visit(t int64, phase int, rates *meter.Values) {
	for m := range w.lanes {
		l := &w.lanes[m]
		v := rates[m]
		if t >= w.start && t < w.windowEnd && v > l.best[phase] {
			l.detect(phase, w.phases, v, t-w.start)
		}
		if t < w.end {
			l.to.met = max(l.to.met, v)
			l.lasting[phase] = v
			continue
		}
		if !l.over {
			l.settle(w.phases)
		}
		if v < l.lasting[phase] {
			l.fade(phase, w.phases, v, t-w.end)
		}
	}
}

// spent tells that no firing lasts, at any limit: nothing is left to see.
func (w *watch) spent() bool {
	for m := range w.lanes {
		if l := &w.lanes[m]; !l.over || l.longest > 0 {
			return false
		}
	}
	return true
}

// detect raises the best value of a phase.
func (l *watchLane) detect(phase, phases int, v float64, sec int64) {
	was := l.best[phase]
	l.best[phase] = v
	if was > l.found {
		return
	}
	if least := slices.Min(l.best[:phases]); least > l.found {
		l.found = least
		l.to.detect = append(l.to.detect, mark{least, sec})
	}
}

// settle is called once the incident is over.
func (l *watchLane) settle(phases int) {
	l.over = true
	l.longest = slices.Max(l.lasting[:phases])
}

// fade lowers what the firing of a phase keeps.
func (l *watchLane) fade(phase, phases int, v float64, sec int64) {
	was := l.lasting[phase]
	l.lasting[phase] = v
	if was < l.longest {
		return
	}
	if most := slices.Max(l.lasting[:phases]); most < l.longest {
		l.to.reset = append(l.to.reset, mark{l.longest, sec})
		l.longest = most
	}
}

// close ends the span: a firing that lasts is cut there.
func (w *watch) close() {
	if w.spanEnd <= w.end {
		return
	}
	for m := range w.lanes {
		l := &w.lanes[m]
		if !l.over {
			l.settle(w.phases)
		}
		if l.longest > 0 {
			l.to.reset = append(l.to.reset, mark{l.longest, w.spanEnd - w.end})
		}
	}
}
