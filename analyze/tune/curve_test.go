package tune

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

var anyConfig = &alert.Config{Monitor: testCauses}

// alone is one threshold, all others off.
func alone(m meter.Metric, t float64) (v meter.Values) {
	v[m] = t
	return v
}

// equal compares outcomes; undefined equals undefined.
func equal(a, b Outcome) bool {
	same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
	return a.Alerts == b.Alerts && a.Firings == b.Firings && a.False == b.False &&
		a.Incidents == b.Incidents && a.Detected == b.Detected && same(a.MeanDetectSec, b.MeanDetectSec) &&
		same(a.MaxDetectSec, b.MaxDetectSec) && same(a.MeanResetSec, b.MeanResetSec)
}

// TestCurvesAgainstTwin: at each breakpoint, just below and just above it, the
// curve says what replay and the definitions say for that threshold.
func TestCurvesAgainstTwin(t *testing.T) {
	tried, detected, missed, truths := 0, 0, 0, 0
	for seed := range uint64(210) {
		r := rand.New(rand.NewPCG(seed, 11))
		tr := randomTrial(r)
		tr.opt.Alerts = true
		got, err := NewCurves(context.Background(), tr.set, anyConfig, tr.run, tr.opt)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i := range got.Curves {
			c := &got.Curves[i]
			if r.IntN(3) > 0 {
				continue
			}
			list, phases := tr.record(c.Cause, c.Account)
			for _, low := range somePoints(t, r, c) {
				for _, x := range []float64{math.Nextafter(low, 0), low, math.Nextafter(low, 1)} {
					if x == 0 {
						continue
					}
					want, found := tr.judge(c.Cause, c.Account, alone(c.Metric, x), list, phases, 0)
					if o := c.At(x); !equal(o, want) {
						t.Fatalf("seed %d, %s %v at %v:\n got %+v\nwant %+v", seed, c.Cause, c.Metric, x, o, want)
					}
					tried++
					detected += want.Detected
					missed += want.Incidents - want.Detected
					truths += int(want.Firings - want.False)
					for k, yes := range found {
						if yes != (x < c.Keeps[k]) {
							t.Fatalf("seed %d, %s %v at %v: %s detected: %v, kept below %v", seed, c.Cause, c.Metric, x, tr.opt.Incidents[k].Name, yes, c.Keeps[k])
						}
					}
				}
			}
		}
	}
	if tried < 5000 || detected < 500 || missed < 500 || truths < 500 {
		t.Errorf("too little was tried: %d thresholds, %d detected, %d missed, %d true firings", tried, detected, missed, truths)
	}
}

// somePoints are breakpoints of a curve, which must tile (0, inf).
func somePoints(t *testing.T, r *rand.Rand, c *Curve) []float64 {
	var all []float64
	last := math.SmallestNonzeroFloat64
	for s := range c.Steps() {
		if s.Low != last || s.High <= s.Low {
			t.Fatalf("%s %v: a step [%v, %v) after %v", c.Cause, c.Metric, s.Low, s.High, last)
		}
		if o := c.At(s.Low); !equal(o, s.Outcome) {
			t.Fatalf("%s %v: at %v %+v, the step says %+v", c.Cause, c.Metric, s.Low, o, s.Outcome)
		}
		all = append(all, s.Low)
		last = s.High
	}
	if !math.IsInf(last, 1) {
		t.Fatalf("%s %v ends at %v", c.Cause, c.Metric, last)
	}
	some := []float64{all[0], all[len(all)-1]}
	for range 5 {
		some = append(some, all[r.IntN(len(all))])
	}
	return some
}

// TestCutAgainstTwin: firings and incidents belong to where they start, and
// both sides together are the whole.
func TestCutAgainstTwin(t *testing.T) {
	tried, crossing := 0, 0
	for seed := range uint64(80) {
		r := rand.New(rand.NewPCG(seed, 12))
		tr := randomTrial(r)
		if tr.opt.CutSec = tr.randomCut(r); tr.opt.CutSec == 0 {
			continue
		}
		got, err := NewCurves(context.Background(), tr.set, anyConfig, tr.run, tr.opt)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i := range got.Curves {
			if r.IntN(4) > 0 {
				continue
			}
			for side, c := range map[int]*Curve{-1: &got.Curves[i], 1: &got.HeldOut[i]} {
				list, phases := tr.record(c.Cause, c.Account)
				for _, x := range somePoints(t, r, c) {
					want, _ := tr.judge(c.Cause, c.Account, alone(c.Metric, x), list, phases, side)
					if o := c.At(x); !equal(o, want) {
						t.Fatalf("seed %d, %s %v at %v, side %d:\n got %+v\nwant %+v", seed, c.Cause, c.Metric, x, side, o, want)
					}
					tried++
					if whole, _ := tr.judge(c.Cause, c.Account, alone(c.Metric, x), list, phases, 0); whole.Firings > want.Firings {
						crossing++
					}
				}
			}
		}
	}
	if tried < 1000 || crossing < 100 {
		t.Errorf("too little was tried: %d thresholds, %d with firings on both sides", tried, crossing)
	}
}

// TestTurnsOff: the breakpoint is the first threshold that does not alert.
func TestTurnsOff(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 13))
	for i := range 20000 {
		level := math.Float64frombits(r.Uint64() >> 1)
		if i < 100 {
			level = math.Float64frombits(uint64(i + 1))
		}
		if !(level < 1e300) {
			continue
		}
		for m := range meter.Metric(meter.NumMetrics) {
			at := turnsOff(m, level)
			if level > m.LimitPerSecond(at) || at <= 0 {
				t.Fatalf("%v: level %v exceeds threshold %v", m, level, at)
			}
			if below := math.Nextafter(at, 0); below > 0 && !(level > m.LimitPerSecond(below)) {
				t.Fatalf("%v: level %v does not exceed %v, below %v", m, level, below, at)
			}
		}
	}
}
