package plot

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// panel is a rectangle of the sheet with a span of time across and values
// from 0 upwards. Panels of one sheet share their left and right edges.
type panel struct {
	vg.Rectangle
	since, until int64   // Unix seconds of the left and right edge
	top          float64 // value of the upper edge, above 0
}

// x is where an instant lies; what is outside the panel is put on its edge.
func (p panel) x(unix int64) vg.Length {
	unix = min(max(unix, p.since), p.until)
	part := float64(unix-p.since) / float64(p.until-p.since)
	return p.Min.X + vg.Length(part)*(p.Max.X-p.Min.X)
}

// y is where a value lies; what is outside the panel is put on its edge.
func (p panel) y(value float64) vg.Length {
	part := min(max(value/p.top, 0), 1)
	return p.Min.Y + vg.Length(part)*(p.Max.Y-p.Min.Y)
}

// columns is how many pixels the panel is wide.
func (p panel) columns() int {
	return int((p.Max.X - p.Min.X) / pixel)
}

var tickLettering = lettering{size: 13, color: inkColor}

// drawGrid draws the lines of round values and times and labels the values.
func (p panel) drawGrid(s sheet, values []valueTick, times timeAxis) {
	fine := draw.LineStyle{Color: gridColor, Width: pixel}
	for _, t := range times.ticks {
		x := crisp(p.x(t.unix))
		s.StrokeLine2(fine, x, p.Min.Y, x, p.Max.Y)
	}
	for _, g := range times.groups[min(1, len(times.groups)):] {
		x := crisp(p.x(g.unix))
		s.StrokeLine2(draw.LineStyle{Color: frameColor, Width: pixel}, x, p.Min.Y, x, p.Max.Y)
	}
	for _, v := range values {
		y := crisp(p.y(v.value))
		s.StrokeLine2(fine, p.Min.X, y, p.Max.X, y)
		s.text(tickLettering, p.Min.X-7, y, draw.XRight, draw.YCenter, v.label)
	}
}

// drawFrame draws the lower and the left edge.
func (p panel) drawFrame(s sheet) {
	x, y := crisp(p.Min.X), crisp(p.Min.Y)
	s.StrokeLines(draw.LineStyle{Color: frameColor, Width: pixel},
		[]vg.Point{{X: x, Y: p.Max.Y}, {X: x, Y: y}, {X: p.Max.X, Y: y}})
}

// valueLabelWidth is the room that the labels need left of the panel.
func valueLabelWidth(values []valueTick) vg.Length {
	var widest vg.Length
	for _, v := range values {
		widest = max(widest, tickLettering.width(v.label))
	}
	return widest + 7
}
