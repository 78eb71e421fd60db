package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Causes of a canonical file are what they were when it was written: numbers and
// words for people among them were taken for no cause then.
func TestCausesOfCanonicalFile(t *testing.T) {
	causes := []string{"NORMAL_CLEARING", "16", "00", "7", "16 - Normal call clearing", "Normal call clearing", "ANSWERED", "unknown"}
	row := func(cause string) string { return "a,2026-03-10T14:00:00Z," + cause + ",field," + cause + "\n" }
	var rows strings.Builder
	for _, cause := range causes {
		rows.WriteString(row(cause))
	}
	got := decodeAll(t, "call_id,end_time,hangup_cause,cause_source,hangup_cause_raw\n"+rows.String(), cdr.HangupCause, replayOptions())
	if want := strings.Join(causes, "|"); strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	// Other files with a header are read as before.
	got = decodeAll(t, "call_id,end_time,hangup_cause,source,raw\n"+row("16")+row("USER_BUSY"), cdr.HangupCause, replayOptions())
	if strings.Join(got, "|") != "NORMAL_CLEARING|USER_BUSY" {
		t.Errorf("got %s", got)
	}
}
