package plot

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// sweepView is a checked SweepFigure laid out on the sheet. Its averages
// share one axis across, the limit in events per minute: there a threshold
// means the same whichever average it is set on.
type sweepView struct {
	*SweepFigure
	limits logAxis // across, events per minute
	rows   []meter.Metric
	recall panel // values 0 to 1
	// lanes hold, for each row, where incidents are lost.
	lanesTop, lanesLow vg.Length
	falseUp            logAxis // upwards, false firings a week
	falsePanel         panel
}

// The places of the sheet that do not depend on the data.
const (
	sweepLow      = 62 * vg.Length(1)
	sweepHigh     = legendMiddle - 56
	sweepRecall   = 108 * vg.Length(1)
	sweepLane     = 17 * vg.Length(1)
	sweepGap      = 38 * vg.Length(1)
	sweepRange    = 500 // of the axis across, unless a mark is lower
	zeroFalseRoom = 26 * vg.Length(1)
)

func newSweepView(f *SweepFigure) *sweepView {
	v := &sweepView{SweepFigure: f}
	for m := range meter.Metric(meter.NumMetrics) {
		if len(f.Steps[m]) > 0 {
			v.rows = append(v.rows, m)
		}
	}
	left, right := marginSide+64, sheetWidth-marginSide-18
	low, high := v.limitRange()
	v.limits = logAxis{low: low, high: high, from: left, to: right}
	place := func(bottom, top vg.Length, value float64) panel {
		return panel{Rectangle: vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: right, Y: top}}, top: value}
	}
	v.recall = place(sweepHigh-sweepRecall, sweepHigh, 1)
	v.lanesTop = v.recall.Min.Y - sweepGap
	v.lanesLow = v.lanesTop
	if len(f.Incidents) > 0 {
		v.lanesLow -= vg.Length(len(v.rows)) * sweepLane
	} else {
		v.lanesTop += sweepGap - 12
		v.lanesLow = v.lanesTop
	}
	v.falsePanel = place(sweepLow, v.lanesLow-sweepGap, 1)
	lowest, highest := v.falseRange()
	v.falseUp = logAxis{low: lowest, high: highest, from: sweepLow + zeroFalseRoom, to: v.falsePanel.Max.Y}
	return v
}

// limitRange is what the axis across holds, in events per minute: up to where
// the last curve ends, and down as far as anything is marked.
func (v *sweepView) limitRange() (low, high float64) {
	for _, m := range v.rows {
		steps := v.Steps[m]
		high = max(high, steps[len(steps)-1].LimitPerSec*60)
	}
	mark := math.Inf(1)
	note := func(limits meter.Values) {
		for _, l := range limits {
			if l > 0 {
				mark, high = min(mark, l*60), max(high, l*60)
			}
		}
	}
	note(v.SetPerSec)
	note(v.NowPerSec)
	for _, in := range v.Incidents {
		note(in.HighestPerSec)
	}
	const least = 1e-6 // a rate that has decayed below it is as good as none
	if high < least {
		high = 1
	}
	high *= 1.35
	low = max(high/sweepRange, high*1e-9)
	if mark < math.Inf(1) {
		low = max(min(low, mark/2), high*1e-9)
	}
	return low, high
}

// falseRange is what the axis upwards holds, in false firings a week.
func (v *sweepView) falseRange() (low, high float64) {
	low, high = math.Inf(1), 0
	note := func(rate float64) {
		if rate > 0 {
			low, high = min(low, rate), max(high, rate)
		}
	}
	note(v.MaxFalsePerWeek)
	for _, m := range v.rows {
		for _, s := range v.Steps[m] {
			note(s.FalsePerWeek)
		}
	}
	if high == 0 {
		return 0.1, 10
	}
	return low / 1.5, max(high*1.5, low*20)
}

func (v *sweepView) draw(s sheet) {
	title := v.Title
	if title == "" {
		title = v.Cause + ": what each threshold would have done"
	}
	drawHeading(s, title, v.Subtitle)
	drawKeys(s, "Threshold of one average alone", v.legendKeys())
	v.drawGrid(s)
	for _, m := range v.rows {
		v.drawRecall(s, m)
		v.drawFalse(s, m)
	}
	v.drawGoal(s)
	if len(v.Incidents) > 0 {
		v.drawLanes(s)
	}
	v.drawMarks(s)
	v.recall.drawFrame(s)
	v.falsePanel.drawFrame(s)
}

func (v *sweepView) legendKeys() []legendKey {
	var keys []legendKey
	for _, m := range v.rows {
		keys = append(keys, lineKey(m.String(), draw.LineStyle{Color: metricColor[m], Width: 2}))
	}
	if v.SetPerSec != (meter.Values{}) {
		keys = append(keys, lineKey("recommended", setStyle(inkColor)))
	}
	if v.NowPerSec != (meter.Values{}) {
		keys = append(keys, lineKey("in force", limitStyle(mutedColor, false)))
	}
	if len(v.Incidents) > 0 {
		keys = append(keys, legendKey{"an incident is lost from here up", func(s sheet, x0, x1, y vg.Length) {
			drawTick(s, mutedColor, false, (x0+x1)/2, y)
		}})
	}
	return keys
}
