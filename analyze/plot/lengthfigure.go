package plot

import (
	"fmt"
	"io"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// LengthFigure shows numbers by the length of something, in seconds: calls
// hurt by how long a restart lasts, or a drain before it.
type LengthFigure struct {
	Title, Subtitle string
	// Caption says what the values are, AxisName what the lengths are.
	Caption, AxisName string
	// LengthsSec are ascending; each series has a value for each of them.
	LengthsSec []float64
	Series     []LengthSeries
}

// LengthSeries is one line of a LengthFigure.
type LengthSeries struct {
	// Names are written one below the other.
	Names  []string
	Values []float64
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself, or with w's error.
func (f *LengthFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Title, f.check, func() view { return f })
}

func (f *LengthFigure) check() error {
	if len(f.LengthsSec) < 2 || !slices.IsSorted(f.LengthsSec) {
		return fmt.Errorf("lengths %v, wanted two or more, ascending", f.LengthsSec)
	}
	if err := checkNumbers("lengths", f.LengthsSec); err != nil {
		return err
	}
	for _, s := range f.Series {
		if len(s.Values) != len(f.LengthsSec) {
			return fmt.Errorf("series %v: %d values, wanted one for each of %d lengths", s.Names, len(s.Values), len(f.LengthsSec))
		}
		if err := checkNumbers(fmt.Sprintf("series %v", s.Names), s.Values); err != nil {
			return err
		}
	}
	return nil
}

func (f *LengthFigure) draw(s sheet) {
	highest := 0.0
	for _, series := range f.Series {
		highest = max(highest, slices.Max(series.Values))
	}
	longest := f.LengthsSec[len(f.LengthsSec)-1]
	c := newChart(0, 1.02*max(longest, 1e-3), highest)
	drawHeading(s, f.Title, f.Subtitle)
	drawKeys(s, f.Caption, nil)
	c.drawValueGrid(s)
	for _, t := range valueTicks(c.right, 10, false) {
		c.drawPlace(s, t.value, t.label+" s")
	}
	s.text(legendLettering, c.Max.X, c.Min.Y-30, draw.XRight, draw.YTop, f.AxisName)
	names := make([][]string, len(f.Series))
	for i := len(f.Series) - 1; i >= 0; i-- { // the first in front
		var line []vg.Point
		for k, v := range f.Series[i].Values {
			line = append(line, vg.Point{X: c.x(f.LengthsSec[k]), Y: c.y(v)})
		}
		style := seriesStyle(i)
		s.StrokeLines(style, line)
		for _, p := range line {
			s.DrawGlyphNoClip(draw.GlyphStyle{Color: style.Color, Radius: 4, Shape: draw.CircleGlyph{}}, p)
		}
		names[i] = f.Series[i].Names
	}
	c.drawFrame(s)
	c.drawNames(s, names)
}
