package tune

import (
	"math"
	"testing"
)

func TestAllowed(t *testing.T) {
	const week = 7 * 86400
	for _, test := range []struct {
		goals     Goals
		periodSec int64
		want      uint64
	}{
		{Goals{MaxFalse: 1, PerSec: week}, week - 1, 0},
		{Goals{MaxFalse: 1, PerSec: week}, week, 1},
		{Goals{MaxFalse: 1, PerSec: week}, 3 * week, 3},
		{Goals{MaxFalse: 0.1, PerSec: week}, 30 * week, 3}, // 0.1 is no float64
		{Goals{MaxFalse: 2, PerSec: 30 * 86400}, 365 * 86400, 24},
		{Goals{MaxFalse: 0, PerSec: week}, 100 * week, 0},
		{Goals{MaxFalse: 1, PerSec: week}, 0, 0},
	} {
		if got := test.goals.Allowed(test.periodSec); got != test.want {
			t.Errorf("%+v over %d s: %d allowed, want %d", test.goals, test.periodSec, got, test.want)
		}
	}
}

func TestGoalsValidate(t *testing.T) {
	for _, test := range []struct {
		goals Goals
		want  string
	}{
		{Goals{MaxFalse: -1, PerSec: 1}, "at most -1 false firings, wanted 0 to 2147483647"},
		{Goals{MaxFalse: math.NaN(), PerSec: 1}, "at most NaN false firings, wanted 0 to 2147483647"},
		{Goals{}, "false firings in 0 s, wanted a time above 0"},
		{Goals{PerSec: 1, WithinSec: -1}, "detection within -1 s, wanted 0 or more"},
		{Goals{PerSec: 1, ResetSec: -1}, "reset within -1 s, wanted 0 or more"},
	} {
		if err := test.goals.Validate(); err == nil || err.Error() != test.want {
			t.Errorf("%+v: %v, want %s", test.goals, err, test.want)
		}
	}
}
