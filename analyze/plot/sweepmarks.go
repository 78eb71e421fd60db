package plot

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// setStyle is the line of a recommended limit.
func setStyle(c color.Color) draw.LineStyle { return draw.LineStyle{Color: c, Width: 2.4} }

// drawTick marks on a lane where an incident is lost; that of the binding
// incident is longer.
func drawTick(s sheet, c color.Color, binding bool, x, y vg.Length) {
	style := draw.LineStyle{Color: c, Width: 1.4}
	half := vg.Length(5)
	if binding {
		style.Width, half = 3, 7
	}
	s.StrokeLine2(style, x, y-half, x, y+half)
}

// drawLanes draws, average by average, from which limit on each incident is
// no longer found, and names the one that is lost first.
func (v *sweepView) drawLanes(s sheet) {
	s.text(captionLettering, marginSide, v.lanesTop+14, draw.XLeft, draw.YCenter, "Where each incident is lost")
	for row, m := range v.rows {
		y := v.lanesTop - (vg.Length(row)+0.5)*sweepLane
		letters := tickLettering
		letters.color = textShade(metricColor[m])
		s.text(letters, v.limits.from-7, y, draw.XRight, draw.YCenter, m.String())
		s.StrokeLine2(draw.LineStyle{Color: gridColor, Width: pixel}, v.limits.from, crisp(y), v.limits.to, crisp(y))
		v.drawLane(s, m, y)
	}
}

func (v *sweepView) drawLane(s sheet, m meter.Metric, y vg.Length) {
	var first *SweepIncident
	for i := range v.Incidents {
		in := &v.Incidents[i]
		limit := in.HighestPerSec[m] * 60
		if limit <= 0 || !v.limits.holds(limit) {
			continue
		}
		drawTick(s, metricColor[m], in.Binding, v.limits.at(limit), y)
		if in.Binding && (first == nil || limit < first.HighestPerSec[m]*60) {
			first = in
		}
	}
	if first == nil {
		return
	}
	letters := lettering{size: 12, color: inkColor}
	const room = 150
	name := fit(letters, first.Name, room)
	x := v.limits.at(first.HighestPerSec[m] * 60)
	left := x - 7 - letters.width(name)
	if left < v.limits.from {
		left = x + 7
	}
	s.box(color.White, left-2, y-6, left+letters.width(name)+2, y+6)
	s.text(letters, left, y, draw.XLeft, draw.YCenter, name)
}

// sweepMark is a limit recommended or in force.
type sweepMark struct {
	metric meter.Metric
	perSec float64
	set    bool // recommended, else in force
}

// name is what is written above the mark.
func (k *sweepMark) name() (lettering, string) {
	what := "now "
	if k.set {
		what = "set "
	}
	return lettering{size: 13, bold: k.set, color: textShade(metricColor[k.metric])}, what + limitLabel(k.metric, k.perSec)
}

// marks are those on the axis, the recommended ones first: their names have
// the first choice of a place.
func (v *sweepView) marks() []sweepMark {
	var marks []sweepMark
	for _, set := range [...]bool{true, false} {
		limits := v.NowPerSec
		if set {
			limits = v.SetPerSec
		}
		for _, m := range v.rows {
			if limits[m] > 0 && v.limits.holds(limits[m]*60) {
				marks = append(marks, sweepMark{m, limits[m], set})
			}
		}
	}
	return marks
}

// drawMarks draws the limits recommended and in force across all panels and
// names them at the top, in a row where no other name is; where there is none
// the colour has to do.
func (v *sweepView) drawMarks(s sheet) {
	const rows, rowHeight, gap = 3, 14, 10
	var taken [rows][]vg.Rectangle
	for _, k := range v.marks() {
		x := v.limits.at(k.perSec * 60)
		style := limitStyle(metricColor[k.metric], false)
		if k.set {
			style = setStyle(metricColor[k.metric])
		}
		s.StrokeLine2(style, x, v.falsePanel.Min.Y, x, v.falsePanel.Max.Y)
		s.StrokeLine2(style, x, v.recall.Min.Y, x, v.recall.Max.Y+8)
		letters, name := k.name()
		half := letters.width(name) / 2
		x = min(max(x, v.limits.from+half), v.limits.to-half)
		for row := range taken {
			if slices.ContainsFunc(taken[row], func(r vg.Rectangle) bool { return x-half < r.Max.X && x+half > r.Min.X }) {
				continue
			}
			taken[row] = append(taken[row], vg.Rectangle{Min: vg.Point{X: x - half - gap}, Max: vg.Point{X: x + half + gap}})
			s.text(letters, x, v.recall.Max.Y+10+vg.Length(row)*rowHeight, draw.XCenter, draw.YBottom, name)
			break
		}
	}
}
