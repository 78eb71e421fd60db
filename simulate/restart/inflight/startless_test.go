package inflight

import (
	"testing"
	"time"
)

func TestMostLost(t *testing.T) {
	var a, b, both Startless
	for _, sec := range []int64{100, 110, 160, 161, 400} {
		half := &a
		if sec%2 == 0 {
			half = &b
		}
		half.add(&Leg{StartUs: sec * 1e6, Final: LoseRace})
	}
	a.add(&Leg{StartUs: 120e6, Final: Refused})
	a.add(&Leg{StartUs: 130e6, Final: Answered})
	both.merge(&a)
	both.merge(&b)
	for _, test := range []struct {
		in      Instants
		ringSec int64
		want    uint64
		atSec   int64
	}{
		{Every(60 * time.Second), 60, 2, 60},  // 100 and 110
		{Every(60 * time.Second), 120, 4, 60}, // and 160, 161
		{At(time.Unix(161, 0)), 60, 1, 161},   // that of its very second may come after it
		{At(time.Unix(160, 0)), 1, 2, 160},    // the limit itself counts
		{At(time.Unix(162, 0)), 60, 0, 0},
		{At(time.Unix(90, 0), time.Unix(390, 0)), 60, 2, 90},
	} {
		most, number := both.MostLost(&test.in, test.ringSec*1e6)
		if most != test.want || most > 0 && test.in.Us(number) != test.atSec*1e6 {
			t.Errorf("ring %d s: %d lost by restart %d, want %d at %d s", test.ringSec, most, number, test.want, test.atSec)
		}
	}
}
