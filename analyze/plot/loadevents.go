package plot

import "gonum.org/v1/plot/vg/draw"

// drawEvents draws the strip of events below the averages.
func (v *loadView) drawEvents(s sheet) {
	s.text(captionLettering, marginSide, stripTop+16, draw.XLeft, draw.YCenter, v.stripCaption())
	p := v.strip
	barSec := int64(v.minutesPerBar) * 60
	for i, n := range highestOf(v.minutes, v.minutesPerBar) {
		if n == 0 {
			continue
		}
		start := v.minuteStart + int64(i)*barSec
		x0, x1 := p.x(start), p.x(start+barSec)
		// Bars wide enough to be told apart keep a pixel of distance.
		if x1-x0 >= 4*pixel {
			x1 -= pixel
		}
		y := max(p.y(float64(n)), p.Min.Y+pixel)
		s.box(eventColor, x0, p.Min.Y, x1, y)
	}
}

// stripCaption says what a bar is.
func (v *loadView) stripCaption() string {
	if v.minutesPerBar == 1 {
		return "Events per minute"
	}
	return "Events in the busiest minute of every " + spanName(v.minutesPerBar)
}
