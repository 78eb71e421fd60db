package falsealarm_test

import (
	"math"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
)

// TestPoissonUpper holds half of the chi-square quantiles with 2n+2 degrees of
// freedom.
func TestPoissonUpper(t *testing.T) {
	for _, c := range []struct {
		n          uint64
		confidence float64
		upper      float64
	}{
		{0, 0.95, 2.995732}, {0, 0.975, 3.688879}, {1, 0.95, 4.743865}, {3, 0.95, 7.753657},
		{10, 0.95, 16.962219}, {10, 0.975, 18.390356}, {100, 0.975, 121.626794}, {0, 0.5, 0.693147},
	} {
		got, err := falsealarm.PoissonUpper(c.n, c.confidence)
		if err != nil || math.Abs(got-c.upper) > 2e-6 {
			t.Errorf("%d seen, %v: %v, %v, want %v", c.n, c.confidence, got, err, c.upper)
		}
	}
	// Far out the limit is the normal one.
	got, err := falsealarm.PoissonUpper(1e8, 0.95)
	if want := 1e8 + 1.6448536*1e4; err != nil || math.Abs(got-want) > 2 {
		t.Errorf("1e8 seen: %v, %v, want about %v", got, err, want)
	}
}

func TestUpperPerWeek(t *testing.T) {
	got, err := falsealarm.UpperPerWeek(0, 4*7*24*60, 0.95)
	if err != nil || math.Abs(got-2.995732/4) > 1e-6 {
		t.Errorf("none in four weeks: up to %v a week, %v", got, err)
	}
	for _, c := range []struct{ minutes, confidence float64 }{
		{0, 0.95}, {math.NaN(), 0.95}, {math.Inf(1), 0.95}, {60, 0}, {60, 1}, {60, math.NaN()},
	} {
		if _, err := falsealarm.UpperPerWeek(0, c.minutes, c.confidence); err == nil {
			t.Errorf("%v minutes at %v: no error", c.minutes, c.confidence)
		}
	}
}
