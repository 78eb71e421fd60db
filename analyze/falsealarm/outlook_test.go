package falsealarm_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/meter"
)

func outlook(t testing.TB, m meter.Metric, slotMinutes int, rates ...float64) *falsealarm.Outlook {
	t.Helper()
	o, err := falsealarm.NewOutlook(falsealarm.Traffic{
		Metric: m, Profile: falsealarm.Profile{SlotMinutes: slotMinutes, RatesPerSec: rates},
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func rates(t testing.TB, o *falsealarm.Outlook, threshold float64) falsealarm.Rates {
	t.Helper()
	r, err := o.Rates(threshold)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRatesAgainstMeter holds expected firings and alerts against a long run
// of the meter that replay uses, through a rate that changes every two hours.
func TestRatesAgainstMeter(t *testing.T) {
	profile := []float64{0.05, 0.2, 0.1}
	const slotMinutes, metric, weeks = 120, meter.Five, 25
	for _, batch := range []float64{1, 3} {
		o, err := falsealarm.NewOutlook(falsealarm.Traffic{
			Metric: metric, Dispersion: batch,
			Profile: falsealarm.Profile{SlotMinutes: slotMinutes, RatesPerSec: profile},
		})
		if err != nil {
			t.Fatal(err)
		}
		threshold := 0.05 + 0.003*(batch-1)
		want := rates(t, o, threshold)
		r := rand.New(rand.NewPCG(3, 5))
		m := meter.Born()
		var firings, alerts float64
		before := false
		for minute := range weeks * 10080 {
			rate := profile[minute/slotMinutes%len(profile)]
			for range 12 {
				m.Mark(uint64(batch) * draw(r, rate*5/batch))
				m.Tick()
			}
			now := m.Rates[metric] > metric.LimitPerSecond(threshold)
			if now {
				alerts++
			}
			if now && !before {
				firings++
			}
			before = now
		}
		// Firings come in clumps, so their number scatters more than a Poisson one.
		if found := firings / weeks; math.Abs(found-want.FiringsPerWeek) > 6*math.Sqrt(want.FiringsPerWeek/weeks) {
			t.Errorf("batches of %v: %v firings a week, simulated %v", batch, want, found)
		}
		if found := alerts / weeks; math.Abs(found/want.AlertsPerWeek-1) > 0.1 {
			t.Errorf("batches of %v: %v alerts a week, simulated %v", batch, want, found)
		}
	}
}

// TestConstantProfile: a profile whose slots are equal is one slot.
func TestConstantProfile(t *testing.T) {
	for metric := range meter.Metric(meter.NumMetrics) {
		threshold := (0.1 + 3*math.Sqrt(0.1*meter.Alpha(metric)/10)) / float64(metric.Minutes())
		one := rates(t, outlook(t, metric, 60, 0.1), threshold)
		four := rates(t, outlook(t, metric, 360, 0.1, 0.1, 0.1, 0.1), threshold)
		if math.Abs(four.FiringsPerWeek/one.FiringsPerWeek-1) > 2e-5 || math.Abs(four.AlertsPerWeek/one.AlertsPerWeek-1) > 2e-5 {
			t.Errorf("%v: four slots %+v, one %+v", metric, four, one)
		}
	}
}

// TestFiringsAndHazard: firings that are rare and far apart come as often as
// first ones, but for those that follow each other closely.
func TestFiringsAndHazard(t *testing.T) {
	l, err := falsealarm.Model{Metric: meter.One, RatePerSec: 0.1}.TimeToAlarm(0.25, falsealarm.Steady)
	if err != nil {
		t.Fatal(err)
	}
	perWeek := rates(t, outlook(t, meter.One, 60, 0.1), 0.25).FiringsPerWeek
	if first := l.HazardPerCheck * 10080; perWeek < first || perWeek > 1.05*first {
		t.Errorf("%v firings a week, %v first ones", perWeek, first)
	}
}

func TestThreshold(t *testing.T) {
	for metric := range meter.Metric(meter.NumMetrics) {
		o := outlook(t, metric, 360, 0.02, 0.1, 0.3, 0.1)
		last := math.Inf(1)
		for _, perWeek := range []float64{1e-6, 1} {
			threshold, err := o.Threshold(perWeek)
			if err != nil {
				t.Fatal(err)
			}
			at, below := rates(t, o, threshold), rates(t, o, threshold*(1-1e-5))
			if at.FiringsPerWeek > perWeek || below.FiringsPerWeek < perWeek {
				t.Errorf("%v: at %v %v firings a week, just below %v, want %v between",
					metric, threshold, at.FiringsPerWeek, below.FiringsPerWeek, perWeek)
			}
			if at.AlertsPerWeek < at.FiringsPerWeek || perWeek >= 1 && at.FiringsError > 0.1*at.FiringsPerWeek {
				t.Errorf("%v at %v: %+v", metric, threshold, at)
			}
			if !(threshold < last) {
				t.Errorf("%v: %v for %v firings a week, more than for fewer", metric, threshold, perWeek)
			}
			last = threshold
		}
	}
	// More firings than there can be: half of all checks exceeded is the end.
	o := outlook(t, meter.One, 60, 1)
	threshold, err := o.Threshold(10080)
	if err != nil || math.Abs(threshold-1) > 0.1 {
		t.Errorf("any number of firings: %v, %v", threshold, err)
	}
	for _, perWeek := range []float64{0, -1, math.NaN(), math.Inf(1), 1e5} {
		if _, err := o.Threshold(perWeek); err == nil {
			t.Errorf("%v firings a week: no error", perWeek)
		}
	}
	if _, err := o.Rates(math.NaN()); err == nil {
		t.Error("threshold NaN: no error")
	}
}

func TestProfileErrors(t *testing.T) {
	for _, p := range []falsealarm.Profile{
		{},
		{SlotMinutes: 60},
		{SlotMinutes: 0, RatesPerSec: []float64{1}},
		{SlotMinutes: 2000, RatesPerSec: []float64{1}},
		{SlotMinutes: 60, RatesPerSec: make([]float64, 169)},
		{SlotMinutes: 60, RatesPerSec: make([]float64, 24)},
		{SlotMinutes: 60, RatesPerSec: []float64{1, math.NaN()}},
		{SlotMinutes: 60, RatesPerSec: []float64{1, -1}},
		{SlotMinutes: 60, RatesPerSec: []float64{1, math.Inf(1)}},
	} {
		if _, err := falsealarm.NewOutlook(falsealarm.Traffic{Profile: p}); err == nil {
			t.Errorf("%+v: no error", p)
		}
	}
}

func BenchmarkOutlook(b *testing.B) {
	week := make([]float64, 168)
	for i := range week {
		week[i] = 0.1 + 0.003*float64(i%24) + 0.001*float64(i/24)
	}
	for metric := range meter.Metric(meter.NumMetrics) {
		b.Run(metric.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := outlook(b, metric, 60, week...).Threshold(1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
