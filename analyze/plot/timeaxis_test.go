package plot

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTimeAxis(t *testing.T) {
	tests := []struct {
		zone, since, until string
		ticks              string // the labels, a "|" before the first of each group
		groups             string
	}{
		{"UTC", "2026-03-10 14:00", "2026-03-10 14:10",
			"14:00 14:01 14:02 14:03 14:04 14:05 14:06 14:07 14:08 14:09 14:10", "Tue 10 Mar 2026"},
		{"UTC", "2026-03-10 14:00", "2026-03-10 14:01",
			"14:00:00 14:00:05 14:00:10 14:00:15 14:00:20 14:00:25 14:00:30 14:00:35 14:00:40 14:00:45 14:00:50 14:00:55 14:01:00",
			"Tue 10 Mar 2026"},
		{"Europe/Berlin", "2026-03-10 11:10", "2026-03-10 17:20",
			"11:30 12:00 12:30 13:00 13:30 14:00 14:30 15:00 15:30 16:00 16:30 17:00", "Tue 10 Mar 2026"},
		{"Europe/Berlin", "2026-03-10 22:00", "2026-03-11 05:00",
			"22:00 22:30 23:00 23:30 |00:00 00:30 01:00 01:30 02:00 02:30 03:00 03:30 04:00 04:30 05:00",
			"Tue 10 Mar 2026, Wed 11 Mar 2026"},
		// Summer time begins: no 02:00.
		{"Europe/Berlin", "2026-03-29 00:00", "2026-03-29 12:00",
			"00:00 01:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00", "Sun 29 Mar 2026"},
		{"Europe/Berlin", "2026-03-29 00:00", "2026-03-30 00:00",
			"00:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00 00:00", "Sun 29 Mar 2026"},
		// It ends: 02:00 comes twice.
		{"Europe/Berlin", "2026-10-25 00:00", "2026-10-25 12:00",
			"00:00 01:00 02:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00", "Sun 25 Oct 2026"},
		// Half an hour of summer time.
		{"Australia/Lord_Howe", "2026-04-05 00:00", "2026-04-05 05:00",
			"00:00 00:30 01:00 01:30 01:30 02:00 02:30 03:00 03:30 04:00 04:30 05:00", "Sun 5 Apr 2026"},
		{"Asia/Kathmandu", "2026-03-10 00:00", "2026-03-10 12:00",
			"00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00", "Tue 10 Mar 2026"},
		// A day whose midnight is left out begins at 01:00.
		{"America/Havana", "2026-03-07 00:00", "2026-03-10 00:00",
			"00:00 06:00 12:00 18:00 |06:00 12:00 18:00 |00:00 06:00 12:00 18:00 00:00",
			"Sat 7 Mar 2026, Sun 8 Mar 2026, Mon 9 Mar 2026"},
		{"Europe/Berlin", "2026-03-02 00:00", "2026-03-09 00:00",
			"00:00 12:00 |00:00 12:00 |00:00 12:00 |00:00 12:00 |00:00 12:00 |00:00 12:00 |00:00 12:00 00:00",
			"Mon 2 Mar 2026, Tue 3 Mar 2026, Wed 4 Mar 2026, Thu 5 Mar 2026, Fri 6 Mar 2026, Sat 7 Mar 2026, Sun 8 Mar 2026"},
		{"Europe/Berlin", "2026-03-25 12:00", "2026-04-05 00:00",
			"Thu 26 Fri 27 Sat 28 Sun 29 Mon 30 Tue 31 |Wed 1 Thu 2 Fri 3 Sat 4 Sun 5", "March 2026, April 2026"},
		// Samoa had no 30 December 2011.
		{"Pacific/Apia", "2011-12-26 00:00", "2012-01-04 00:00",
			"Mon 26 Tue 27 Wed 28 Thu 29 Sat 31 |Sun 1 Mon 2 Tue 3 Wed 4", "December 2011, January 2012"},
		{"UTC", "2026-02-20 00:00", "2026-03-14 00:00",
			"Fri 20 Sun 22 Tue 24 Thu 26 Sat 28 |Mon 2 Wed 4 Fri 6 Sun 8 Tue 10 Thu 12 Sat 14", "February 2026, March 2026"},
		{"UTC", "2026-01-01 00:00", "2026-03-20 00:00",
			"Mon 5 Mon 12 Mon 19 Mon 26 |Mon 2 Mon 9 Mon 16 Mon 23 |Mon 2 Mon 9 Mon 16", "January 2026, February 2026, March 2026"},
		{"Europe/Berlin", "2025-07-01 00:00", "2026-07-01 00:00",
			"Jul Aug Sep Oct Nov Dec |Jan Feb Mar Apr May Jun Jul", "2025, 2026"},
		{"UTC", "2024-02-01 00:00", "2026-07-02 00:00",
			"Apr Jul Oct |Jan Apr Jul Oct |Jan Apr Jul", "2024, 2025, 2026"},
		{"UTC", "1990-05-01 00:00", "2026-07-01 00:00", "1995 2000 2005 2010 2015 2020 2025", ""},
	}
	for _, test := range tests {
		zone := mustZone(t, test.zone)
		since, until := mustTime(t, test.since, zone), mustTime(t, test.until, zone)
		axis := newTimeAxis(since.Unix(), until.Unix(), zone, 14)
		if got := spelled(axis); got != test.ticks {
			t.Errorf("%s %s to %s: ticks\n got %s\nwant %s", test.zone, test.since, test.until, got, test.ticks)
		}
		var names []string
		for _, g := range axis.groups {
			names = append(names, g.labels[0])
		}
		if got := strings.Join(names, ", "); got != test.groups {
			t.Errorf("%s %s to %s: groups %s, want %s", test.zone, test.since, test.until, got, test.groups)
		}
	}
}

