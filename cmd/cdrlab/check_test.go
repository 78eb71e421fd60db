package main

import (
	"math"
	"strconv"
	"testing"
)

// A threshold to try does what it is named for, and KAZOO can read it.
func TestRoundedT(t *testing.T) {
	for _, c := range []struct {
		t            float64
		below, above string
	}{
		{0.35, "0.35", "0.35"}, {0.35001, "0.35", "0.351"}, {1, "1", "1"}, {12.345, "12.3", "12.4"}, {999.9, "999", "1000"},
		{12345, "12345", "12345"}, {12345.6, "12345", "12346"}, {0.0001157, "0.000115", "0.000116"}, {1e-9, "0.000000001", "0.000000001"},
	} {
		below, above := roundedT(c.t, math.Floor), roundedT(c.t, math.Ceil)
		if below != c.below || above != c.above {
			t.Errorf("%v: %s and %s, want %s and %s", c.t, below, above, c.below, c.above)
		}
	}
	for x := 1e-30; x < 1e30; x *= 1.37 {
		below, errB := strconv.ParseFloat(roundedT(x, math.Floor), 64)
		above, errA := strconv.ParseFloat(roundedT(x, math.Ceil), 64)
		const slack = 1e-12 // of the scaling
		if errA != nil || errB != nil || below > x*(1+slack) || above < x*(1-slack) || below < 0.99*x || above > 1.011*x {
			t.Errorf("%v: %v and %v", x, below, above)
		}
	}
	for _, x := range []float64{0, 5e-324, math.MaxFloat64} {
		if _, err := strconv.ParseFloat(roundedT(x, math.Ceil), 64); err != nil {
			t.Errorf("%v: %v", x, err)
		}
	}
}

func TestLengthText(t *testing.T) {
	for sec, want := range map[int64]string{0: "0s", 90: "1m30s", 86400: "24h0m0s", 2 * 86400: "2 days", 28*86400 + 65: "28 days"} {
		if got := lengthText(sec); got != want {
			t.Errorf("%d: %s, want %s", sec, got, want)
		}
	}
}
