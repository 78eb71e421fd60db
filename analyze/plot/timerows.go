package plot

import (
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// timeRowsHeight is the room below a panel for its time axis: labels of
// ticks, of groups, and the zone.
const timeRowsHeight = 66 * vg.Length(1)

// drawTimeRows writes the time axis below the panel.
func (p panel) drawTimeRows(s sheet, axis timeAxis, zone *time.Location) {
	line := draw.LineStyle{Color: frameColor, Width: pixel}
	for _, t := range axis.ticks {
		x := crisp(p.x(t.unix))
		s.StrokeLine2(line, x, p.Min.Y, x, p.Min.Y-5)
	}
	p.drawTickLabels(s, axis.ticks)
	for i, g := range axis.groups {
		left, right := p.x(g.unix), p.Max.X
		if i+1 < len(axis.groups) {
			right = p.x(axis.groups[i+1].unix)
		}
		if i > 0 {
			x := crisp(left)
			s.StrokeLine2(line, x, p.Min.Y-25, x, p.Min.Y-41)
		}
		const inset = 5
		for _, label := range g.labels {
			if tickLettering.width(label) <= right-left-2*inset {
				s.text(tickLettering, left+inset, p.Min.Y-25, draw.XLeft, draw.YTop, label)
				break
			}
		}
	}
	muted := lettering{size: 12, color: mutedColor}
	label := fit(muted, zoneLabel(p.since, p.until, zone), p.Max.X-p.Min.X)
	s.text(muted, (p.Min.X+p.Max.X)/2, p.Min.Y-46, draw.XCenter, draw.YTop, label)
}

// drawTickLabels writes the labels of ticks, leaving out those that would
// touch the one before: a wall clock that leaves hours out crowds its ticks.
func (p panel) drawTickLabels(s sheet, ticks []timeTick) {
	end := vg.Length(0)
	for _, t := range ticks {
		x, half := p.x(t.unix), tickLettering.width(t.label)/2
		if x-half < end {
			continue
		}
		s.text(tickLettering, x, p.Min.Y-7, draw.XCenter, draw.YTop, t.label)
		end = x + half + 6
	}
}
