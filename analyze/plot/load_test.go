package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg/vgimg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func drawn(t testing.TB, f *LoadFigure, format Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Draw(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	golden := filepath.Join("testdata", "incident.svg")
	got := drawn(t, incident(t), SVG)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := cmpimg.Equal("svg", got, want); err != nil || !same {
		t.Errorf("%s differs (%v); if that is meant, run go test -update and look at it", golden, err)
	}
}

// TestSamples: every figure is a whole, well-formed picture whose margins
// stay white, so nothing is cut off.
func TestSamples(t *testing.T) {
	for name, f := range samples(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			decoder := xml.NewDecoder(bytes.NewReader(drawn(t, f, SVG)))
			for {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			checkMargins(t, func(s sheet) { newLoadView(f).draw(s) })
		})
	}
}

// checkMargins fails if a picture has ink at its edges.
func checkMargins(t *testing.T, paint func(sheet)) {
	t.Helper()
	c := vgimg.NewWith(vgimg.UseWH(sheetWidth, sheetHeight), vgimg.UseDPI(pixelsPerInch))
	paint(newSheet(c))
	picture := c.Image()
	const margin = 6
	for along := range 1600 {
		for across := range margin {
			for _, p := range [...]image.Point{
				{X: along, Y: across},
				{X: along, Y: 899 - across},
				{X: across, Y: along * 9 / 16},
				{X: 1599 - across, Y: along * 9 / 16},
			} {
				if r, g, b, _ := picture.At(p.X, p.Y).RGBA(); r+g+b != 3*0xFFFF {
					t.Fatalf("ink at the sheet's edge: %v", p)
				}
			}
		}
	}
}

// TestSameBytes: goroutines that draw the same figure get the same bytes, of
// the promised size, and leave it as it was.
func TestSameBytes(t *testing.T) {
	f, untouched := incident(t), incident(t)
	for _, format := range [...]Format{PNG, SVG} {
		var results [3][]byte
		var group sync.WaitGroup
		for i := range results {
			group.Go(func() { results[i] = drawn(t, f, format) })
		}
		group.Wait()
		for _, r := range results[1:] {
			if !bytes.Equal(r, results[0]) {
				t.Errorf("%v: two drawings differ", format)
			}
		}
	}
	picture, err := png.DecodeConfig(bytes.NewReader(drawn(t, f, PNG)))
	if err != nil || picture.Width != 1600 || picture.Height != 900 {
		t.Errorf("PNG of %d x %d pixels (%v), want 1600 x 900", picture.Width, picture.Height, err)
	}
	if !bytes.Equal(drawn(t, f, SVG), drawn(t, untouched, SVG)) {
		t.Error("drawing changed the figure")
	}
}

// TestOutsidePeriod: points, firings and minutes outside the period leave no
// trace.
func TestOutsidePeriod(t *testing.T) {
	f := incident(t)
	want := drawn(t, f, SVG)
	f.TimesUnix = append(append([]int64{f.Since.Unix() - 9}, f.TimesUnix...), f.Until.Unix()+1)
	for m, rates := range f.RatesPerSec {
		f.RatesPerSec[m] = append(append([]float64{1e9}, rates...), 1e9)
	}
	f.Firings = append(f.Firings, Span{Start: 0, End: f.Since.Unix()}, Span{Start: f.Until.Unix(), End: 1 << 40})
	f.EventsPerMin = append(append([]uint64{1e9}, f.EventsPerMin...), 1e9)
	f.MinuteStartUnix -= 60
	if !bytes.Equal(drawn(t, f, SVG), want) {
		t.Error("something outside the period shows")
	}
}

func TestSVGNamesFallbackFonts(t *testing.T) {
	f := incident(t)
	f.Title = `style="font-family:Liberation Sans;`
	got := string(drawn(t, f, SVG))
	if strings.Contains(got, "font-family:Liberation Sans;font") || !strings.Contains(got, "'Liberation Sans',Arimo,Arial") {
		t.Error("a text names no fallback font")
	}
	if !strings.Contains(got, "style=&#34;font-family:Liberation Sans;") {
		t.Error("the title was taken for an attribute")
	}
}

func TestDrawErrors(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*LoadFigure)
		want  string
	}{
		{"reversed", func(f *LoadFigure) { f.Since, f.Until = f.Until, f.Since },
			"figure of X: period: until 1970-01-01T00:00:00Z, wanted not before since, 1970-01-01T01:00:00Z"},
		{"no year", func(f *LoadFigure) { f.Until = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC) },
			"figure of X: period: year 12000, wanted 1 to 9999"},
		{"descending", func(f *LoadFigure) { f.TimesUnix = []int64{10, 9, 20} },
			"figure of X: point 1: time 9 after 10, wanted not descending"},
		{"missing", func(f *LoadFigure) { f.RatesPerSec[meter.Day] = []float64{1, 2} },
			"figure of X: day: 2 values, wanted one for each of 3 times"},
		{"not a number", func(f *LoadFigure) { f.RatesPerSec[meter.One][2] = math.NaN() },
			"figure of X: one: point 2: NaN, wanted 0 to 1e+15"},
		{"negative", func(f *LoadFigure) { f.RatesPerSec[meter.One][0] = -1 },
			"figure of X: one: point 0: -1, wanted 0 to 1e+15"},
		{"endless limit", func(f *LoadFigure) { f.LimitsPerSec[meter.Five] = math.Inf(1) },
			"figure of X: five: limit +Inf, wanted 0 to 1e+15"},
		{"first minute", func(f *LoadFigure) { f.MinuteStartUnix = 1 << 40 },
			"figure of X: first minute: year 36812, wanted 1 to 9999"},
	}
	for _, test := range tests {
		f := &LoadFigure{
			Cause: "X", Since: time.Unix(0, 0), Until: time.Unix(3600, 0),
			TimesUnix: []int64{5, 10, 15}, RatesPerSec: [meter.NumMetrics][]float64{{1, 2, 3}},
		}
		test.spoil(f)
		var b bytes.Buffer
		err := f.Draw(&b, SVG)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes written before the error", test.name, b.Len())
		}
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestDrawWriteErrors(t *testing.T) {
	for _, format := range [...]Format{PNG, SVG} {
		if err := incident(t).Draw(fullDisk{}, format); !errors.Is(err, errFull) {
			t.Errorf("%v: error %v, want %v", format, err, errFull)
		}
	}
	if err := incident(t).Draw(io.Discard, numFormats); err == nil {
		t.Error("an unknown format was drawn")
	}
}
