package dialect

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func wallSec(t *testing.T, text string) int64 {
	t.Helper()
	when, err := time.Parse(time.DateTime, text)
	if err != nil {
		t.Fatal(err)
	}
	return when.Unix()
}

func TestLocalZone(t *testing.T) {
	for _, test := range []struct {
		zone, wall, want string
		guessed          bool
	}{
		{"UTC", "2026-03-29 02:30:00", "2026-03-29 02:30:00", false},
		{"Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29 00:59:59", false},
		{"Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29 01:30:00", true}, // missing
		{"Europe/Berlin", "2026-03-29 03:00:00", "2026-03-29 01:00:00", false},
		{"Europe/Berlin", "2026-10-25 01:59:59", "2026-10-24 23:59:59", false},
		{"Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25 00:30:00", true}, // repeated
		{"Europe/Berlin", "2026-10-25 03:00:00", "2026-10-25 02:00:00", false},
		{"America/New_York", "2026-11-01 01:00:00", "2026-11-01 05:00:00", true},
		{"Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04 14:45:00", true},
		{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00", true}, // a missing day
		{"Asia/Kathmandu", "2026-01-01 05:45:00", "2026-01-01 00:00:00", false},
	} {
		z := newLocalZone(mustZone(t, test.zone))
		got, guessed := z.unix(wallSec(t, test.wall))
		if want := wallSec(t, test.want); got != want || guessed != test.guessed {
			t.Errorf("%s in %s: got %s guessed %v, want %s guessed %v", test.wall, test.zone,
				time.Unix(got, 0).UTC().Format(time.DateTime), guessed, test.want, test.guessed)
		}
	}
}

// slowLocal tries every offset that is in use within 26 hours.
func slowLocal(zone *time.Location, wall int64) (first int64, hits int) {
	tried := map[int]bool{}
	for probe := wall - 26*3600; probe <= wall+26*3600; probe += 900 {
		_, offset := time.Unix(probe, 0).In(zone).Zone()
		if tried[offset] {
			continue
		}
		tried[offset] = true
		unix := wall - int64(offset)
		if _, at := time.Unix(unix, 0).In(zone).Zone(); at == offset {
			if hits == 0 || unix < first {
				first = unix
			}
			hits++
		}
	}
	return first, hits
}

// What is remembered from one time must not change the reading of the next,
// in either direction through two years of changes of the clock.
func TestLocalZoneEqualsSlowSearch(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"} {
		zone := mustZone(t, name)
		up, down := newLocalZone(zone), newLocalZone(zone)
		const steps = 2 * 366 * 24 / 3
		from := wallSec(t, "2010-12-31 23:37:00")
		check := func(z *localZone, wall int64) {
			want, hits := slowLocal(zone, wall)
			got, guessed := z.unix(wall)
			if guessed != (hits != 1) || hits > 0 && got != want {
				t.Fatalf("%s: wall %d: got %d guessed %v, want %d of %d", name, wall, got, guessed, want, hits)
			}
		}
		for i := range int64(steps) {
			check(&up, from+i*3*3600)
			check(&down, from+(steps-i)*3*3600)
		}
		for range 4 { // and every ten minutes around the changes themselves
			_, change := time.Unix(from, 0).In(zone).ZoneBounds()
			if change.IsZero() {
				break
			}
			for off := int64(-14 * 3600); off < 16*3600; off += 600 {
				check(&up, change.Unix()+off)
			}
			from = change.Unix()
		}
	}
}
