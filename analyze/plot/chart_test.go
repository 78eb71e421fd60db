package plot

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/cmpimg"
)

// figure is any figure.
type figure interface {
	Draw(w io.Writer, format Format) error
}

// hurtDay is a day of quarters of an hour with a quiet night.
func hurtDay() *DayFigure {
	f := &DayFigure{
		Title: "04:00 is best: 0 hurt. 15:15 is worst: 5.3 (0-10).", Subtitle: "49,565 legs a day", Caption: "Calls hurt by one restart",
		SlotMinutes: 15, Best: Window{240, 315, "best 04:00-05:00"}, Worst: Window{915, 930, "worst 15:15"},
	}
	var mean, low, high, half []float64
	for m := 0; m < 1440; m += 15 {
		v := max(0, 5*math.Sin(float64(m-300)/1440*math.Pi*1.3))
		f.Minutes = append(f.Minutes, m)
		mean, low, high, half = append(mean, v), append(low, v/2), append(high, 2*v), append(half, v/2)
	}
	f.Series = []DaySeries{{Names: []string{"t_check_trans", "topos"}, Mean: mean, Low: low, High: high}, {Names: []string{"random"}, Mean: half}}
	return f
}

func chartSamples() map[string]figure {
	return map[string]figure{
		"day": hurtDay(),
		"one slot": &DayFigure{
			Title: "x", Minutes: []int{600}, SlotMinutes: 60, Series: []DaySeries{{Names: []string{strings.Repeat("long ", 40)}, Mean: []float64{0}}},
		},
		"bars": &BarFigure{
			Title: "By strategy", Caption: "Calls hurt:", Parts: []string{"rings on", "ghost"},
			Bars: []Bar{{Name: "t_check_trans", Values: []float64{1, 4}, Low: 0, High: 10, Label: "5 (0-10)"}, {Name: "hash", Values: []float64{0, 0}, Label: "0"}},
		},
		"lengths": &LengthFigure{
			Title: "By downtime", LengthsSec: []float64{0, 2, 30}, AxisName: "downtime",
			Series: []LengthSeries{{Names: []string{"hash"}, Values: []float64{0, 1, 20}}, {Names: []string{"first"}, Values: []float64{3, 3, 3}}},
		},
		"ladder": &LadderFigure{
			Title: "a call", Parties: []string{"caller", "proxy", "gw1", "gw2"},
			Rows: []LadderRow{
				{AtSec: 0, From: 0, To: 1, Label: "INVITE"}, {AtSec: 0, From: 1, To: 3, Label: "INVITE"},
				{AtSec: 2, From: 1, To: 1, Label: "the proxy stops", Down: true}, {AtSec: 3, From: 0, To: 1, Label: "CANCEL", Lost: true, Down: true},
				{AtSec: -1, From: 1, To: 1, Label: "and so on"}, {AtSec: 9, From: 3, To: 1, Label: "200/INVITE"},
			},
		},
		"empty ladder": &LadderFigure{Parties: []string{"caller", "proxy"}},
	}
}

// TestChartSamples: figures are whole, and the same each time.
func TestChartSamples(t *testing.T) {
	for name, f := range chartSamples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var svg, again, picture bytes.Buffer
			for _, w := range []*bytes.Buffer{&svg, &again} {
				if err := f.Draw(w, SVG); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(svg.Bytes(), again.Bytes()) {
				t.Error("drawn twice, two pictures")
			}
			for d := xml.NewDecoder(&svg); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			if err := f.Draw(&picture, PNG); err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(&picture); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDayGolden(t *testing.T) {
	golden := filepath.Join("testdata", "day.svg")
	var got bytes.Buffer
	if err := hurtDay().Draw(&got, SVG); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := cmpimg.Equal("svg", got.Bytes(), want); err != nil || !same {
		t.Errorf("%s differs (%v); if that is meant, run go test -update and look at it", golden, err)
	}
}

// TestChartContradictions: a figure that contradicts itself is not drawn.
func TestChartContradictions(t *testing.T) {
	day := func(change func(*DayFigure)) figure {
		f := hurtDay()
		change(f)
		return f
	}
	for want, f := range map[string]figure{
		"0 slots of 15 minutes":                  day(func(f *DayFigure) { f.Minutes = nil }),
		"slot 1: minute 0, wanted ascending":     day(func(f *DayFigure) { f.Minutes[1] = 0 }),
		"1 values, wanted one for each of 96":    day(func(f *DayFigure) { f.Series[1].Mean = []float64{1} }),
		"point 2: NaN":                           day(func(f *DayFigure) { f.Series[1].Mean[2] = math.NaN() }),
		"a range with both ends or none":         day(func(f *DayFigure) { f.Series[0].High = nil }),
		"0 parts and 0 bars":                     &BarFigure{},
		"1 values, wanted one for each of 0":     &BarFigure{Bars: []Bar{{Name: "x", Values: []float64{1}}}},
		"point 1: -1, wanted 0 to":               &BarFigure{Bars: []Bar{{Name: "x", High: -1}}},
		"lengths [2 1], wanted two or more":      &LengthFigure{LengthsSec: []float64{2, 1}},
		"0 values, wanted one for each of 2":     &LengthFigure{LengthsSec: []float64{1, 2}, Series: []LengthSeries{{}}},
		"1 parties, wanted two or more":          &LadderFigure{Parties: []string{"a"}},
		"row 0: from 0 to 2, wanted places of 2": &LadderFigure{Parties: []string{"a", "b"}, Rows: []LadderRow{{To: 2}}},
	} {
		if err := f.Draw(io.Discard, SVG); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
