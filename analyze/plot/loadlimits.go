package plot

import (
	"cmp"
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// loadLimit is a limit that is set.
type loadLimit struct {
	metric meter.Metric
	perSec float64
	// drawn: it lies within the panel; else it is only named.
	drawn bool
}

const (
	limitLabelGap    = 14 * vg.Length(1) // from the panel to the labels
	limitLineHeight  = 17 * vg.Length(1)
	aboveThePicture  = "above the picture:"
	emptyGutterWidth = 20 * vg.Length(1)
)

var (
	limitLettering = lettering{size: 13, color: inkColor}
	noteLettering  = lettering{size: 12, color: mutedColor}
)

// sortedLimits are the limits set, the highest first.
func sortedLimits(perSec meter.Values, drawn [meter.NumMetrics]bool) []loadLimit {
	var limits []loadLimit
	for m, l := range perSec {
		if l > 0 {
			limits = append(limits, loadLimit{meter.Metric(m), l, drawn[m]})
		}
	}
	slices.SortStableFunc(limits, func(a, b loadLimit) int { return cmp.Compare(b.perSec, a.perSec) })
	return limits
}

// limitLabelsWidth is the room the limits' names need right of the panel.
func limitLabelsWidth(limits []loadLimit) vg.Length {
	if len(limits) == 0 {
		return emptyGutterWidth
	}
	var widest vg.Length
	for _, l := range limits {
		widest = max(widest, limitLettering.width(limitLabel(l.metric, l.perSec)))
		if !l.drawn {
			widest = max(widest, noteLettering.width(aboveThePicture))
		}
	}
	return limitLabelGap + widest
}

// limitStyle is a dashed line; odd shifts its dashes into the gaps of one
// that is not, so that two equal limits both show.
func limitStyle(c color.Color, odd bool) draw.LineStyle {
	style := draw.LineStyle{Color: c, Width: 1.2, Dashes: []vg.Length{6, 6}}
	if odd {
		style.DashOffs = 6
	}
	return style
}

// drawLimits draws the limits as dashed lines and names each at its right
// end; those off the picture are named at the top.
func (v *loadView) drawLimits(s sheet) {
	p := v.averages
	offPicture := 0
	for _, l := range v.limits {
		if !l.drawn {
			offPicture++
		}
	}
	places := make([]vg.Length, len(v.limits))
	ceiling := p.Max.Y + limitLineHeight/2
	if offPicture > 0 {
		ceiling -= limitLineHeight
		s.text(noteLettering, p.Max.X+limitLabelGap, p.Max.Y, draw.XLeft, draw.YCenter, aboveThePicture)
	}
	for i, l := range v.limits {
		places[i] = p.y(l.perSec * 60)
	}
	for i, at := range spreadLabels(places, limitLineHeight, p.Min.Y, ceiling) {
		v.drawLimit(s, v.limits[i], at, i%2 == 1)
	}
}

// drawLimit draws one limit, with its name at the height at.
func (v *loadView) drawLimit(s sheet, l loadLimit, at vg.Length, odd bool) {
	p := v.averages
	c := metricColor[l.metric]
	x := p.Max.X + limitLabelGap
	if l.drawn {
		y := p.y(l.perSec * 60)
		s.StrokeLine2(limitStyle(c, odd), p.Min.X, y, p.Max.X, y)
		s.StrokeLine2(draw.LineStyle{Color: c, Width: 1.2}, p.Max.X+2, y, x-3, at)
	}
	letters := limitLettering
	letters.color = textShade(c)
	s.text(letters, x, at, draw.XLeft, draw.YCenter, limitLabel(l.metric, l.perSec))
}

// spreadLabels moves labels of one height, wanted at the middles given from
// the highest down, as little as their order allows until none overlaps
// another or leaves [low, high]. It returns their new middles.
func spreadLabels(wanted []vg.Length, height, low, high vg.Length) []vg.Length {
	middles := make([]vg.Length, len(wanted))
	ceiling := high
	for i, at := range wanted {
		middles[i] = min(at, ceiling-height/2)
		ceiling = middles[i] - height/2
	}
	floor := low
	for i := len(middles) - 1; i >= 0; i-- {
		middles[i] = max(middles[i], floor+height/2)
		floor = middles[i] + height/2
	}
	return middles
}
