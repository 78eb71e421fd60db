package plot

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	laneHeight       = 26 * vg.Length(1) // of bars and names
	laneBarHeight    = 5 * vg.Length(1)
	leastFiringWidth = 2 * pixel // so that in a year's figure a minute shows
)

// firingsIn are the firings that meet [since, until).
func firingsIn(firings []Span, since, until int64) []Span {
	var met []Span
	for _, f := range firings {
		// A firing without length still is one.
		if max(f.End, f.Start+1) > since && f.Start < until {
			met = append(met, f)
		}
	}
	return met
}

// across is where a firing lies in the panel.
func (v *loadView) across(f Span) (x0, x1 vg.Length) {
	p := v.averages
	x0, x1 = p.x(f.Start), p.x(f.End)
	if x1-x0 < leastFiringWidth {
		x0 = min(x0, p.Max.X-leastFiringWidth)
		x1 = x0 + leastFiringWidth
	}
	return x0, x1
}

// drawShades lays the firings behind both panels, cold starts first: what
// fired for a reason must not be hidden.
func (v *loadView) drawShades(s sheet) {
	for _, cold := range [...]bool{true, false} {
		for _, f := range v.firings {
			if f.ColdStart == cold {
				x0, x1 := v.across(f)
				drawShade(s, cold, x0, v.averages.Min.Y, x1, v.averages.Max.Y)
				drawShade(s, cold, x0, v.strip.Min.Y, x1, v.strip.Max.Y)
			}
		}
	}
}

func drawShade(s sheet, cold bool, x0, y0, x1, y1 vg.Length) {
	if cold {
		s.hatch(coldStartHatch, x0, y0, x1, y1)
		return
	}
	s.box(firingShade, x0, y0, x1, y1)
}

// drawLane draws a bar above the panel for each firing, and names it.
func (v *loadView) drawLane(s sheet) {
	y := v.averages.Max.Y
	for _, cold := range [...]bool{true, false} {
		for _, f := range v.firings {
			if f.ColdStart == cold {
				x0, x1 := v.across(f)
				drawLaneBar(s, cold, x0, x1, y)
			}
		}
	}
	for _, n := range v.firingNames() {
		s.text(legendLettering, n.left, y+laneBarHeight+3, draw.XLeft, draw.YBottom, n.text)
	}
}

func drawLaneBar(s sheet, cold bool, x0, x1, y vg.Length) {
	c := firingColor
	if cold {
		c = coldStartColor
	}
	s.box(c, x0, y, x1, y+laneBarHeight)
}
