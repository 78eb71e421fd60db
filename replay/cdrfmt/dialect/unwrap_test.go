package dialect

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestCleanNamedNumber(t *testing.T) {
	for text, want := range map[string]string{
		`"Ann" <1001>`: "1001", "Ann<1001>": "1001", "Ann (1001)": "1001", "<+4915550100>": "+4915550100",
		"5550101 (10000)": "5550101", "1001": "1001", "anonymous": "anonymous", "": "", "()": "()", "Ann <x>": "Ann <x>",
		"Ann (Sales)": "Ann (Sales)", "<sip:1001@192.0.2.7>": "<sip:1001@192.0.2.7>", "Ann (1001>": "Ann (1001>", "(12)": "12",
	} {
		if got := string(cleanNamedNumber([]byte(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Numbers are the same with the name of their owner and without.
func TestNamedNumbers(t *testing.T) {
	const text = "end_time,hangup_cause,CallerID,Destination\n" +
		"2026-03-10 14:00:00,USER_BUSY,\"\"\"Ann\"\" <1001>\",2025550142\n2026-03-10 14:00:01,USER_BUSY,1002,Bob (102)\n"
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.CallerIDNumber, cdr.DestinationNumber)
	for f, want := range map[cdr.Field][2]string{cdr.CallerIDNumber: {"1001", "1002"}, cdr.DestinationNumber: {"2025550142", "102"}} {
		if got := decodeAll(t, text, f, opt); got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: got %q", f, got)
		}
	}
}

// The number dialled is told from the name of the place it leads to.
func TestNumberBeforePlace(t *testing.T) {
	for _, name := range []string{"Called Number", "Called To", "CLD", "to", "callto"} {
		text := "end_time,hangup_cause,Destination," + name + "\n2026-03-10 14:00:00,USER_BUSY,USA - Proper,2025550142\n"
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.DestinationNumber)
		if got := decodeAll(t, text, cdr.DestinationNumber, opt)[0]; got != "2025550142" {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestCleanSpeltSeconds(t *testing.T) {
	for text, want := range map[string]string{
		"37s": "37", "71s (1m 11s)": "71", "1m 11s": "1m11s", "1h 2m 3s": "1h2m3s", "1m11s": "1m11s", "37": "37", "": "",
		"5 min": "5min", "5 foo": "5 foo", "a b": "a b", "1 2": "1 2",
	} {
		if got := string(cleanSpeltSeconds([]byte(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	const text = "Date,Duration,Cause,Account\n2026-03-10 14:00:00,37s,USER_BUSY,a\n2026-03-10 14:00:00,1m 11s,USER_BUSY,a\n"
	if got := decodeAll(t, text, cdr.EndTime, replayOptions()); got[0] != "2026-03-10T14:00:37Z" || got[1] != "2026-03-10T14:01:11Z" {
		t.Errorf("got %q", got)
	}
}
