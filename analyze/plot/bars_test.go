package plot

import (
	"slices"
	"testing"
)

func TestBarMinutes(t *testing.T) {
	for _, test := range []struct {
		minutes, want int
		name          string
	}{
		{1, 1, "minute"}, {400, 1, "minute"}, {401, 2, "2 minutes"}, {24 * 60, 5, "5 minutes"},
		{7 * 24 * 60, 30, "30 minutes"}, {16 * 24 * 60, 60, "hour"}, {31 * 24 * 60, 120, "2 hours"},
		{365 * 24 * 60, 24 * 60, "day"}, {366 * 24 * 60, 24 * 60, "day"}, {3 * 366 * 24 * 60, 3 * 24 * 60, "3 days"},
	} {
		got := barMinutes(test.minutes, 400)
		if got != test.want || spanName(got) != test.name {
			t.Errorf("%d minutes: bars of %d (%s), want %d (%s)", test.minutes, got, spanName(got), test.want, test.name)
		}
		if test.minutes > got*400 {
			t.Errorf("%d minutes: more than 400 bars of %d", test.minutes, got)
		}
	}
}

func TestMinutesIn(t *testing.T) {
	counts := []uint64{0, 1, 2, 3, 4}
	for _, test := range []struct {
		since, until int64
		want         []uint64
		start        int64
	}{
		{600, 900, counts, 600},
		{0, 9000, counts, 600},
		{660, 720, []uint64{1}, 660},
		{659, 721, counts[:3], 600},
		{719, 720, []uint64{1}, 660},
		{0, 600, nil, 600},
		{900, 1000, nil, 900},
		{5000, 6000, nil, 900},
	} {
		got, start := minutesIn(counts, 600, test.since, test.until)
		if !slices.Equal(got, test.want) || start != test.start {
			t.Errorf("[%d, %d): %v from %d, want %v from %d", test.since, test.until, got, start, test.want, test.start)
		}
	}
}

func TestHighestOf(t *testing.T) {
	counts := []uint64{1, 5, 2, 0, 0, 0, 7}
	for n, want := range map[int][]uint64{1: counts, 2: {5, 2, 0, 7}, 3: {5, 0, 7}, 10: {7}} {
		if got := highestOf(counts, n); !slices.Equal(got, want) {
			t.Errorf("by %d: %v, want %v", n, got, want)
		}
	}
	if got := highestOf(nil, 5); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
