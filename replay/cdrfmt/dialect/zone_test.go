package dialect

import (
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The name of a zone is taken where it is what the zone of the times is called
// then, and tells the two hours that one clock shows twice.
func TestZoneNames(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2026-03-10 14:05:09 CET", "2026-03-10T13:05:09Z"},
		{"2026-07-10 14:05:09 CEST", "2026-07-10T12:05:09Z"},
		{"2026-07-10 14:05:09 CET", ""},
		{"2026-10-25 02:30:00 CEST", "2026-10-25T00:30:00Z"},
		{"2026-10-25 02:30:00 CET", "2026-10-25T01:30:00Z"},
		{"2026-03-29 02:30:00 CET", ""}, // an hour that was not
		{"2026-03-10 14:05:09 PST", ""},
		{"2026-03-10 14:05:09 UTC", "2026-03-10T14:05:09Z"},
		{"2026-03-10 14:05:09.250 CET", "2026-03-10T13:05:09.25Z"},
		{"10-Mar-2026 14:05 CET", "2026-03-10T13:05:00Z"},
		{"Tue Mar 10 14:05:09 CET 2026", "2026-03-10T13:05:09Z"},
		{"Tue, 10 Mar 2026 14:05:09 CET", "2026-03-10T13:05:09Z"},
		{"14:05:09.250 CET MAR 10 2026", "2026-03-10T13:05:09.25Z"},
		{"14:05:09.250 CET Tue Mar 10 2026", "2026-03-10T13:05:09.25Z"},
		{"*14:05:09.250 UTC Tue Mar 10 2026", "2026-03-10T14:05:09.25Z"},
		{".14:05:09 GMT Mar  1 2026", "2026-03-01T14:05:09Z"},
		{"14:05:09 Mar 10 2026", ""},
		{"14:05:09", ""},
		{"2026-03-10 14:05:09 Cet", ""},
		{"2026-03-10 14:05:09 CETCET", ""},
		{"2026-03-10 14:05:09 CET x", ""},
		{"2026-03-10 14:05:09 CE", ""},
	} {
		k := newClock(&column{}, berlin(t))
		for range 2 { // the second time by what was remembered
			got := ""
			if at, how := k.read([]byte(test.text)); how == readValue {
				got = time.UnixMicro(at.unixMicros).UTC().Format(time.RFC3339Nano)
			}
			if got != test.want {
				t.Errorf("%s: got %q, want %q", test.text, got, test.want)
			}
		}
	}
}

// A row says which zone it names and which was meant.
func TestOtherZone(t *testing.T) {
	const text = "call_id,end_time,hangup_cause\na,2026-03-10 14:05:09 CET,USER_BUSY\n"
	opt := replayOptions()
	got := strings.Join(decodeAll(t, text, cdr.EndTime, opt), "")
	if want := `end_time: "2026-03-10 14:05:09 CET" names a zone that UTC does not have then (--tz)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	opt.Zone = berlin(t)
	if got := strings.Join(decodeAll(t, text, cdr.EndTime, opt), ""); got != "2026-03-10T13:05:09Z" {
		t.Errorf("got %s", got)
	}
	has(t, text, opt, "times without an offset are read in Europe/Berlin (--tz)", false)
}

// In each zone and year, the name that the zone has at an instant leads back
// to it.
func TestZoneNamesOfEveryHour(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Sydney", "Europe/London"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		k := newClock(&column{}, zone)
		for at := time.Date(2026, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() == 2026; at = at.Add(time.Hour) {
			text := at.In(zone).Format("2006-01-02 15:04:05 MST")
			got, how := k.read([]byte(text))
			if how != readValue || got.unixMicros != at.UnixMicro() || got.guessed || got.local {
				t.Fatalf("%s: %s: got %v %v", name, text, got, how)
			}
		}
	}
}
