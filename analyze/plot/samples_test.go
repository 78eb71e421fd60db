package plot

import (
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cdrlab/cdrlab/replay/meter"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func mustTime(t testing.TB, text string, zone *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// limits are the rates per second of thresholds, in the order of the metrics.
func limits(thresholds ...float64) (perSec meter.Values) {
	for m, t := range thresholds {
		perSec[m] = meter.Metric(m).LimitPerSecond(t)
	}
	return perSec
}

// simulated is a figure of a born meter with seeded random events, about rate
// per second at each second after since, sampled every sampleSec.
func simulated(since, until time.Time, sampleSec int64, rate func(sec int64) float64) *LoadFigure {
	random := rand.New(rand.NewPCG(1, 2))
	f := &LoadFigure{Cause: "PROGRESS_TIMEOUT", Zone: since.Location(), Since: since, Until: until}
	f.EventsPerMin, f.MinuteStartUnix = make([]uint64, (until.Unix()-since.Unix()+59)/60), since.Unix()
	born := meter.Born()
	for sec := int64(0); sec < until.Unix()-since.Unix(); sec += meter.TickSec {
		n := uint64(rate(sec)*meter.TickSec + random.Float64())
		born.Mark(n)
		born.Tick()
		f.EventsPerMin[sec/60] += n
		if tickEnd := sec + meter.TickSec; tickEnd%sampleSec == 0 {
			f.TimesUnix = append(f.TimesUnix, since.Unix()+tickEnd)
			for m, r := range born.Rates {
				f.RatesPerSec[m] = append(f.RatesPerSec[m], r)
			}
		}
	}
	return f
}

// incident is a figure with everything: an incident, a cold start, limits
// within and above the picture.
func incident(t testing.TB) *LoadFigure {
	berlin := mustZone(t, "Europe/Berlin")
	f := simulated(mustTime(t, "2026-03-10 11:00", berlin), mustTime(t, "2026-03-10 17:00", berlin), 60,
		func(sec int64) float64 {
			if minute := sec / 60; minute >= 183 && minute < 210 {
				return 0.9
			}
			return 0.06
		})
	f.LimitsPerSec = limits(0.5, 0.1, 0, 30)
	start := f.Since.Unix()
	f.Firings = []Span{
		{Start: start, End: start + 50*60, ColdStart: true, Metrics: []string{"day"}},
		{Start: start + 184*60, End: start + 213*60, Metrics: []string{"one", "five"}},
	}
	return f
}

// samples are figures of every kind, by name.
func samples(t testing.TB) map[string]*LoadFigure {
	berlin := mustZone(t, "Europe/Berlin")
	hours := func(from string, n int) (since, until time.Time) {
		since = mustTime(t, from, berlin)
		return since, since.Add(time.Duration(n) * time.Hour)
	}
	steady := func(perSec float64) func(int64) float64 {
		return func(int64) float64 { return perSec }
	}
	all := map[string]*LoadFigure{"incident": incident(t)}

	since, until := hours("2026-03-29 00:00", 24)
	all["day"] = simulated(since, until, 5, steady(0.05))
	all["day"].LimitsPerSec = limits(0.5, 0.5, 0.5, 0.5)

	since, until = hours("2026-03-01 00:00", 31*24)
	month := simulated(since, until, 60, steady(0.02))
	month.LimitsPerSec = limits(0.05)
	for day := range int64(31) {
		start := since.Unix() + day*86400
		month.Firings = append(month.Firings, Span{Start: start, End: start + 60*day, ColdStart: day%7 == 0})
	}
	all["month"] = month

	// The widest legend: half days, and every key.
	since, until = hours("2026-01-01 00:00", 200*24)
	half := &LoadFigure{Cause: "X", Zone: berlin, Since: since, Until: until, LimitsPerSec: limits(0.5)}
	for unix := since.Unix(); unix < until.Unix(); unix += 3600 {
		half.TimesUnix = append(half.TimesUnix, unix)
		for m := range half.RatesPerSec {
			half.RatesPerSec[m] = append(half.RatesPerSec[m], 1/float64(m+1))
		}
	}
	half.Firings = []Span{{Start: 0, End: since.Unix() + 1, ColdStart: true}, {Start: since.Unix(), End: until.Unix()}}
	all["half year"] = half

	since, until = hours("2026-03-10 00:00", 6)
	all["nothing"] = &LoadFigure{Cause: "X", Since: since, Until: until}
	all["no period"] = &LoadFigure{Cause: "X", Since: since, Until: since}
	all["limits alone"] = &LoadFigure{Cause: "X", Since: since, Until: until, LimitsPerSec: limits(0.5, 1, 2, 3)}
	one := &LoadFigure{Cause: "X", Since: since, Until: until, TimesUnix: []int64{since.Unix() + 7}}
	one.RatesPerSec[meter.Five] = []float64{0.25}
	all["one point"] = one
	zero := &LoadFigure{Cause: "X", Since: since, Until: until, TimesUnix: []int64{since.Unix(), until.Unix()}}
	zero.RatesPerSec[meter.One] = []float64{0, 5e-324}
	zero.EventsPerMin, zero.MinuteStartUnix = make([]uint64, 1000), since.Unix()-30
	all["zero"] = zero
	huge := &LoadFigure{Cause: "X", Since: since, Until: until, TimesUnix: []int64{since.Unix(), until.Unix()}}
	huge.RatesPerSec[meter.One] = []float64{1e15, 1e9}
	huge.LimitsPerSec = meter.Values{1e-300, 1e15, 0.1, 0.1}
	huge.EventsPerMin, huge.MinuteStartUnix = []uint64{0, 1<<64 - 1}, since.Unix()
	huge.Firings = []Span{{Start: -1 << 62, End: 1 << 62, Label: "a label as long as " + longText}}
	huge.Title, huge.Subtitle = longText, longText
	all["huge"] = huge
	all["ages"] = &LoadFigure{
		Cause: "a\x00b\xff<&>\"", Zone: berlin,
		Since: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC),
		TimesUnix: []int64{0}, RatesPerSec: [meter.NumMetrics][]float64{{1}},
	}
	return all
}

const longText = "a text that no sheet of this size can hold in one line of letters that anyone could read, " +
	"so that what it says in the end, whatever that may be, has to give way to three dots in a row"
