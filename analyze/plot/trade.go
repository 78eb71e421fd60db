package plot

import (
	"fmt"
	"io"
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// TradeFigure shows what quicker detection costs in false firings: each point
// is a threshold of one average that finds every incident.
type TradeFigure struct {
	// Cause is the hangup cause whose thresholds are shown.
	Cause string
	// Title is the heading; empty makes it of the cause.
	Title string
	// Subtitle is the line below.
	Subtitle string
	// Points hold the thresholds by average, ascending by limit; an average
	// without points is not shown.
	Points [meter.NumMetrics][]TradePoint
	// Set is the recommended outcome and SetMetric the average it is set on;
	// nil if none is.
	Set       *TradePoint
	SetMetric meter.Metric
	// MaxFalsePerWeek and DetectWithinSec are what is wanted.
	MaxFalsePerWeek, DetectWithinSec float64
}

// TradePoint is the outcome of a threshold.
type TradePoint struct {
	// LimitPerSec is its limit, in events per second.
	LimitPerSec float64
	// FalsePerWeek is how often it fires outside incidents.
	FalsePerWeek float64
	// DetectSec is the longest time from the start of an incident to its first
	// alert, in seconds.
	DetectSec float64
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself (each message names the cause), or with w's error.
func (f *TradeFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Cause, f.check, func() view { return newTradeView(f) })
}

func (f *TradeFigure) check() error {
	for m, points := range f.Points {
		for i, p := range points {
			if !p.drawable() {
				return fmt.Errorf("%s: point %d: %v false firings a week, %v s, wanted numbers of 0 or more", meter.Metric(m), i, p.FalsePerWeek, p.DetectSec)
			}
		}
	}
	switch {
	case f.Set != nil && !f.Set.drawable():
		return fmt.Errorf("recommended: %v false firings a week, %v s, wanted numbers of 0 or more", f.Set.FalsePerWeek, f.Set.DetectSec)
	case !isAmount(f.MaxFalsePerWeek) || !isAmount(f.DetectWithinSec):
		return fmt.Errorf("wanted %v a week within %v s, wanted numbers of 0 or more", f.MaxFalsePerWeek, f.DetectWithinSec)
	}
	return nil
}

func (p *TradePoint) drawable() bool {
	return isRate(p.LimitPerSec) && isAmount(p.FalsePerWeek) && isAmount(p.DetectSec)
}

// isAmount is false for NaN and infinities too.
func isAmount(v float64) bool { return v >= 0 && v <= math.MaxFloat64 }
