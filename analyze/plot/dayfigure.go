package plot

import (
	"fmt"
	"image/color"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// DayFigure shows a number by time of day, for several series: calls hurt by a
// restart, by strategy.
type DayFigure struct {
	Title, Subtitle string
	// Caption says what the values are.
	Caption string
	// Minutes are where the slots begin, in minutes after midnight, ascending;
	// each is SlotMinutes long.
	Minutes     []int
	SlotMinutes int
	Series      []DaySeries
	// Best and Worst are windows to mark, from and to in minutes after midnight;
	// with to not above from there is none.
	Best, Worst Window
}

// DaySeries is one line of a DayFigure.
type DaySeries struct {
	// Names are written one below the other.
	Names []string
	// Mean has a value for each slot; Low and High, if there are any, are the
	// range around it.
	Mean, Low, High []float64
}

// Window is a part of the day, in minutes after midnight.
type Window struct {
	From, To int
	Label    string
}

// Draw writes the figure in the format. It fails if the figure contradicts
// itself, or with w's error.
func (f *DayFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Title, f.check, func() view { return f })
}

func (f *DayFigure) check() error {
	if len(f.Minutes) == 0 || f.SlotMinutes < 1 {
		return fmt.Errorf("%d slots of %d minutes, wanted 1 or more of each", len(f.Minutes), f.SlotMinutes)
	}
	for i, m := range f.Minutes {
		if m < 0 || m >= 24*60 || i > 0 && m <= f.Minutes[i-1] {
			return fmt.Errorf("slot %d: minute %d, wanted ascending from 0 to 1439", i, m)
		}
	}
	for _, s := range f.Series {
		for _, list := range [][]float64{s.Mean, s.Low, s.High} {
			if list != nil && len(list) != len(f.Minutes) {
				return fmt.Errorf("series %v: %d values, wanted one for each of %d slots", s.Names, len(list), len(f.Minutes))
			}
			if err := checkNumbers(fmt.Sprintf("series %v", s.Names), list); err != nil {
				return err
			}
		}
		if len(s.Mean) == 0 || len(s.Low) != len(s.High) {
			return fmt.Errorf("series %v: wanted a mean, and a range with both ends or none", s.Names)
		}
	}
	return nil
}

func (f *DayFigure) draw(s sheet) {
	highest := 0.0
	for _, series := range f.Series {
		for i := range series.Mean {
			highest = max(highest, series.Mean[i])
			if series.High != nil {
				highest = max(highest, series.High[i])
			}
		}
	}
	last := f.Minutes[len(f.Minutes)-1] + f.SlotMinutes
	c := newChart(float64(f.Minutes[0]), float64(last), highest)
	drawHeading(s, f.Title, f.Subtitle)
	drawKeys(s, f.Caption, nil)
	f.drawWindow(s, c, f.Best, bestShade)
	f.drawWindow(s, c, f.Worst, firingShade)
	for i := range f.Series {
		f.drawRange(s, c, i)
	}
	c.drawValueGrid(s)
	step := 60
	for _, wider := range [...]int{120, 180, 360} {
		if last-f.Minutes[0] > 12*step {
			step = wider
		}
	}
	for m := (f.Minutes[0] + step - 1) / step * step; m <= last; m += step {
		c.drawPlace(s, float64(m), clockLabel(m))
	}
	names := make([][]string, len(f.Series))
	for i := len(f.Series) - 1; i >= 0; i-- { // the first in front
		f.drawSteps(s, c, i)
		names[i] = f.Series[i].Names
	}
	c.drawFrame(s)
	c.drawNames(s, names)
	f.nameWindow(s, c, f.Best, bestColor)
	f.nameWindow(s, c, f.Worst, firingColor)
}

func clockLabel(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// drawWindow shades a part of the day, nameWindow names it above the panel.
func (f *DayFigure) drawWindow(s sheet, c chart, w Window, shade color.Color) {
	if w.To > w.From {
		s.box(shade, c.x(float64(w.From)), c.Min.Y, c.x(float64(w.To)), c.Max.Y)
	}
}

func (f *DayFigure) nameWindow(s sheet, c chart, w Window, ink color.NRGBA) {
	if w.To <= w.From {
		return
	}
	l := lettering{size: 13.5, bold: true, color: textShade(ink)}
	width := l.width(w.Label)
	x := (c.x(float64(w.From)) + c.x(float64(w.To)) - width) / 2
	s.text(l, min(max(x, c.Min.X), c.Max.X-width), c.Max.Y+9, draw.XLeft, draw.YCenter, w.Label)
}

// steps are a series as stairs: a value holds for its slot.
func (f *DayFigure) steps(c chart, values []float64) []vg.Point {
	var line []vg.Point
	for i, v := range values {
		from, to := float64(f.Minutes[i]), float64(f.Minutes[i]+f.SlotMinutes)
		line = append(line, vg.Point{X: c.x(from), Y: c.y(v)}, vg.Point{X: c.x(to), Y: c.y(v)})
	}
	return line
}

func (f *DayFigure) drawSteps(s sheet, c chart, series int) {
	s.StrokeLines(seriesStyle(series), f.steps(c, f.Series[series].Mean))
}

// drawRange fills from the lowest to the highest value.
func (f *DayFigure) drawRange(s sheet, c chart, series int) {
	if f.Series[series].Low == nil {
		return
	}
	low, high := f.steps(c, f.Series[series].Low), f.steps(c, f.Series[series].High)
	for i := len(low) - 1; i >= 0; i-- {
		high = append(high, low[i])
	}
	s.FillPolygon(tint(seriesColors[series%len(seriesColors)]), high)
}
