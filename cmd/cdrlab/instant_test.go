package main

import (
	"strings"
	"testing"
	"time"
)

func TestParseInstant(t *testing.T) {
	for _, c := range []struct {
		zone, text string
		want       string // RFC 3339, or a part of the error
	}{
		{"UTC", "2026-03-10", "2026-03-10T00:00:00Z"},
		{"UTC", "2026-03-10 14:05", "2026-03-10T14:05:00Z"},
		{"UTC", "2026-03-10 14:05:07", "2026-03-10T14:05:07Z"},
		{"Europe/Berlin", "2026-03-10", "2026-03-09T23:00:00Z"},
		{"Europe/Berlin", "2026-07-10 14:05", "2026-07-10T12:05:00Z"},
		{"Europe/Berlin", "2026-03-10T14:00:00Z", "2026-03-10T14:00:00Z"},
		{"UTC", "2026-03-10T14:00:00+05:30", "2026-03-10T08:30:00Z"},
		{"Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z"},
		{"Europe/Berlin", "2026-03-29 02:00", "does not exist"},
		{"Europe/Berlin", "2026-03-29 02:59:59", "does not exist"},
		{"Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25 01:59:59", "2026-10-24T23:59:59Z"},
		{"Europe/Berlin", "2026-10-25 02:00", "exists twice"},
		{"Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z"},
		{"Australia/Lord_Howe", "2026-04-05 01:45", "exists twice"},
		{"Pacific/Apia", "2011-12-30", "does not exist"},
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
		{"America/New_York", "2026-03-08 02:30", "does not exist"},
		{"UTC", "2026-03-10T14:00:00.5Z", "fraction"},
		{"UTC", "1969-12-31", "1970-01-02"},
		{"UTC", "2107-01-01", "2106-02-07"},
		{"UTC", "2026-02-30", "RFC 3339 or YYYY"},
		{"UTC", "yesterday", "RFC 3339 or YYYY"},
		{"UTC", "", "RFC 3339 or YYYY"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := parseInstant("--since", c.text, zone)
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s %q: %v, want %s", c.zone, c.text, err, c.want)
			}
			continue
		}
		if got.String() != c.want {
			t.Errorf("%s %q: %s, want %s", c.zone, c.text, got, c.want)
		}
	}
}

// TestInstantsOf walks across every change of the clocks of two years: a wall
// time has exactly the instants that show it.
func TestInstantsOf(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		const step = 15 * time.Minute
		from := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC)
		shown := map[string]int{}
		for at := from.Add(-48 * time.Hour); at.Before(from.AddDate(2, 0, 2)); at = at.Add(step) {
			shown[at.In(zone).Format(time.DateTime)]++
		}
		for wall := from; wall.Before(from.AddDate(2, 0, 0)); wall = wall.Add(step) {
			text := wall.Format(time.DateTime)
			at := instantsOf(wall, zone)
			if len(at) != shown[text] {
				t.Fatalf("%s: %s has %d instants, want %d", name, text, len(at), shown[text])
			}
			for _, x := range at {
				if x.In(zone).Format(time.DateTime) != text {
					t.Fatalf("%s: %s read as %s", name, text, x)
				}
			}
		}
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"90s": 90 * time.Second, "15m": 15 * time.Minute, "6h": 6 * time.Hour, "7d": 7 * 24 * time.Hour, "1h30m": 90 * time.Minute, "0s": 0,
	} {
		if got, err := parseDuration("--warm-up", text); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "5", "-5m", "1.5s", "d", "-1d", "1w"} {
		if got, err := parseDuration("--warm-up", text); err == nil {
			t.Errorf("%q: %v, want an error", text, got)
		}
	}
}

func FuzzParseInstant(f *testing.F) {
	for _, s := range []string{"2026-03-10", "2026-03-29 02:30", "2026-03-10T14:00:00Z", "2026-10-25 02:00:00"} {
		f.Add(s)
	}
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := parseInstant("--since", text, zone)
		if err != nil {
			return
		}
		again, err := parseInstant("--since", at.String(), zone)
		if err != nil || again != at {
			t.Fatalf("%q is %s, read again as %s, %v", text, at, again, err)
		}
	})
}
