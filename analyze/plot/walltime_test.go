package plot

import (
	"slices"
	"testing"
	"time"
)

func TestInstants(t *testing.T) {
	tests := []struct {
		zone, wall string
		want       []string // in UTC
		reached    string
	}{
		{"UTC", "2026-03-10 14:00", []string{"2026-03-10 14:00"}, "2026-03-10 14:00"},
		{"Europe/Berlin", "2026-03-29 01:59", []string{"2026-03-29 00:59"}, "2026-03-29 00:59"},
		{"Europe/Berlin", "2026-03-29 02:00", nil, "2026-03-29 01:00"},
		{"Europe/Berlin", "2026-03-29 02:59", nil, "2026-03-29 01:00"},
		{"Europe/Berlin", "2026-03-29 03:00", []string{"2026-03-29 01:00"}, "2026-03-29 01:00"},
		{"Europe/Berlin", "2026-10-25 02:30", []string{"2026-10-25 00:30", "2026-10-25 01:30"}, "2026-10-25 00:30"},
		{"Europe/Berlin", "2026-10-25 03:00", []string{"2026-10-25 02:00"}, "2026-10-25 02:00"},
		{"America/Havana", "2026-03-08 00:00", nil, "2026-03-08 05:00"},
		{"America/Havana", "2026-11-01 00:00", []string{"2026-11-01 04:00", "2026-11-01 05:00"}, "2026-11-01 04:00"},
		{"Pacific/Apia", "2011-12-30 12:00", nil, "2011-12-30 10:00"},
		{"Europe/Berlin", "2048-12-31 12:00", []string{"2048-12-31 11:00"}, "2048-12-31 11:00"},
	}
	for _, test := range tests {
		zone := mustZone(t, test.zone)
		w := wallSec(mustTime(t, test.wall, time.UTC).Unix())
		var want []int64
		for _, text := range test.want {
			want = append(want, mustTime(t, text, time.UTC).Unix())
		}
		if got := w.instants(zone); !slices.Equal(got, want) {
			t.Errorf("%s reads %s at %v, want %v", test.zone, test.wall, got, want)
		}
		if got, want := w.reached(zone), mustTime(t, test.reached, time.UTC).Unix(); got != want {
			t.Errorf("%s reaches %s at %d, want %d", test.zone, test.wall, got, want)
		}
	}
}

// TestTransitions: every half hour whose offset differs from the
// last one's lies just after a transition, for zones whose rules go on for
// ever too.
func TestTransitions(t *testing.T) {
	const step = 30 * 60
	for _, name := range []string{"UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"} {
		zone := mustZone(t, name)
		for _, year := range []int{1985, 2018, 2047} {
			since := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
			until := time.Date(year+2, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
			var want []int64
			for unix := since + step; unix <= until; unix += step {
				if offsetSec(unix, zone) != offsetSec(unix-step, zone) {
					want = append(want, unix)
				}
			}
			if got := transitions(since, until, zone); !slices.Equal(got, want) {
				t.Errorf("%s from %d: %v, want %v", name, year, got, want)
			}
		}
	}
}
