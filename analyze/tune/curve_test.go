package tune

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
)

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
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 11))
		tr := randomTrial(r)
		tr.opt.Alerts = true
		got, err := NewCurves(context.Background(), tr.set, &alert.Config{Monitor: testCauses}, tr.run, tr.opt)
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
					want, found := tr.judge(c, x, list, phases, 0)
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
	if tried < 500 || detected < 50 || missed < 50 || truths < 50 {
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
