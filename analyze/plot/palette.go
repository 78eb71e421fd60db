package plot

import (
	"image/color"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// The averages bear colours of the Okabe-Ito palette, which people with any
// of the common colour blindnesses tell apart.
var metricColor = [meter.NumMetrics]color.NRGBA{
	meter.One:     {0x00, 0x72, 0xB2, 0xFF}, // blue
	meter.Five:    {0xE6, 0x9F, 0x00, 0xFF}, // orange
	meter.Fifteen: {0x00, 0x9E, 0x73, 0xFF}, // bluish green
	meter.Day:     {0xCC, 0x79, 0xA7, 0xFF}, // reddish purple
}

// Everything else is grey, but for firings.
var (
	paperColor     = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	inkColor       = color.NRGBA{0x22, 0x22, 0x22, 0xFF}
	mutedColor     = color.NRGBA{0x5A, 0x5A, 0x5A, 0xFF}
	frameColor     = color.NRGBA{0x9A, 0x9A, 0x9A, 0xFF}
	gridColor      = color.NRGBA{0xE6, 0xE6, 0xE6, 0xFF}
	eventColor     = color.NRGBA{0x6E, 0x76, 0x80, 0xFF}
	firingColor    = color.NRGBA{0xC6, 0x28, 0x28, 0xFF}
	firingShade    = color.NRGBA{0xFC, 0xE4, 0xE1, 0xFF}
	bestColor      = color.NRGBA{0x2E, 0x7D, 0x32, 0xFF}
	bestShade      = color.NRGBA{0xE0, 0xF2, 0xE1, 0xFF}
	coldStartColor = color.NRGBA{0x8A, 0x8A, 0x8A, 0xFF}
	coldStartHatch = color.NRGBA{0xDA, 0xDA, 0xDA, 0xFF}
)

// textShade darkens a colour until text in it can be read on white.
func textShade(c color.NRGBA) color.NRGBA {
	darken := func(v uint8) uint8 { return uint8(int(v) * 13 / 20) }
	return color.NRGBA{darken(c.R), darken(c.G), darken(c.B), c.A}
}

// tint is a colour mixed with three parts of white.
func tint(c color.NRGBA) color.NRGBA {
	lighten := func(v uint8) uint8 { return uint8((int(v) + 3*0xFF) / 4) }
	return color.NRGBA{lighten(c.R), lighten(c.G), lighten(c.B), c.A}
}
