package plot

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// tuneFigure is any of the figures about thresholds.
type tuneFigure interface {
	Draw(io.Writer, Format) error
}

// sweep is a made-up cause whose noise reaches some 10 a minute, and whose
// incidents reach 15 to 60.
func sweep() *SweepFigure {
	f := &SweepFigure{
		Cause: "PROGRESS_TIMEOUT", Subtitle: "Found 3 of 4 incidents now; one 0.22 finds all with 0.4 false firings a week (39 weeks)",
		SetPerSec: limits(0.22), NowPerSec: limits(0.5), MaxFalsePerWeek: 1,
	}
	heights := []float64{15, 32, 41, 60} // events per minute
	for m := range meter.Metric(meter.NumMetrics) {
		damped := 1 / (1 + 0.35*float64(m)*float64(m))
		for l := 0.003; l < 62*damped/60; l *= 1.03 {
			step := SweepStep{LimitPerSec: l}
			for _, h := range heights {
				if l*60 < h*damped {
					step.Recall += 0.25
				}
			}
			if rate := 500 * math.Exp(-l*60/(1.6*damped)); rate > 1.0/39 {
				step.FalsePerWeek = math.Round(rate*39) / 39
			}
			f.Steps[m] = append(f.Steps[m], step)
		}
		for i, h := range heights {
			if m == 0 {
				f.Incidents = append(f.Incidents, SweepIncident{Name: []string{"INC-7 carrier-3", "INC-2", "INC-4", "INC-1"}[i], Binding: i == 0})
			}
			f.Incidents[i].HighestPerSec[m] = h * damped / 60
		}
	}
	return f
}

func trade() *TradeFigure {
	f := &TradeFigure{
		Cause: "PROGRESS_TIMEOUT", Subtitle: "Every point finds all 4 incidents; lower and to the left is better",
		Set: &TradePoint{LimitPerSec: 0.22, FalsePerWeek: 0.4, DetectSec: 150}, MaxFalsePerWeek: 1, DetectWithinSec: 300,
	}
	for m := range meter.Metric(meter.NumMetrics) {
		for l := 0.02; l < 0.3; l *= 1.06 {
			rate := math.Round(39*300*math.Exp(-l*30)) / 39
			f.Points[m] = append(f.Points[m], TradePoint{l, rate, 60*math.Round(5*l+1) + 500*float64(m)*l})
		}
	}
	return f
}

// calendar fires at noon of some days, over so many days.
func calendar(days int) *CalendarFigure {
	zone := time.FixedZone("", 3600)
	since := time.Date(2026, 2, 2, 0, 0, 0, 0, zone)
	f := &CalendarFigure{
		Cause: "PROGRESS_TIMEOUT", Subtitle: "one 0.22: 5 true firings, 9 false",
		Zone: zone, Since: since, Until: since.AddDate(0, 0, days),
	}
	for d := 0; d < days; d += 3 {
		at := since.AddDate(0, 0, d).Unix() + int64(d*7919%86400)
		in := d%2 == 0
		f.Firings = append(f.Firings, CalendarFiring{at, at + 1500 + int64(d%5)*1700, in})
		if in {
			f.Incidents = append(f.Incidents, CalendarIncident{at - 300, at + 3600, "INC", true})
		}
	}
	missed := since.Unix() + 23*3600
	f.Incidents = append(f.Incidents, CalendarIncident{missed, missed + 7200, "INC-9", false})
	return f
}

func tuneSamples() map[string]tuneFigure {
	bare := &SweepFigure{Cause: "NO_ROUTE_DESTINATION", MaxFalsePerWeek: 1}
	bare.Steps[meter.One] = []SweepStep{{LimitPerSec: 5e-324}}
	named := sweep()
	named.Cause, named.NowPerSec = "A <cause> & \x01 whose name goes on and on", limits(0.5, 0.1, 0.02, 0.0001)
	named.Incidents[0].Name = "an incident whose name is far too long to be written beside its mark"
	return map[string]tuneFigure{
		"sweep": sweep(), "sweep-bare": bare, "sweep-empty": &SweepFigure{Cause: "X"}, "sweep-names": named,
		"trade": trade(), "trade-empty": &TradeFigure{Cause: "X"},
		"calendar-year": calendar(365), "calendar-weeks": calendar(45), "calendar-week": calendar(7), "calendar-day": calendar(1),
		"calendar-years": calendar(4000), "calendar-empty": &CalendarFigure{Cause: "X", Since: time.Unix(0, 0), Until: time.Unix(0, 0)},
	}
}

