package falsealarm_test

import (
	"math"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestSameBits: every architecture, also those that fuse, gives these bits.
func TestSameBits(t *testing.T) {
	for _, c := range []struct {
		metric          meter.Metric
		rate, threshold float64
		start           falsealarm.Start
		mean, error     uint64
	}{
		{meter.One, 0.1, 0.2, falsealarm.Steady, 0x4086c0c3bac31ae6, 0x3f406cdf08300000},
		{meter.One, 5, 5.43, falsealarm.ColdEventAnyPhase, 0x4044dd7ae5dbff19, 0x3f47ed860d0f0000},
		{meter.Five, 0.02, 0.00617, falsealarm.AtRate, 0x404f51edd4329b6e, 0x3f10757aeb000000},
		{meter.Fifteen, 30, 2.05, falsealarm.Cold, 0x41ad4d5f9033e9f0, 0x40d9c1c33daf0000},
	} {
		l, err := falsealarm.Model{Metric: c.metric, RatePerSec: c.rate}.TimeToAlarm(c.threshold, c.start)
		if err != nil {
			t.Fatal(err)
		}
		if math.Float64bits(l.MeanMinutes) != c.mean || math.Float64bits(l.ErrorMinutes) != c.error {
			t.Errorf("%v, %v/s: mean %v (%#x) +- %v (%#x)", c.metric, c.rate,
				l.MeanMinutes, math.Float64bits(l.MeanMinutes), l.ErrorMinutes, math.Float64bits(l.ErrorMinutes))
		}
	}
}
