package falsealarm_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/meter"
)

type anchor struct {
	ID         string
	Average    string
	Rate       float64 `json:"rate_per_s"`
	Threshold  float64
	Start      string
	After      float64 `json:"rate_after_per_s"`
	Mean       float64 `json:"mean_minutes"`
	Error      float64 `json:"error_estimate"`
	Hazard     float64 `json:"later_hazard_per_check"`
	MonteCarlo struct {
		Mean          float64
		StandardError float64 `json:"standard_error"`
	} `json:"monte_carlo"`
}

func (a *anchor) solve(t testing.TB) *falsealarm.Law {
	t.Helper()
	metric, _ := meter.MetricByName(a.Average)
	m := falsealarm.Model{Metric: metric, RatePerSec: a.Rate}
	for s := falsealarm.Steady; s <= falsealarm.StepAnyTime; s++ {
		if s.String() != a.Start {
			continue
		}
		l, err := m.TimeToAlarm(a.Threshold, s)
		if a.After > 0 {
			l, err = m.TimeToDetect(a.Threshold, a.After, s)
		}
		if err != nil {
			t.Fatalf("%s: %v", a.ID, err)
		}
		return l
	}
	t.Fatalf("%s: no start %s", a.ID, a.Start)
	return nil
}

func anchors(t testing.TB) []anchor {
	t.Helper()
	var file struct{ Anchors []anchor }
	b, err := os.ReadFile("../../testdata/vectors/false_alarm/anchors.json")
	if err == nil {
		err = json.Unmarshal(b, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Anchors
}

// TestAnchors holds the means and hazards that a much finer lattice gives and
// a simulation confirms.
func TestAnchors(t *testing.T) {
	list := anchors(t)
	if len(list) != 60 {
		t.Fatalf("%d anchors, want 60", len(list))
	}
	var worst float64
	for i := range list {
		a := &list[i]
		l := a.solve(t)
		worst = max(worst, math.Abs(l.MeanMinutes/a.Mean-1))
		if math.Abs(l.MeanMinutes-a.Mean) > a.Error+1e-4*a.Mean {
			t.Errorf("%s: mean %v +- %v, want %v", a.ID, l.MeanMinutes, l.ErrorMinutes, a.Mean)
		}
		if a.Hazard > 0 && math.Abs(l.HazardPerCheck-a.Hazard) > 1e-4*a.Hazard {
			t.Errorf("%s: later hazard %v, want %v", a.ID, l.HazardPerCheck, a.Hazard)
		}
		if d := math.Abs(l.MeanMinutes - a.MonteCarlo.Mean); d > 4*a.MonteCarlo.StandardError+1e-9 {
			t.Errorf("%s: mean %v, simulated %v +- %v", a.ID, l.MeanMinutes, a.MonteCarlo.Mean, a.MonteCarlo.StandardError)
		}
	}
	t.Logf("largest relative difference %.1e", worst)
}

func BenchmarkTimeToAlarm(b *testing.B) {
	for _, c := range []struct {
		name      string
		model     falsealarm.Model
		threshold float64
	}{
		{"one", falsealarm.Model{Metric: meter.One, RatePerSec: 0.1}, 0.2},
		{"one_busy", falsealarm.Model{Metric: meter.One, RatePerSec: 5}, 5.67},
		{"one_flood", falsealarm.Model{Metric: meter.One, RatePerSec: 1e6}, 1.0005e6},
		{"five", falsealarm.Model{Metric: meter.Five, RatePerSec: 1}, 0.2255},
		{"fifteen", falsealarm.Model{Metric: meter.Fifteen, RatePerSec: 1}, 0.073},
		{"day", falsealarm.Model{Metric: meter.Day, RatePerSec: 0.1}, 7.1e-5},
		{"day_busy", falsealarm.Model{Metric: meter.Day, RatePerSec: 50}, 0.0348},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				l, err := c.model.TimeToAlarm(c.threshold, falsealarm.Steady)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(l.MeanMinutes, "min")
				b.ReportMetric(l.ErrorMinutes, "err")
			}
		})
	}
}
