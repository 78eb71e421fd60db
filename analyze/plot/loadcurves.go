package plot

import (
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// curveMode is how the averages are drawn, by how much time a column of
// pixels stands for.
type curveMode uint8

const (
	// curvesFine: each average is a line, the shortest in front.
	curvesFine curveMode = iota
	// curvesDense: the shortest average rises and falls within a few columns.
	// Its line would hide the others and goes behind them.
	curvesDense
	// curvesBanded: all lines would fill the panel from below. Each average is
	// a band from its lowest to its highest value in the time of one bar of
	// the strip.
	curvesBanded
)

// The seconds of a column from which on curves are dense, or banded.
const (
	denseColumnSec  = 30
	bandedColumnSec = 30 * 60
)

func (v *loadView) chooseCurveMode() curveMode {
	columnSec := (v.until - v.since) / int64(v.averages.columns())
	bars := (v.until - v.since) / (60 * int64(v.minutesPerBar))
	switch {
	// Bands of fewer points would have holes.
	case columnSec >= bandedColumnSec && int64(len(v.TimesUnix)) >= 2*bars:
		return curvesBanded
	case columnSec >= denseColumnSec:
		return curvesDense
	}
	return curvesFine
}

// drawCurves draws the averages and rings the peak.
func (v *loadView) drawCurves(s sheet) {
	switch v.mode {
	case curvesBanded:
		v.drawBands(s)
	case curvesDense:
		for m := range meter.Metric(meter.NumMetrics) {
			v.drawLine(s, m)
		}
	case curvesFine:
		for m := range meter.Metric(meter.NumMetrics) {
			v.drawLine(s, meter.NumMetrics-1-m)
		}
	}
	if v.peak.found {
		drawRing(s, v.averages.x(v.peak.unix), v.averages.y(v.peak.ratePerSec*60))
	}
}

func (v *loadView) curveStyle(m meter.Metric) draw.LineStyle {
	style := draw.LineStyle{Color: metricColor[m], Width: 1.5}
	switch {
	case m == meter.One && v.mode == curvesFine:
		style.Width = 2
	case m == meter.One && v.mode == curvesDense:
		style.Width = 1
	}
	return style
}

func (v *loadView) drawLine(s sheet, m meter.Metric) {
	rates := v.RatesPerSec[m]
	if len(rates) == 0 {
		return
	}
	p := v.averages
	var line []vg.Point
	for _, i := range decimate(v.TimesUnix, rates, v.since, v.until, p.columns()) {
		line = append(line, vg.Point{X: p.x(v.TimesUnix[i]), Y: p.y(rates[i] * 60)})
	}
	if len(line) == 1 {
		s.DrawGlyphNoClip(draw.GlyphStyle{Color: metricColor[m], Radius: 3, Shape: draw.CircleGlyph{}}, line[0])
		return
	}
	s.StrokeLines(v.curveStyle(m), pieces(line)...)
}

// pieces cuts a line into short ones, which overlap by a segment so that the
// cuts do not show. The rasteriser's work grows with the square of how often
// one line crosses a row of pixels: a noisy day in one piece takes seconds.
func pieces(line []vg.Point) [][]vg.Point {
	const most = 64
	var all [][]vg.Point
	for len(line) > most {
		all = append(all, line[:most])
		line = line[most-2:]
	}
	return append(all, line)
}

// band is a stretch of an average's lowest and highest values without holes.
type band struct{ lower, upper []vg.Point }

// drawBands fills the bands from the shortest average, whose band reaches
// highest, to the longest, and then lines their upper edges.
func (v *loadView) drawBands(s sheet) {
	var bands [meter.NumMetrics][]band
	for m := range bands {
		bands[m] = v.bands(meter.Metric(m))
		for _, b := range bands[m] {
			around := slices.Clone(b.upper)
			for _, p := range slices.Backward(b.lower) {
				around = append(around, p)
			}
			s.FillPolygon(tint(metricColor[m]), around)
		}
	}
	for i := range bands {
		m := meter.NumMetrics - 1 - i
		for _, b := range bands[m] {
			s.StrokeLines(v.curveStyle(meter.Metric(m)), pieces(b.upper)...)
		}
	}
}

// bands are the stretches of an average, in steps as wide as the strip's bars.
func (v *loadView) bands(m meter.Metric) []band {
	if len(v.RatesPerSec[m]) == 0 {
		return nil
	}
	p := v.averages
	spanSec := 60 * int64(v.minutesPerBar)
	var all []band
	hole := true
	for i, e := range extents(v.TimesUnix, v.RatesPerSec[m], v.since, v.until, spanSec) {
		if e.points == 0 {
			hole = true
			continue
		}
		if hole {
			all = append(all, band{})
			hole = false
		}
		start := v.since + int64(i)*spanSec
		x0, x1 := p.x(start), p.x(start+spanSec)
		b := &all[len(all)-1]
		low, high := p.y(e.low*60), p.y(e.high*60)
		b.lower = append(b.lower, vg.Point{X: x0, Y: low}, vg.Point{X: x1, Y: low})
		b.upper = append(b.upper, vg.Point{X: x0, Y: high}, vg.Point{X: x1, Y: high})
	}
	return all
}

// drawRing marks the peak.
func drawRing(s sheet, x, y vg.Length) {
	const radius = 5
	ring := draw.GlyphStyle{Color: inkColor, Radius: radius, Shape: draw.RingGlyph{}}
	s.DrawGlyphNoClip(ring, vg.Point{X: x, Y: y})
}
