package plot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

func TestLoadScale(t *testing.T) {
	for _, test := range []struct {
		name    string
		highest float64 // per minute
		limits  meter.Values
		reach   float64 // what the scale must just hold
		drawn   [meter.NumMetrics]bool
	}{
		{"no limits", 50, meter.Values{}, 50, [meter.NumMetrics]bool{}},
		{"limit below", 50, limits(0.5), 50, [meter.NumMetrics]bool{true}},
		{"limit above", 20, limits(0.5), 30, [meter.NumMetrics]bool{true}},
		{"thrice the data", 10, limits(0.5), 30, [meter.NumMetrics]bool{true}},
		{"far above", 9.9, limits(0.5), 9.9, [meter.NumMetrics]bool{}},
		{"one of two", 20, limits(0.5, 0, 0, 0.5), 30, [meter.NumMetrics]bool{true}},
		{"no data", 0, limits(0.5, 0.2, 0, 0.5), 60, [meter.NumMetrics]bool{true, true}},
		{"decayed data", 1e-300, limits(0.5), 30, [meter.NumMetrics]bool{true}},
		{"nothing", 0, meter.Values{}, 1, [meter.NumMetrics]bool{}},
	} {
		top, drawn := loadScale(test.highest, test.limits)
		if math.Abs(top/test.reach-1.08) > 1e-9 || drawn != test.drawn {
			t.Errorf("%s: top %v, drawn %v; want %v, %v", test.name, top, drawn, 1.08*test.reach, test.drawn)
		}
	}
}

func TestSpreadLabels(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 1000 {
		wanted := make([]vg.Length, random.IntN(5))
		for i := range wanted {
			wanted[i] = vg.Length(random.IntN(200))
		}
		slices.Sort(wanted)
		slices.Reverse(wanted)
		const height, low, high = 17.0, 0.0, 200.0
		got := spreadLabels(wanted, height, low, high)
		free := true
		for i, at := range got {
			if at-height/2 < low-1e-9 || at+height/2 > high+1e-9 {
				t.Fatalf("%v: label %d at %v leaves [%v, %v]", wanted, i, at, low, high)
			}
			if i > 0 && got[i-1]-at < height-1e-9 {
				t.Fatalf("%v: labels overlap in %v", wanted, got)
			}
			free = free && wanted[i]-height/2 >= low && wanted[i]+height/2 <= high &&
				(i == 0 || wanted[i-1]-wanted[i] >= height)
		}
		if free && !slices.Equal(got, wanted) {
			t.Fatalf("%v: moved to %v without need", wanted, got)
		}
	}
}

