package plot

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

var (
	captionLettering = lettering{size: 13.5, bold: true, color: inkColor}
	legendLettering  = lettering{size: 13.5, color: inkColor}
)

// legendKey is a sample and its name.
type legendKey struct {
	name string
	// sample draws between x0 and x1, around the height y.
	sample func(s sheet, x0, x1, y vg.Length)
}

// lineKey is a line of the legend.
func lineKey(name string, style draw.LineStyle) legendKey {
	return legendKey{name, func(s sheet, x0, x1, y vg.Length) { s.StrokeLine2(style, x0, y, x1, y) }}
}

// boxKey is a filled area of the legend.
func boxKey(name string, c color.Color) legendKey {
	return legendKey{name, func(s sheet, x0, x1, y vg.Length) { s.box(c, x0, y-5, x1, y+5) }}
}

// drawHeading writes a title and a line below it.
func drawHeading(s sheet, title, subtitle string) {
	const room = sheetWidth - 2*marginSide
	large := lettering{size: 21, bold: true, color: inkColor}
	s.text(large, marginSide, headTop, draw.XLeft, draw.YTop, fit(large, title, room))
	plain := lettering{size: 15, color: mutedColor}
	s.text(plain, marginSide, headTop-28, draw.XLeft, draw.YTop, fit(plain, subtitle, room))
}

// drawKeys writes the row of a caption, if any, and the keys of a legend.
func drawKeys(s sheet, caption string, keys []legendKey) {
	const sampleWidth, beforeName, afterName = 26, 7, 18
	x := vg.Length(marginSide)
	if caption != "" {
		s.text(captionLettering, x, legendMiddle, draw.XLeft, draw.YCenter, caption)
		x += captionLettering.width(caption) + 24
	}
	for _, k := range keys {
		k.sample(s, x, x+sampleWidth, legendMiddle)
		x += sampleWidth + beforeName
		s.text(legendLettering, x, legendMiddle, draw.XLeft, draw.YCenter, k.name)
		x += legendLettering.width(k.name) + afterName
	}
}
