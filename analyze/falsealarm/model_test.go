package falsealarm_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestKnownAverages holds what is known of slower averages.
func TestKnownAverages(t *testing.T) {
	for _, c := range []struct {
		metric             meter.Metric
		rate, threshold    float64
		minutes, tolerance float64
	}{
		{meter.One, 0.1, 0.2, 728.0955, 0.001},
		{meter.One, 0.1, 0.25, 76668, 1},
		{meter.Fifteen, 1, 0.073, 56165, 4},
		{meter.Day, 0.1, 7.1e-5, 109321, 6},
	} {
		l, err := falsealarm.Model{Metric: c.metric, RatePerSec: c.rate}.TimeToAlarm(c.threshold, falsealarm.Steady)
		if err != nil || math.Abs(l.MeanMinutes-c.minutes) > c.tolerance {
			t.Errorf("%v, %v/s, %v: %+v, %v, want %v", c.metric, c.rate, c.threshold, l, err, c.minutes)
		}
	}
}

// draw is a Poisson number.
func draw(r *rand.Rand, mean float64) uint64 {
	n, p := uint64(0), 1.0
	for limit := math.Exp(-mean); ; n++ {
		if p *= r.Float64(); p < limit {
			return n
		}
	}
}

// simulate is the mean time to an alarm of the real meter, its standard error,
// and the share of runs over after so many minutes.
func simulate(metric meter.Metric, rate, threshold float64, s falsealarm.Start, after float64, runs int, within int64) (mean, deviation, share float64) {
	r := rand.New(rand.NewPCG(7, 11))
	limit := metric.LimitPerSecond(threshold)
	var sum, squares float64
	for range runs {
		var m meter.Meter
		tick := func(rate float64) {
			m.Mark(draw(r, rate*meter.TickSec))
			m.Tick()
		}
		phase := 12
		switch s {
		case falsealarm.ColdEventAnyPhase:
			m.Mark(1)
			phase = 1 + r.IntN(12)
		case falsealarm.ColdEvent:
			m.Mark(1)
		case falsealarm.StepAtTick, falsealarm.Steady:
			m = meter.Born()
			m.Rates[metric] = rate
			for range 12 * 12 * metric.Minutes() {
				tick(rate)
			}
			if s == falsealarm.StepAtTick {
				phase = 1 + r.IntN(12)
			}
		}
		minutes := 0.0
		for ticks := phase; ; ticks = 12 {
			for range ticks {
				tick(after)
			}
			if minutes += float64(ticks) / 12; m.Rates[metric] > limit {
				break
			}
		}
		sum += minutes
		squares += minutes * minutes
		if minutes <= float64(within) {
			share++
		}
	}
	n := float64(runs)
	mean = sum / n
	return mean, math.Sqrt((squares/n - mean*mean) / n), share / n
}

// TestAgainstMeter holds means and quantiles against simulations of the
// meter that replay uses.
func TestAgainstMeter(t *testing.T) {
	for _, c := range []struct {
		metric          meter.Metric
		rate, threshold float64
		start           falsealarm.Start
		after           float64
	}{
		{meter.One, 0.1, 0.15, falsealarm.Steady, 0},
		{meter.One, 0.05, 0.1, falsealarm.Cold, 0},
		{meter.Five, 0.2, 0.05, falsealarm.ColdEvent, 0},
		{meter.One, 0.3, 0.4, falsealarm.ColdEventAnyPhase, 0},
		{meter.One, 0.1, 0.25, falsealarm.StepAtTick, 0.3},
		{meter.Five, 0.02, 0.01, falsealarm.StepAtTick, 0.1},
	} {
		m := falsealarm.Model{Metric: c.metric, RatePerSec: c.rate}
		l, err := m.TimeToAlarm(c.threshold, c.start)
		after := c.rate
		if c.after > 0 {
			after = c.after
			l, err = m.TimeToDetect(c.threshold, c.after, c.start)
		}
		if err != nil {
			t.Fatal(err)
		}
		const runs = 1500
		median := l.Quantile(0.5)
		mean, deviation, share := simulate(c.metric, c.rate, c.threshold, c.start, after, runs, median)
		if math.Abs(mean-l.MeanMinutes) > 4*deviation {
			t.Errorf("%+v: mean %v, simulated %v +- %v", c, l.MeanMinutes, mean, deviation)
		}
		if d := math.Abs(share - (1 - l.SilentAfter(median))); d > 4*0.5/math.Sqrt(runs) {
			t.Errorf("%+v: by minute %d fired %v, simulated %v", c, median, 1-l.SilentAfter(median), share)
		}
	}
}