func TestHead(t *testing.T) {
	berlin := mustZone(t, "Europe/Berlin")
	figure := func(spoil func(*LoadFigure)) *LoadFigure {
		f := &LoadFigure{
			Cause: "X", Zone: berlin, LimitsPerSec: limits(0.5, 0.2),
			Since: mustTime(t, "2026-03-10 00:00", berlin), Until: mustTime(t, "2026-03-11 00:00", berlin),
		}
		for minute := range int64(24 * 60) {
			f.TimesUnix = append(f.TimesUnix, f.Since.Unix()+60*minute)
			f.RatesPerSec[meter.One] = append(f.RatesPerSec[meter.One], 0.1)
			f.RatesPerSec[meter.Five] = append(f.RatesPerSec[meter.Five], 0.2)
		}
		f.RatesPerSec[meter.One][14*60+19] = 1.2166
		f.EventsPerMin, f.MinuteStartUnix = []uint64{1}, f.Since.Unix()
		spoil(f)
		return f
	}
	firing := func(start int, cold bool) Span {
		return Span{Start: mustTime(t, "2026-03-10 00:00", berlin).Unix() + int64(start), End: 1 << 40, ColdStart: cold}
	}
	for _, test := range []struct {
		dates, summary string
		spoil          func(*LoadFigure)
	}{
		{"Tue 10 Mar 2026", "2 firings, peak 73/min at 14:19 (one, 2.4 x its limit)",
			func(f *LoadFigure) { f.Firings = []Span{firing(0, false), firing(60, false)} }},
		{"Tue 10 Mar 2026", "2 firings (1 cold start), peak 73/min at 14:19 (one, 2.4 x its limit)",
			func(f *LoadFigure) { f.Firings = []Span{firing(0, false), firing(60, true), firing(86400, false)} }},
		{"Tue 10 Mar 2026", "1 cold start, peak 73/min at 14:19 (one, 2,433 x its limit)",
			func(f *LoadFigure) { f.Firings, f.LimitsPerSec = []Span{firing(0, true)}, limits(0.0005) }},
		{"Tue 10 Mar 2026", "No firing; nearest 12/min at 00:00 (five, 20% of its limit)",
			func(f *LoadFigure) { f.RatesPerSec[meter.One] = nil }},
		{"Tue 10 Mar 2026", "No firing; highest 73/min at 14:19 (one, no limit set)",
			func(f *LoadFigure) { f.LimitsPerSec = meter.Values{} }},
		{"Tue 10 Mar 2026", "No events",
			func(f *LoadFigure) {
				f.RatesPerSec[meter.One], f.RatesPerSec[meter.Five], f.EventsPerMin = nil, nil, nil
			}},
		{"Tue 10 Mar 2026", "1 firing",
			func(f *LoadFigure) {
				f.RatesPerSec[meter.One], f.RatesPerSec[meter.Five], f.Firings = nil, nil, []Span{firing(0, false)}
			}},
		{"Tue 10 Mar to Wed 11 Mar 2026", "No firing; nearest 73/min at 10 Mar 14:19 (one, 243% of its limit)",
			func(f *LoadFigure) { f.Until = f.Until.Add(time.Second) }},
		{"Wed 31 Dec 2025 to Tue 10 Mar 2026", "No firing; nearest 73/min at 10 Mar 2026 14:19 (one, 243% of its limit)",
			func(f *LoadFigure) { f.Since = f.Since.AddDate(0, 0, -69) }},
	} {
		v := newLoadView(figure(test.spoil))
		if v.dates() != test.dates || v.summary() != test.summary {
			t.Errorf("got  %s: %s\nwant %s: %s", v.dates(), v.summary(), test.dates, test.summary)
		}
	}
}

// TestFiringNames: the fullest wording that has room for all is taken, and
// names never touch.
func TestFiringNames(t *testing.T) {
	f := incident(t)
	start := f.Since.Unix()
	span := func(fromMinute, toMinute int64, cold bool) Span {
		return Span{Start: start + 60*fromMinute, End: start + 60*toMinute, Metrics: []string{"one", "five"}, ColdStart: cold}
	}
	for _, test := range []struct {
		firings []Span
		want    []string
	}{
		{[]Span{span(60, 90, false)}, []string{"12:00-12:30 one, five"}},
		{[]Span{span(60, 90, true), span(200, 230, false)}, []string{"14:20-14:50 one, five", "12:00-12:30 one, five, cold start"}},
		{[]Span{span(60, 90, false), span(115, 125, false)}, []string{"12:00-12:30", "12:55-13:05"}},
		{[]Span{span(60, 62, false), span(80, 82, false)}, []string{"12:00", "12:20"}},
		{[]Span{span(60, 62, true), span(63, 64, false), span(64, 65, false)}, []string{"12:03"}},
		{[]Span{{Start: start, End: start + 60, Label: "carrier-3 down"}}, []string{"carrier-3 down"}},
	} {
		f.Firings = test.firings
		v := newLoadView(f)
		var got []string
		for i, n := range v.firingNames() {
			got = append(got, n.text)
			if n.left < v.averages.Min.X || n.right > v.averages.Max.X {
				t.Errorf("%s leaves the panel", n.text)
			}
			if n.touches(v.firingNames()[:i]) {
				t.Errorf("%s touches another", n.text)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
