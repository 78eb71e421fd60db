package plot

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// drawGrid draws the round values and names the axes.
func (v *sweepView) drawGrid(s sheet) {
	fine := draw.LineStyle{Color: gridColor, Width: pixel}
	for _, t := range v.limits.ticks(58, decimalLabel) {
		x := crisp(v.limits.at(t.value))
		s.StrokeLine2(fine, x, v.falsePanel.Min.Y, x, v.falsePanel.Max.Y)
		s.StrokeLine2(fine, x, v.recall.Min.Y, x, v.recall.Max.Y)
		s.text(tickLettering, x, v.falsePanel.Min.Y-7, draw.XCenter, draw.YTop, t.label)
	}
	for _, t := range []valueTick{{0, "0%"}, {0.5, "50%"}, {1, "100%"}} {
		y := crisp(v.recall.y(t.value))
		s.StrokeLine2(fine, v.recall.Min.X, y, v.recall.Max.X, y)
		s.text(tickLettering, v.recall.Min.X-7, y, draw.XRight, draw.YCenter, t.label)
	}
	for _, t := range append(v.falseUp.ticks(30, decimalLabel), valueTick{0, "0"}) {
		y := crisp(v.falseY(t.value))
		s.StrokeLine2(fine, v.falsePanel.Min.X, y, v.falsePanel.Max.X, y)
		s.text(tickLettering, v.falsePanel.Min.X-7, y, draw.XRight, draw.YCenter, t.label)
	}
	middle := (v.limits.from + v.limits.to) / 2
	s.text(legendLettering, middle, v.falsePanel.Min.Y-27, draw.XCenter, draw.YTop, "limit, events per minute")
	s.text(captionLettering, marginSide, v.recall.Max.Y+14, draw.XLeft, draw.YCenter, "Incidents found")
	s.text(captionLettering, marginSide, v.falsePanel.Max.Y+14, draw.XLeft, draw.YCenter, "False firings a week")
}

// falseY is the height of a number of false firings a week; none lies apart
// at the foot of the panel.
func (v *sweepView) falseY(perWeek float64) vg.Length {
	if perWeek <= 0 {
		return v.falsePanel.Min.Y + 6
	}
	return v.falseUp.at(perWeek)
}

func (v *sweepView) drawRecall(s sheet, m meter.Metric) {
	v.drawSteps(s, m, func(step SweepStep) vg.Length { return v.recall.y(step.Recall) })
}

func (v *sweepView) drawFalse(s sheet, m meter.Metric) {
	v.drawSteps(s, m, func(step SweepStep) vg.Length { return v.falseY(step.FalsePerWeek) })
}

// drawSteps draws a staircase, thinned to the lowest and the highest step of
// each column of pixels.
func (v *sweepView) drawSteps(s sheet, m meter.Metric, height func(SweepStep) vg.Length) {
	var line []vg.Point
	to := func(x, y vg.Length) {
		if n := len(line); n > 0 && line[n-1].Y != y {
			line = append(line, vg.Point{X: x, Y: line[n-1].Y})
		}
		line = append(line, vg.Point{X: x, Y: y})
	}
	steps := v.Steps[m]
	for i := 0; i < len(steps); {
		perMin := steps[i].LimitPerSec * 60
		if i+1 < len(steps) && steps[i+1].LimitPerSec*60 <= v.limits.low {
			i++
			continue
		}
		if perMin > v.limits.high {
			break
		}
		column := v.limits.column(perMin)
		low, high := height(steps[i]), height(steps[i])
		last := high
		first := i
		for ; i < len(steps) && (i == first || v.limits.column(steps[i].LimitPerSec*60) == column); i++ {
			last = height(steps[i])
			low, high = min(low, last), max(high, last)
		}
		x := v.limits.at(perMin)
		if i-first > 2 { // more than a staircase can show
			to(x, high)
			to(x, low)
		}
		to(x, last)
	}
	if n := len(line); n > 0 {
		line = append(line, vg.Point{X: v.limits.to, Y: line[n-1].Y})
	}
	s.StrokeLines(draw.LineStyle{Color: metricColor[m], Width: 2}, pieces(line)...)
}

// drawGoal draws how many false firings are wanted at most.
func (v *sweepView) drawGoal(s sheet) {
	if v.MaxFalsePerWeek <= 0 {
		return
	}
	p := v.falsePanel
	y := v.falseY(v.MaxFalsePerWeek)
	s.StrokeLine2(draw.LineStyle{Color: firingColor, Width: 1.2, Dashes: []vg.Length{2, 3}}, p.Min.X, y, p.Max.X, y)
	letters := lettering{size: 12, color: firingColor}
	s.text(letters, p.Max.X-4, y+4, draw.XRight, draw.YBottom, fmt.Sprintf("at most %s a week", quantity(v.MaxFalsePerWeek)))
}
