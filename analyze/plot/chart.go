package plot

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// chart is a panel with plain numbers on both axes, a heading above and names
// of its series to the right.
type chart struct {
	vg.Rectangle
	left, right float64 // values of the left and right edge
	top         float64 // value of the upper edge, above 0; the lower one is 0
	ticks       []valueTick
}

const (
	seriesRoom  = 232 * vg.Length(1) // for the names of series
	chartBottom = 62 * vg.Length(1)
	chartTop    = headTop - 102
)

// newChart is for values up to the highest of a series.
func newChart(left, right, highest float64) chart {
	c := chart{left: left, right: right, top: 1.08 * highest}
	if highest <= 0 {
		c.top = 1
	}
	c.ticks = valueTicks(c.top, 7, false)
	c.Min = vg.Point{X: marginSide + valueLabelWidth(c.ticks), Y: chartBottom}
	c.Max = vg.Point{X: sheetWidth - marginSide - seriesRoom, Y: chartTop}
	return c
}

// x is where a value of the horizontal axis lies, y one of the vertical axis;
// what is outside is put on the edge.
func (c chart) x(value float64) vg.Length {
	part := min(max((value-c.left)/(c.right-c.left), 0), 1)
	return c.Min.X + vg.Length(part)*(c.Max.X-c.Min.X)
}

func (c chart) y(value float64) vg.Length {
	part := min(max(value/c.top, 0), 1)
	return c.Min.Y + vg.Length(part)*(c.Max.Y-c.Min.Y)
}

// drawValueGrid draws the lines of round values and names them.
func (c chart) drawValueGrid(s sheet) {
	for _, v := range c.ticks {
		y := crisp(c.y(v.value))
		s.StrokeLine2(draw.LineStyle{Color: gridColor, Width: pixel}, c.Min.X, y, c.Max.X, y)
		s.text(tickLettering, c.Min.X-7, y, draw.XRight, draw.YCenter, v.label)
	}
}

// drawPlace draws the line of a place on the horizontal axis and names it.
func (c chart) drawPlace(s sheet, value float64, label string) {
	x := crisp(c.x(value))
	s.StrokeLine2(draw.LineStyle{Color: gridColor, Width: pixel}, x, c.Min.Y, x, c.Max.Y)
	s.text(tickLettering, x, c.Min.Y-8, draw.XCenter, draw.YTop, label)
}

func (c chart) drawFrame(s sheet) {
	x, y := crisp(c.Min.X), crisp(c.Min.Y)
	s.StrokeLines(draw.LineStyle{Color: frameColor, Width: pixel},
		[]vg.Point{{X: x, Y: c.Max.Y}, {X: x, Y: y}, {X: c.Max.X, Y: y}})
}

// drawNames writes the names of series right of the chart, each on lines of
// its own beside a sample of its colour.
func (c chart) drawNames(s sheet, names [][]string) {
	const lineHeight, sampleWidth = 19, 24
	x, y := c.Max.X+22, c.Max.Y-8
	for i, lines := range names {
		s.StrokeLine2(seriesStyle(i), x, y, x+sampleWidth, y)
		for _, line := range lines {
			if y < c.Min.Y {
				return
			}
			room := sheetWidth - marginSide - (x + sampleWidth + 8)
			s.text(legendLettering, x+sampleWidth+8, y, draw.XLeft, draw.YCenter, fit(legendLettering, line, room))
			y -= lineHeight
		}
		y -= 6
	}
}

// seriesColors follow the palette of the averages, with the three that are
// left of Okabe and Ito's.
var seriesColors = [...]color.NRGBA{
	{0xD5, 0x5E, 0x00, 0xFF}, // vermillion
	{0x00, 0x72, 0xB2, 0xFF}, // blue
	{0x00, 0x9E, 0x73, 0xFF}, // bluish green
	{0xCC, 0x79, 0xA7, 0xFF}, // reddish purple
	{0xE6, 0x9F, 0x00, 0xFF}, // orange
	{0x56, 0xB4, 0xE9, 0xFF}, // sky blue
}

// seriesStyle is the line of the i-th series: colours first, then dashes.
func seriesStyle(i int) draw.LineStyle {
	style := draw.LineStyle{Color: seriesColors[i%len(seriesColors)], Width: 2.2}
	switch i / len(seriesColors) % 3 {
	case 1:
		style.Dashes = []vg.Length{7, 4}
	case 2:
		style.Dashes = []vg.Length{2, 3}
	}
	return style
}

// checkNumbers wants finite numbers that are not negative.
func checkNumbers(what string, list []float64) error {
	for i, v := range list {
		if math.IsNaN(v) || v < 0 || v > maxRatePerSec {
			return fmt.Errorf("%s: point %d: %v, wanted 0 to %v", what, i, v, maxRatePerSec)
		}
	}
	return nil
}
