package plot

import (
	"fmt"
	"io"
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// SweepFigure shows what each threshold of one hangup cause would have done:
// how many labelled incidents it finds and how often it fires for nothing,
// with the threshold of each average taken alone.
type SweepFigure struct {
	// Cause is the hangup cause whose thresholds are swept.
	Cause string
	// Title is the heading; empty makes it of the cause.
	Title string
	// Subtitle is the line below.
	Subtitle string
	// Steps hold the outcome by average, ascending; an average without steps
	// is not shown.
	Steps [meter.NumMetrics][]SweepStep
	// Incidents are those the cause ought to find.
	Incidents []SweepIncident
	// SetPerSec are the limits recommended, NowPerSec those in force, in
	// events per second; 0 is off.
	SetPerSec, NowPerSec meter.Values
	// MaxFalsePerWeek is the most false firings wanted; 0 if none is named.
	MaxFalsePerWeek float64
}

// SweepStep is the outcome of all limits from one on, up to the next step's.
type SweepStep struct {
	// LimitPerSec is the lowest limit of the step, in events per second.
	LimitPerSec float64
	// FalsePerWeek is how often such a limit fires outside incidents.
	FalsePerWeek float64
	// Recall is the part of the incidents that it finds, 0 to 1.
	Recall float64
}

// SweepIncident is a labelled incident.
type SweepIncident struct {
	Name string
	// HighestPerSec are the limits, by average, from which on it is no longer
	// found; 0 where no limit finds it.
	HighestPerSec meter.Values
	// Binding marks the incident that is lost first when the limit rises.
	Binding bool
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself (each message names the cause), or with w's error.
func (f *SweepFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Cause, f.check, func() view { return newSweepView(f) })
}

func (f *SweepFigure) check() error {
	for m, steps := range f.Steps {
		for i, s := range steps {
			switch {
			case !isRate(s.LimitPerSec):
				return fmt.Errorf("%s: step %d: limit %v, wanted 0 to %v", meter.Metric(m), i, s.LimitPerSec, maxRatePerSec)
			case i > 0 && s.LimitPerSec <= steps[i-1].LimitPerSec:
				return fmt.Errorf("%s: step %d: limit %v after %v, wanted ascending", meter.Metric(m), i, s.LimitPerSec, steps[i-1].LimitPerSec)
			case !(s.FalsePerWeek >= 0 && s.FalsePerWeek <= math.MaxFloat64):
				return fmt.Errorf("%s: step %d: %v false firings a week, wanted 0 or more", meter.Metric(m), i, s.FalsePerWeek)
			case !(s.Recall >= 0 && s.Recall <= 1):
				return fmt.Errorf("%s: step %d: recall %v, wanted 0 to 1", meter.Metric(m), i, s.Recall)
			}
		}
		for _, limit := range [...]float64{f.SetPerSec[m], f.NowPerSec[m]} {
			if !isRate(limit) {
				return fmt.Errorf("%s: limit %v, wanted 0 to %v", meter.Metric(m), limit, maxRatePerSec)
			}
		}
	}
	for _, in := range f.Incidents {
		for m, limit := range in.HighestPerSec {
			if !isRate(limit) {
				return fmt.Errorf("incident %s: %s: limit %v, wanted 0 to %v", printable(in.Name), meter.Metric(m), limit, maxRatePerSec)
			}
		}
	}
	return nil
}
