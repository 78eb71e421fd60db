package plot

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// BarFigure compares things by a sum of parts: strategies by the calls they
// hurt, and how.
type BarFigure struct {
	Title, Subtitle string
	// Caption says what the values are.
	Caption string
	// Parts are what bars are made of, at most six.
	Parts []string
	Bars  []Bar
}

// Bar is one bar of a BarFigure.
type Bar struct {
	Name string
	// Values are its parts, in the order of Parts; Low and High the range of
	// their sum.
	Values    []float64
	Low, High float64
	// Label is written behind it.
	Label string
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself, or with w's error.
func (f *BarFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Title, f.check, func() view { return f })
}

func (f *BarFigure) check() error {
	if len(f.Parts) > len(seriesColors) || len(f.Bars) == 0 || len(f.Bars) > mostBars {
		return fmt.Errorf("%d parts and %d bars, wanted at most %d and 1 to %d", len(f.Parts), len(f.Bars), len(seriesColors), mostBars)
	}
	for _, b := range f.Bars {
		if len(b.Values) != len(f.Parts) {
			return fmt.Errorf("bar %s: %d values, wanted one for each of %d parts", b.Name, len(b.Values), len(f.Parts))
		}
		if err := checkNumbers("bar "+b.Name, append([]float64{b.Low, b.High}, b.Values...)); err != nil {
			return err
		}
	}
	return nil
}

// mostBars is how many bars a sheet has room for.
const mostBars = 24

func (f *BarFigure) draw(s sheet) {
	names := lettering{size: 15, color: inkColor}
	labels := lettering{size: 14, color: mutedColor}
	var highest float64
	var nameRoom, labelRoom vg.Length
	for _, b := range f.Bars {
		highest = max(highest, b.High)
		nameRoom, labelRoom = max(nameRoom, names.width(b.Name)), max(labelRoom, labels.width(b.Label))
	}
	drawHeading(s, f.Title, f.Subtitle)
	var keys []legendKey
	for i, name := range f.Parts {
		keys = append(keys, boxKey(name, seriesColors[i]))
	}
	drawKeys(s, f.Caption, keys)
	c := chart{right: 1.02 * highest}
	if highest == 0 {
		c.right = 1
	}
	c.Min = vg.Point{X: marginSide + nameRoom + 14, Y: chartBottom}
	c.Max = vg.Point{X: sheetWidth - marginSide - labelRoom - 14, Y: chartTop - 10}
	for _, v := range valueTicks(c.right, 8, false) {
		c.drawPlace(s, v.value, v.label)
	}
	pitch := (c.Max.Y - c.Min.Y) / vg.Length(len(f.Bars))
	thick := min(pitch*0.62, 34)
	for i, b := range f.Bars {
		y := c.Max.Y - pitch*(vg.Length(i)+0.5)
		s.text(names, c.Min.X-12, y, draw.XRight, draw.YCenter, b.Name)
		sum := 0.0
		for p, v := range b.Values {
			s.box(seriesColors[p], c.x(sum), y-thick/2, c.x(sum+v), y+thick/2)
			sum += v
		}
		if b.High > b.Low {
			drawWhisker(s, c.x(b.Low), c.x(b.High), y)
		}
		s.text(labels, c.x(max(sum, b.High))+9, y, draw.XLeft, draw.YCenter, b.Label)
	}
	s.StrokeLine2(draw.LineStyle{Color: frameColor, Width: pixel}, crisp(c.Min.X), c.Min.Y, crisp(c.Min.X), c.Max.Y)
}

// drawWhisker draws a range.
func drawWhisker(s sheet, low, high, y vg.Length) {
	style := draw.LineStyle{Color: inkColor, Width: 1.5 * pixel}
	s.StrokeLine2(style, low, y, high, y)
	for _, x := range [...]vg.Length{low, high} {
		s.StrokeLine2(style, x, y-5, x, y+5)
	}
}
