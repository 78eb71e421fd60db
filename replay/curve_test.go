package replay

import (
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestCurve holds the curve against the meter stepped alone, and the coarse
// curve against the fine one: no peak is lost.
func TestCurve(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	set := randomTraffic(r, []string{"X", "Y"}, 9000)
	opt := Options{Since: Second(set.First), Until: Second(set.Last) + 65, AppRestarts: []Second{Second(set.First) + 4000}}
	fine := NewCurve(set, opt, "Y", false, 1e6)
	coarse := NewCurve(set, opt, "Y", false, 100)
	if len(coarse.TimesSec) > 220 || len(fine.TimesSec) < 1500 {
		t.Fatalf("%d and %d points", len(coarse.TimesSec), len(fine.TimesSec))
	}
	for m := range meter.NumMetrics {
		var most [2]float64
		for i, c := range []*Curve{fine, coarse} {
			if len(c.Values[m]) != len(c.TimesSec) {
				t.Fatalf("%d values at %d times", len(c.Values[m]), len(c.TimesSec))
			}
			for k, v := range c.Values[m] {
				most[i] = max(most[i], v)
				if k > 0 && c.TimesSec[k] < c.TimesSec[k-1] {
					t.Fatalf("times run backwards at %d", k)
				}
			}
		}
		if most[0] != most[1] || most[0] == 0 {
			t.Errorf("%v: highest %v, in the coarse curve %v", meter.Metric(m), most[0], most[1])
		}
	}
	events := causeEvents(set, "Y")
	var total uint64
	for _, n := range fine.PerMinute {
		total += n
	}
	if want := numEvents(events); total != want {
		t.Errorf("%d events by the minute, want %d", total, want)
	}
	for _, at := range []int64{int64(set.First) + 1000, int64(set.First) + 3999, int64(set.First) + 6000} {
		start := opt.spans()[0].start
		if at >= int64(opt.AppRestarts[0]) {
			start = int64(opt.AppRestarts[0])
		}
		seen := between(events, start, at)
		m := bornAt(int64(seen[0].Second))
		m.feed(seen, at)
		for i, when := range fine.TimesSec {
			if when == m.tickAt-meter.TickSec && fine.Values[meter.One][i] != m.Rates[meter.One] {
				t.Errorf("at %d: %v, the meter has %v", when, fine.Values[meter.One][i], m.Rates[meter.One])
			}
		}
	}
	zero := NewCurve(set, opt, "Y", true, 1e6)
	restart := int64(opt.AppRestarts[0])
	for i, at := range zero.TimesSec {
		if at >= restart && zero.Values[meter.Day][i] != fine.Values[meter.Day][i] {
			t.Fatalf("at %d, after a known start: %v and %v", at, zero.Values[meter.Day][i], fine.Values[meter.Day][i])
		}
	}
	if first := 2; zero.Values[meter.Day][first] >= fine.Values[meter.Day][first] {
		t.Errorf("first tick: %v from 0, %v from birth", zero.Values[meter.Day][first], fine.Values[meter.Day][first])
	}
}
