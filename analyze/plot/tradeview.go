package plot

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// tradeView is a checked TradeFigure laid out on the sheet: false firings
// across, on a log axis with none at its left end; detection time upwards.
type tradeView struct {
	*TradeFigure
	area   panel // upwards, minutes
	across logAxis
}

const (
	tradeLow      = 62 * vg.Length(1)
	tradeHigh     = legendMiddle - 30
	zeroTradeRoom = 60 * vg.Length(1)
	goalName      = "both goals met"
)

// goalShade is behind what meets both goals.
var goalShade = color.NRGBA{0xE3, 0xF4, 0xEC, 0xFF}

func newTradeView(f *TradeFigure) *tradeView {
	v := &tradeView{TradeFigure: f}
	low, high, slowest := math.Inf(1), 0.0, f.DetectWithinSec
	note := func(p TradePoint) {
		if p.FalsePerWeek > 0 {
			low, high = min(low, p.FalsePerWeek), max(high, p.FalsePerWeek)
		}
		slowest = max(slowest, p.DetectSec)
	}
	note(TradePoint{FalsePerWeek: f.MaxFalsePerWeek})
	for _, points := range f.Points {
		for _, p := range points {
			note(p)
		}
	}
	if f.Set != nil {
		note(*f.Set)
	}
	if high == 0 {
		low, high = 0.1, 10
	}
	left, right := marginSide+64, sheetWidth-marginSide-18
	v.across = logAxis{low: low / 1.5, high: max(high*1.5, low*20), from: left + zeroTradeRoom, to: right}
	// Far slower ones are cut off: the goal and what is near it is the point.
	top := slowest
	if f.DetectWithinSec > 0 {
		top = min(slowest, 3*f.DetectWithinSec)
	}
	v.area = panel{
		Rectangle: vg.Rectangle{Min: vg.Point{X: left, Y: tradeLow}, Max: vg.Point{X: right, Y: tradeHigh}},
		top:       1.1 * max(top, 60) / 60,
	}
	return v
}

func (v *tradeView) x(falsePerWeek float64) vg.Length {
	if falsePerWeek <= 0 {
		return v.area.Min.X + zeroTradeRoom/2
	}
	return v.across.at(falsePerWeek)
}

func (v *tradeView) draw(s sheet) {
	title := v.Title
	if title == "" {
		title = v.Cause + ": detection time against false firings"
	}
	drawHeading(s, title, v.Subtitle)
	drawKeys(s, "Slowest detection, minutes", v.legendKeys())
	v.drawGoal(s)
	v.drawGrid(s)
	for m := range meter.Metric(meter.NumMetrics) {
		v.drawPoints(s, m)
	}
	v.drawSet(s)
	v.area.drawFrame(s)
}

func (v *tradeView) legendKeys() []legendKey {
	var keys []legendKey
	for m, points := range v.Points {
		if len(points) > 0 {
			keys = append(keys, lineKey(meter.Metric(m).String(), draw.LineStyle{Color: metricColor[m], Width: 2}))
		}
	}
	if v.hasGoal() {
		keys = append(keys, legendKey{goalName, func(s sheet, x0, x1, y vg.Length) { s.box(goalShade, x0, y-7, x1, y+7) }})
	}
	if v.Set != nil {
		keys = append(keys, legendKey{"recommended", func(s sheet, x0, x1, y vg.Length) { drawRing(s, (x0+x1)/2, y) }})
	}
	return keys
}

func (v *tradeView) hasGoal() bool { return v.DetectWithinSec > 0 }

// drawGoal shades what meets both goals.
func (v *tradeView) drawGoal(s sheet) {
	if v.hasGoal() {
		s.box(goalShade, v.area.Min.X, v.area.Min.Y, v.x(v.MaxFalsePerWeek), v.area.y(v.DetectWithinSec/60))
	}
}

func (v *tradeView) drawGrid(s sheet) {
	fine := draw.LineStyle{Color: gridColor, Width: pixel}
	p := v.area
	for _, t := range append(v.across.ticks(58, decimalLabel), valueTick{0, "none"}) {
		x := crisp(v.x(t.value))
		s.StrokeLine2(fine, x, p.Min.Y, x, p.Max.Y)
		s.text(tickLettering, x, p.Min.Y-7, draw.XCenter, draw.YTop, t.label)
	}
	for _, t := range valueTicks(p.top, 8, false) {
		y := crisp(p.y(t.value))
		s.StrokeLine2(fine, p.Min.X, y, p.Max.X, y)
		s.text(tickLettering, p.Min.X-7, y, draw.XRight, draw.YCenter, t.label)
	}
	s.text(legendLettering, (p.Min.X+p.Max.X)/2, p.Min.Y-27, draw.XCenter, draw.YTop, "false firings a week")
}

// drawPoints draws the way that an average's outcome takes as its threshold
// rises; what is too slow for the panel is left out.
func (v *tradeView) drawPoints(s sheet, m meter.Metric) {
	var line []vg.Point
	flush := func() {
		s.StrokeLines(draw.LineStyle{Color: metricColor[m], Width: 1.6}, pieces(line)...)
		line = nil
	}
	for _, q := range v.Points[m] {
		if q.DetectSec/60 > v.area.top {
			flush()
			continue
		}
		at := vg.Point{X: v.x(q.FalsePerWeek), Y: v.area.y(q.DetectSec / 60)}
		if n := len(line); n > 0 && math.Hypot(float64(at.X-line[n-1].X), float64(at.Y-line[n-1].Y)) < 1 {
			continue // nothing that could be seen
		}
		if n := len(line); n > 0 && line[n-1].X != at.X && line[n-1].Y != at.Y {
			line = append(line, vg.Point{X: at.X, Y: line[n-1].Y})
		}
		line = append(line, at)
		s.DrawGlyphNoClip(draw.GlyphStyle{Color: metricColor[m], Radius: 2.2, Shape: draw.CircleGlyph{}}, at)
	}
	flush()
}

// drawSet rings the recommended threshold and names it.
func (v *tradeView) drawSet(s sheet) {
	if v.Set == nil {
		return
	}
	x, y := v.x(v.Set.FalsePerWeek), v.area.y(v.Set.DetectSec/60)
	drawRing(s, x, y)
	letters := lettering{size: 13, bold: true, color: textShade(metricColor[v.SetMetric])}
	text := fmt.Sprintf("set %s", limitLabel(v.SetMetric, v.Set.LimitPerSec))
	half := letters.width(text) / 2
	s.text(letters, min(max(x, v.area.Min.X+half+6), v.area.Max.X-half), y+9, draw.XCenter, draw.YBottom, text)
}
