package label

import (
	"math"
	"testing"
)

// TestIntervals holds published values: Garwood's table for Poisson counts
// (chi-square quantiles), Clopper and Pearson's for proportions.
func TestIntervals(t *testing.T) {
	for _, tt := range []struct {
		got  Interval
		want [3]float64
	}{
		{Rate(0, 1), [3]float64{0, 0, 3.68888}},
		{Rate(1, 1), [3]float64{1, 0.0253178, 5.57164}},
		{Rate(10, 1), [3]float64{10, 4.79539, 18.3904}},
		{Rate(10, 4), [3]float64{2.5, 1.19885, 4.59759}},
		{Proportion(8, 10), [3]float64{0.8, 0.443905, 0.974789}},
		{Proportion(0, 10), [3]float64{0, 0, 0.308497}},
		{Proportion(10, 10), [3]float64{1, 0.691503, 1}},
		{Proportion(1, 1), [3]float64{1, 0.025, 1}},
	} {
		got := [3]float64{tt.got.Estimate, tt.got.Low, tt.got.High}
		for i := range got {
			if math.Abs(got[i]-tt.want[i]) > 1e-5*tt.want[i] {
				t.Errorf("%v, want %v", got, tt.want)
				break
			}
		}
	}
}

// TestIntervalsCover holds that an interval contains its estimate, shrinks
// relative to it with the count, and stays inside its bounds.
func TestIntervalsCover(t *testing.T) {
	last := math.Inf(1)
	for n := 1; n <= 100_000; n *= 10 {
		r := Rate(n, 1)
		if !(r.Low < r.Estimate && r.Estimate < r.High) || (r.High-r.Low)/r.Estimate >= last {
			t.Errorf("rate of %d: %+v", n, r)
		}
		last = (r.High - r.Low) / r.Estimate
	}
	for n := 1; n <= 40; n++ {
		for k := 0; k <= n; k++ {
			p, q := Proportion(k, n), Proportion(n-k, n)
			if p.Low < 0 || p.High > 1 || p.Low > p.Estimate || p.High < p.Estimate || math.Abs(p.Low+q.High-1) > 2e-6 {
				t.Fatalf("%d of %d: %+v, %+v", k, n, p, q)
			}
		}
	}
}