// spelled is the labels of an axis, with a bar where a group begins.
func spelled(axis timeAxis) string {
	var words []string
	group := 1
	for _, tick := range axis.ticks {
		word := tick.label
		for group < len(axis.groups) && axis.groups[group].unix <= tick.unix {
			word = "|" + word
			group++
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// checkTimeAxis verifies what holds for every axis: ticks ascend within the
// period and read what they say, and are neither many nor, unless the clock
// is changed, none.
func checkTimeAxis(t *testing.T, since, until int64, zone *time.Location, maxTicks int) {
	t.Helper()
	axis := newTimeAxis(since, until, zone, maxTicks)
	place := fmt.Sprintf("%s, %d to %d, %d ticks", zone, since, until, maxTicks)
	// A clock put back repeats up to a day of ticks.
	if len(axis.ticks) > 2*maxTicks+2 {
		t.Errorf("%s: %d ticks", place, len(axis.ticks))
	}
	for i, tick := range axis.ticks {
		if tick.unix < since || tick.unix > until || i > 0 && tick.unix <= axis.ticks[i-1].unix {
			t.Errorf("%s: tick %d at %d", place, i, tick.unix)
		}
		at := time.Unix(tick.unix, 0).In(zone)
		if strings.Contains(tick.label, ":") && tick.label != at.Format("15:04:05")[:len(tick.label)] {
			t.Errorf("%s: tick at %v says %s", place, at, tick.label)
		}
	}
	for i, g := range axis.groups {
		if i == 0 && g.unix != since || g.unix < since || g.unix >= until || i > 0 && g.unix <= axis.groups[i-1].unix {
			t.Errorf("%s: group %d at %d", place, i, g.unix)
		}
	}
}

func FuzzTimeAxis(f *testing.F) {
	zones := []string{
		"UTC", "Europe/Berlin", "America/St_Johns", "America/Havana", "Australia/Lord_Howe",
		"Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "Antarctica/Troll", "America/Juneau",
	}
	f.Add(int64(1774738800), int64(86400), uint8(1), uint8(14))
	f.Add(int64(1325239200), int64(10*86400), uint8(5), uint8(14))
	f.Add(int64(1162092600), int64(7200), uint8(2), uint8(3))
	f.Add(int64(-3225223727), int64(1e9), uint8(9), uint8(16))
	f.Fuzz(func(t *testing.T, since, spanSec int64, zone, maxTicks uint8) {
		const year1, year9999 = -62135596800, 253370764800
		since = min(max(since, year1), year9999)
		spanSec = min(max(spanSec, 60), year9999-year1)
		location := mustZone(t, zones[int(zone)%len(zones)])
		checkTimeAxis(t, since, since+spanSec, location, 1+int(maxTicks)%20)
	})
}

func TestZoneLabel(t *testing.T) {
	tests := []struct{ zone, since, until, want string }{
		{"UTC", "2026-03-10 00:00", "2026-03-11 00:00", "UTC"},
		{"Europe/London", "2026-01-10 00:00", "2026-01-11 00:00", "Europe/London (UTC)"},
		{"Europe/Berlin", "2026-03-10 00:00", "2026-03-11 00:00", "Europe/Berlin (UTC+1)"},
		{"Europe/Berlin", "2026-03-29 00:00", "2026-03-30 00:00", "Europe/Berlin (UTC+1, UTC+2 from 29 Mar 03:00)"},
		{"Europe/Berlin", "2026-01-01 00:00", "2027-01-01 00:00", "Europe/Berlin (UTC+1 and UTC+2)"},
		{"Asia/Kathmandu", "2026-03-10 00:00", "2026-03-11 00:00", "Asia/Kathmandu (UTC+5:45)"},
		{"America/St_Johns", "2026-01-10 00:00", "2026-01-11 00:00", "America/St_Johns (UTC-3:30)"},
	}
	for _, test := range tests {
		zone := mustZone(t, test.zone)
		got := zoneLabel(mustTime(t, test.since, zone).Unix(), mustTime(t, test.until, zone).Unix(), zone)
		if got != test.want {
			t.Errorf("%s from %s: %s, want %s", test.zone, test.since, got, test.want)
		}
	}
	if got := zoneLabel(0, 60, time.FixedZone("", 3600)); got != "UTC+1" {
		t.Errorf("nameless zone: %s, want UTC+1", got)
	}
}
