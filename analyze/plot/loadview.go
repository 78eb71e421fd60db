package plot

import (
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// loadView is a checked LoadFigure laid out on the sheet.
type loadView struct {
	*LoadFigure
	zone         *time.Location
	since, until int64
	// minutes are the events of each minute that meets the period, from
	// minuteStart on; busiest is the most of them.
	minutes     []uint64
	minuteStart int64
	busiest     uint64
	// firings are those that meet the period.
	firings []Span
	peak    loadPeak
	// limits are those set, the highest first.
	limits []loadLimit

	times         timeAxis
	averages      panel // events per minute
	averageTicks  []valueTick
	strip         panel // events of a minute
	stripTicks    []valueTick
	minutesPerBar int
	mode          curveMode
}

// The places of the sheet that do not depend on the data.
const (
	tickRoom     = 62 * vg.Length(1) // at least from one label of time to the next
	marginSide   = 22 * vg.Length(1)
	headTop      = sheetHeight - 18 // upper edge of the title
	legendMiddle = headTop - 64     // middle of the legend's row
	stripTop     = stripBottom + 112
	stripBottom  = timeRowsHeight + 14
	averagesLow  = stripTop + 42 // the strip's caption lies below
)

func newLoadView(f *LoadFigure) *loadView {
	v := &loadView{LoadFigure: f, zone: f.Zone, since: f.Since.Unix(), until: f.Until.Unix()}
	if v.zone == nil {
		v.zone = time.UTC
	}
	v.until = max(v.until, v.since+60)
	v.minutes, v.minuteStart = minutesIn(f.EventsPerMin, f.MinuteStartUnix, v.since, v.until)
	v.firings = firingsIn(f.Firings, v.since, v.until)
	v.peak = v.findPeak()

	for _, n := range v.minutes {
		v.busiest = max(v.busiest, n)
	}
	v.layOut()
	return v
}

// layOut places the panels: their scales follow from the data, their left
// and right edges from the labels of these scales and of the limits.
func (v *loadView) layOut() {
	averagesHeight, drawn := loadScale(v.highestPerMin(), v.LimitsPerSec)
	stripHeight := 1.1 * float64(max(1, v.busiest))
	v.limits = sortedLimits(v.LimitsPerSec, drawn)
	v.averageTicks = valueTicks(averagesHeight, 6, false)
	v.stripTicks = valueTicks(stripHeight, 3, true)

	left := marginSide + max(valueLabelWidth(v.averageTicks), valueLabelWidth(v.stripTicks))
	right := sheetWidth - marginSide - limitLabelsWidth(v.limits)
	place := func(low, high vg.Length, top float64) panel {
		return panel{
			Rectangle: vg.Rectangle{Min: vg.Point{X: left, Y: low}, Max: vg.Point{X: right, Y: high}},
			since:     v.since, until: v.until, top: top,
		}
	}
	averagesTop := legendMiddle - 22
	if len(v.firings) > 0 {
		averagesTop -= laneHeight
	}
	v.averages = place(averagesLow, averagesTop, averagesHeight)
	v.strip = place(stripBottom, stripTop, stripHeight)
	v.times = newTimeAxis(v.since, v.until, v.zone, int((right-left)/tickRoom))
	v.minutesPerBar = barMinutes(int((v.until-v.since+59)/60), v.strip.columns()/3)
	v.mode = v.chooseCurveMode()
}

func (v *loadView) draw(s sheet) {
	v.drawHead(s)
	v.drawLegend(s)
	v.drawShades(s)
	v.averages.drawGrid(s, v.averageTicks, v.times)
	v.strip.drawGrid(s, v.stripTicks, v.times)
	v.drawLane(s)
	v.drawCurves(s)
	v.drawLimits(s) // bands would hide them
	v.drawEvents(s)
	v.averages.drawFrame(s)
	v.strip.drawFrame(s)
	v.strip.drawTimeRows(s, v.times, v.zone)
}

// inPeriod tells whether an instant is shown.
func (v *loadView) inPeriod(unix int64) bool { return v.since <= unix && unix <= v.until }

// highestPerMin is the highest average shown, in events per minute.
func (v *loadView) highestPerMin() float64 {
	highest := 0.0
	for _, rates := range v.RatesPerSec {
		for i, r := range rates {
			if v.inPeriod(v.TimesUnix[i]) {
				highest = max(highest, r*60)
			}
		}
	}
	return highest
}

// offScale is how many times the highest average a limit may be and still be
// drawn to scale.
const offScale = 3

// loadScale is the upper edge of the averages' panel in events per minute,
// and which limits lie below it. Without averages the lowest limit sets the
// scale.
func loadScale(highestPerMin float64, limitsPerSec meter.Values) (top float64, drawn [meter.NumMetrics]bool) {
	const least = 1e-6 // a rate that has decayed below it is as good as none
	reference := highestPerMin
	if reference < least {
		reference = math.Inf(1)
		for _, l := range limitsPerSec {
			if l*60 >= least {
				reference = min(reference, l*60)
			}
		}
	}
	if math.IsInf(reference, 1) {
		reference = 1
	}
	top = reference
	for m, l := range limitsPerSec {
		if l > 0 && l*60 <= offScale*reference {
			drawn[m] = true
			top = max(top, l*60)
		}
	}
	return 1.08 * top, drawn
}