// TestTuneSamples: every figure is a whole, well-formed picture with white
// margins.
func TestTuneSamples(t *testing.T) {
	for name, f := range tuneSamples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := f.Draw(&b, SVG); err != nil {
				t.Fatal(err)
			}
			decoder := xml.NewDecoder(&b)
			for {
				if _, err := decoder.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			checkMargins(t, func(s sheet) {
				switch f := f.(type) {
				case *SweepFigure:
					newSweepView(f).draw(s)
				case *TradeFigure:
					newTradeView(f).draw(s)
				case *CalendarFigure:
					newCalendarView(f).draw(s)
				}
			})
		})
	}
}

func TestTuneGoldens(t *testing.T) {
	for name, f := range map[string]tuneFigure{"sweep": sweep(), "trade": trade(), "calendar": calendar(45)} {
		var b bytes.Buffer
		if err := f.Draw(&b, SVG); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := cmpimg.Equal("svg", b.Bytes(), want); err != nil || !same {
			t.Errorf("%s differs (%v); if that is meant, run go test -update and look at it", golden, err)
		}
	}
}

func TestTuneFigureErrors(t *testing.T) {
	sweepOf := func(spoil func(*SweepFigure)) tuneFigure {
		f := &SweepFigure{Cause: "X", Incidents: []SweepIncident{{Name: "INC"}}}
		f.Steps[meter.One] = []SweepStep{{LimitPerSec: 1}, {LimitPerSec: 2}}
		spoil(f)
		return f
	}
	tests := []struct {
		f    tuneFigure
		want string
	}{
		{sweepOf(func(f *SweepFigure) { f.Steps[0][1].LimitPerSec = 1 }), "figure of X: one: step 1: limit 1 after 1, wanted ascending"},
		{sweepOf(func(f *SweepFigure) { f.Steps[0][0].LimitPerSec = math.Inf(1) }), "figure of X: one: step 0: limit +Inf, wanted 0 to 1e+15"},
		{sweepOf(func(f *SweepFigure) { f.Steps[0][0].FalsePerWeek = math.NaN() }), "figure of X: one: step 0: NaN false firings a week, wanted 0 or more"},
		{sweepOf(func(f *SweepFigure) { f.Steps[0][0].Recall = 1.5 }), "figure of X: one: step 0: recall 1.5, wanted 0 to 1"},
		{sweepOf(func(f *SweepFigure) { f.SetPerSec[meter.Day] = -1 }), "figure of X: day: limit -1, wanted 0 to 1e+15"},
		{sweepOf(func(f *SweepFigure) { f.Incidents[0].HighestPerSec[0] = -1 }), "figure of X: incident INC: one: limit -1, wanted 0 to 1e+15"},
		{&TradeFigure{Cause: "X", Points: [meter.NumMetrics][]TradePoint{{{1, 1, -1}}}}, "figure of X: one: point 0: 1 false firings a week, -1 s, wanted numbers of 0 or more"},
		{&TradeFigure{Cause: "X", Set: &TradePoint{1, math.NaN(), 1}}, "figure of X: recommended: NaN false firings a week, 1 s, wanted numbers of 0 or more"},
		{&TradeFigure{Cause: "X", DetectWithinSec: -1}, "figure of X: wanted 0 a week within -1 s, wanted numbers of 0 or more"},
		{&CalendarFigure{Cause: "X", Since: time.Unix(1, 0), Until: time.Unix(0, 0)}, "figure of X: period: until 1970-01-01T00:00:00Z, wanted not before since, 1970-01-01T00:00:01Z"},
	}
	for _, test := range tests {
		var b bytes.Buffer
		if err := test.f.Draw(&b, SVG); err == nil || err.Error() != test.want || b.Len() > 0 {
			t.Errorf("error %v, %d bytes written, want %s", err, b.Len(), test.want)
		}
	}
}

func TestLogAxis(t *testing.T) {
	labels := func(a logAxis) string {
		var b bytes.Buffer
		for _, tick := range a.ticks(50, decimalLabel) {
			b.WriteString(tick.label + " ")
		}
		return b.String()
	}
	for _, test := range []struct {
		axis logAxis
		want string
	}{
		{logAxis{0.03, 40, 0, 1000}, "0.05 0.1 0.2 0.5 1 2 5 10 20 "},
		{logAxis{0.03, 40, 0, 400}, "0.03 0.1 0.3 1 3 10 30 "},
		{logAxis{1e-5, 1e5, 0, 300}, "0.0001 0.01 1 100 10,000 "},
	} {
		if got := labels(test.axis); got != test.want {
			t.Errorf("%v: ticks %q, want %q", test.axis, got, test.want)
		}
	}
	a := logAxis{1, 100, 0, 200}
	for _, p := range []struct {
		value float64
		want  vg.Length
	}{{0, 0}, {1, 0}, {10, 100}, {100, 200}, {1e9, 200}} {
		if got := a.at(p.value); math.Abs(float64(got-p.want)) > 1e-9 {
			t.Errorf("%v lies at %v, want %v", p.value, got, p.want)
		}
	}
}