// TestMonotone: a greater threshold or a lower rate never makes alarms sooner.
func TestMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		metric := meter.Metric(r.IntN(2))
		rate := math.Exp(r.Float64()*6 - 4)
		sigma := math.Sqrt(rate * meter.Alpha(metric) / 10)
		threshold := (rate + r.Float64()*4*sigma + 0.02) / float64(metric.Minutes())
		start := falsealarm.Start(r.IntN(int(falsealarm.ColdEventAnyPhase) + 1))
		mean := func(rate, threshold float64) *falsealarm.Law {
			l, err := falsealarm.Model{Metric: metric, RatePerSec: rate}.TimeToAlarm(threshold, start)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		l := mean(rate, threshold)
		slack := 3*l.ErrorMinutes + 1e-4*l.MeanMinutes
		if up := mean(rate, threshold*1.05); up.MeanMinutes < l.MeanMinutes-slack {
			t.Errorf("%v %v %v/s: %v at %v, %v at 5 %% more", metric, start, rate, l.MeanMinutes, threshold, up.MeanMinutes)
		}
		// Exactly at the rate means a lower start, too; of it nothing is said.
		if up := mean(rate*1.05, threshold); up.MeanMinutes > l.MeanMinutes+slack {
			t.Errorf("%v %v %v: %v at %v/s, %v at 5 %% more", metric, start, threshold, l.MeanMinutes, rate, up.MeanMinutes)
		}
		for minutes := int64(1); minutes < 200; minutes++ {
			if l.SilentAfter(minutes) > l.SilentAfter(minutes-1)+1e-12 {
				t.Fatalf("%v %v %v/s %v: silence comes back at minute %d", metric, start, rate, threshold, minutes)
			}
		}
		last := int64(0)
		for _, p := range []float64{0.01, 0.1, 0.5, 0.9, 0.99} {
			q := l.Quantile(p)
			if q < last || 1-l.SilentAfter(q) < p-1e-9 && q < falsealarm.MaxMinutes {
				t.Errorf("quantile %v is %d, after %d", p, q, last)
			}
			last = q
		}
	}
}

// TestBatches: a batch counts like one event of its size.
func TestBatches(t *testing.T) {
	one, err := falsealarm.Model{Metric: meter.One, RatePerSec: 0.1}.TimeToAlarm(0.2, falsealarm.Steady)
	if err != nil {
		t.Fatal(err)
	}
	four, err := falsealarm.Model{Metric: meter.One, RatePerSec: 0.4, Dispersion: 4}.TimeToAlarm(0.8, falsealarm.Steady)
	if err != nil || four.MeanMinutes != one.MeanMinutes {
		t.Errorf("batches of 4: %v, %v, want %v", four.MeanMinutes, err, one.MeanMinutes)
	}
}

func TestModelErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		model     falsealarm.Model
		threshold float64
		start     falsealarm.Start
	}{
		{falsealarm.Model{RatePerSec: 0}, 1, 0},
		{falsealarm.Model{RatePerSec: -1}, 1, 0},
		{falsealarm.Model{RatePerSec: nan}, 1, 0},
		{falsealarm.Model{RatePerSec: inf}, 1, 0},
		{falsealarm.Model{RatePerSec: 1e7}, 1, 0},
		{falsealarm.Model{RatePerSec: 1}, 0, 0},
		{falsealarm.Model{RatePerSec: 1}, -1, 0},
		{falsealarm.Model{RatePerSec: 1}, nan, 0},
		{falsealarm.Model{RatePerSec: 1}, inf, 0},
		{falsealarm.Model{Metric: meter.Day, RatePerSec: 1}, math.MaxFloat64, 0},
		{falsealarm.Model{RatePerSec: 1}, 5e-324, 0},
		{falsealarm.Model{RatePerSec: 1, Dispersion: 0.5}, 1, 0},
		{falsealarm.Model{RatePerSec: 1, Dispersion: nan}, 1, 0},
		{falsealarm.Model{RatePerSec: 1, Metric: 4}, 1, 0},
		{falsealarm.Model{RatePerSec: 1}, 1, falsealarm.StepAtTick},
		{falsealarm.Model{RatePerSec: 1}, 1, 99},
	} {
		if l, err := c.model.TimeToAlarm(c.threshold, c.start); err == nil {
			t.Errorf("%+v: %+v, want an error", c, l)
		}
	}
	m := falsealarm.Model{RatePerSec: 1}
	for _, after := range []float64{0, -1, nan, inf, 1e7} {
		if _, err := m.TimeToDetect(2, after, falsealarm.StepAtTick); err == nil {
			t.Errorf("rate after %v: no error", after)
		}
	}
	if _, err := m.TimeToDetect(2, 2, falsealarm.Steady); err == nil {
		t.Error("detection without a step: no error")
	}
}

// TestNever: beyond MaxMinutes no number is told, and all is bounded.
func TestNever(t *testing.T) {
	for metric := range meter.Metric(meter.NumMetrics) {
		for _, threshold := range []float64{50, 1e300} {
			l, err := falsealarm.Model{Metric: metric, RatePerSec: 0.1}.TimeToAlarm(threshold, falsealarm.Steady)
			if err != nil || !l.More || l.MeanMinutes != falsealarm.MaxMinutes || l.Quantile(0.5) != falsealarm.MaxMinutes {
				t.Errorf("%v: %+v, %v", metric, l, err)
			}
		}
	}
}

func FuzzTimeToAlarm(f *testing.F) {
	f.Add(uint8(0), uint8(0), 0.1, 0.2, 1.0, 0.5)
	f.Add(uint8(1), uint8(4), 0.02, 0.00617, 1.0, 0.5)
	f.Add(uint8(0), uint8(6), 5.0, 5.86, 2.5, 8.0)
	f.Fuzz(func(t *testing.T, metric, start uint8, rate, threshold, dispersion, after float64) {
		if metric > uint8(meter.Fifteen) { // the slowest average only takes time
			return
		}
		m := falsealarm.Model{Metric: meter.Metric(metric), RatePerSec: rate, Dispersion: dispersion}
		l, err := m.TimeToAlarm(threshold, falsealarm.Start(start))
		if start >= uint8(falsealarm.StepAtTick) {
			l, err = m.TimeToDetect(threshold, after, falsealarm.Start(start))
		}
		if err != nil {
			return
		}
		if !(l.MeanMinutes >= 0 && l.MeanMinutes <= falsealarm.MaxMinutes) || l.More != (l.MeanMinutes == falsealarm.MaxMinutes) {
			t.Errorf("mean %v, more %v", l.MeanMinutes, l.More)
		}
		if !(l.HazardPerCheck >= 0 && l.HazardPerCheck <= 1) || !(l.ErrorMinutes >= 0) {
			t.Errorf("hazard %v, error %v", l.HazardPerCheck, l.ErrorMinutes)
		}
		if q := l.Quantile(0.5); q < 1 || q > falsealarm.MaxMinutes {
			t.Errorf("median %v", q)
		}
	})
}
