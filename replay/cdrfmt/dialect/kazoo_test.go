package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Columns tell the release only where none was left out: to take the start of
// a call for its end would move it by the length of the call.
func TestKazooVersion(t *testing.T) {
	all := kazooColumns
	for _, test := range []struct{ columns, version string }{
		{all, "3.22"},
		{all + " media_recordings", "4.0"},
		{all + " media_recordings media_server", "4.2"},
		{all + " disposition interaction_id", "4.3"},
		{all + " interaction_id unix_timestamp_micro", "master"},
		{"call_id duration_seconds timestamp hangup_cause unix_timestamp_micro", "master"},
		{"call_id duration_seconds timestamp hangup_cause media_recordings", ""},
		{"call_id duration_seconds timestamp hangup_cause", ""},
		{strings.Replace(all, " owner_id", "", 1), ""},
	} {
		at := map[string]int{}
		for i, name := range strings.Fields(test.columns) {
			at[name] = i
		}
		if got := kazooVersion(at); got != test.version {
			t.Errorf("%s: got %q, want %q", test.columns, got, test.version)
		}
	}
}

// A download from which somebody kept a few columns.
func TestKazooFewColumns(t *testing.T) {
	const text = "call_id,duration_seconds,timestamp,hangup_cause\na,60,63940356000,USER_BUSY\n"
	got := decodeAll(t, text, cdr.EndTime, replayOptions())
	if want := "2026-03-10T10:01:00Z"; len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %s", got, want)
	}
	has(t, text, replayOptions(), "kazoo of a version that the columns left do not tell: timestamp taken as the start of the call; "+
		"end_time = start + duration_seconds; if it is the end, as in 3.22 and 4.0: --column end_time=timestamp", true)
	opt := replayOptions()
	withColumn("end_time", "timestamp", "")(opt)
	if got := decodeAll(t, text, cdr.EndTime, opt); len(got) != 1 || got[0] != "2026-03-10T10:00:00Z" {
		t.Errorf("with --column: got %q", got)
	}
}
