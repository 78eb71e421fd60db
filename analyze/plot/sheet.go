package plot

import (
	"image/color"
	"math"
	"sync"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// fonts are parsed when the first figure is drawn; lookups are safe for
// concurrent use.
var fonts = sync.OnceValue(func() text.Handler {
	return text.Plain{Fonts: font.NewCache(liberation.Collection())}
})

// sheet is the page a figure is drawn on. Lengths are in points from its
// lower left corner.
type sheet struct{ draw.Canvas }

func newSheet(c vg.Canvas) sheet {
	return sheet{draw.NewCanvas(c, sheetWidth, sheetHeight)}
}

// boldWeight is WeightBold of golang.org/x/image/font.
const boldWeight = 3

// lettering is a style of text, in Liberation Sans.
type lettering struct {
	size  vg.Length
	bold  bool
	color color.Color
}

func (l lettering) style(x draw.XAlignment, y draw.YAlignment) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: l.size}
	if l.bold {
		f.Weight = boldWeight
	}
	return text.Style{Color: l.color, Font: f, XAlign: x, YAlign: y, Handler: fonts()}
}

// width is how long txt is when set in one line.
func (l lettering) width(txt string) vg.Length {
	return l.style(draw.XLeft, draw.YBottom).Width(txt)
}

// text sets one line of text at (x, y). A text centred on y has its capitals
// and digits centred there.
func (s sheet) text(l lettering, x, y vg.Length, ax draw.XAlignment, ay draw.YAlignment, txt string) {
	if ay == draw.YCenter {
		// The font's lines are 1.117 times its size, of which the text
		// handler counts 1.
		y += 0.117 * l.size
	}
	s.FillText(l.style(ax, ay), vg.Point{X: x, Y: y}, txt)
}

// box fills a rectangle.
func (s sheet) box(c color.Color, x0, y0, x1, y1 vg.Length) {
	s.FillPolygon(c, []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}})
}

// hatch fills a rectangle with rising diagonals.
func (s sheet) hatch(c color.Color, x0, y0, x1, y1 vg.Length) {
	const gap = 6 * vg.Length(1)
	style := draw.LineStyle{Color: c, Width: 1.5 * pixel}
	// All hatchings share one lattice of lines y = x + k*gap, so that two
	// rectangles that touch look like one.
	first := math.Ceil(float64((y0 - x1) / gap))
	last := math.Floor(float64((y1 - x0) / gap))
	for k := first; k <= last; k++ {
		d := vg.Length(k) * gap
		xa, xb := max(x0, y0-d), min(x1, y1-d)
		if xa < xb {
			s.StrokeLine2(style, xa, xa+d, xb, xb+d)
		}
	}
}

// crisp moves a coordinate to the middle of its pixel, so that a line one
// pixel wide does not smear over two.
func crisp(v vg.Length) vg.Length {
	return (vg.Length(math.Floor(float64(v/pixel))) + 0.5) * pixel
}
