package dialect

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestFieldOfHeader(t *testing.T) {
	for _, test := range []struct {
		name  string
		field cdr.Field
		unit  unit
		utc   bool
	}{
		{name: "Hangup Cause", field: cdr.HangupCause},
		{name: "hangup-cause", field: cdr.HangupCause},
		{name: "hangupCause", field: cdr.HangupCause},
		{name: "HANGUP_CAUSE", field: cdr.HangupCause},
		{name: " Release Cause: ", field: cdr.HangupCause},
		{name: "Disconnect Reason", field: cdr.HangupCause},
		{name: "Call End", field: cdr.EndTime},
		{name: "finished_at", field: cdr.EndTime},
		{name: "endTimeMs", field: cdr.EndTime, unit: unitMilli},
		{name: "End Time (UTC)", field: cdr.EndTime, utc: true},
		{name: "Date/Time End (GMT)", field: cdr.EndTime, utc: true},
		{name: "Duration (s)", field: cdr.DurationMs, unit: unitSec},
		{name: "Duration, secs", field: cdr.DurationMs, unit: unitSec},
		{name: "Duration (HH:MM:SS)", field: cdr.DurationMs, unit: unitSec},
		{name: "durationMs", field: cdr.DurationMs, unit: unitMilli},
		{name: "Duration [min]", field: cdr.DurationMs, unit: unitMinute},
		{name: "Billable Seconds", field: cdr.BillsecMs, unit: unitSec},
		{name: "PDD (ms)", field: cdr.ProgressMs, unit: unitMilli},
		{name: "Customer Name", field: cdr.AccountID},
		{name: "Vendor", field: cdr.ResourceID},
		{name: "CallStartDateTime", field: cdr.StartTime},
		{name: "time_start", field: cdr.StartTime},
		{name: "date_end", field: cdr.EndTime},
		{name: "Failure time", field: cdr.EndTime},
		{name: "Date/Time Connect (UTC)", field: cdr.AnswerTime, utc: true},
		{name: "Talk Duration(s)", field: cdr.BillsecMs, unit: unitSec},
		{name: "sessiontime", field: cdr.DurationMs, unit: unitSec},
		{name: "CLD", field: cdr.DestinationNumber},
		{name: "From", field: cdr.CallerIDNumber},
	} {
		h, ok := fieldOfHeader(test.name)
		if !ok || h.field != test.field || h.unit != test.unit || h.utc != test.utc {
			t.Errorf("%s: got %+v %v", test.name, h, ok)
		}
	}
	for _, name := range []string{"", "-", "Status", "Disposition", "Duration (UTC)", "PDD", "end time (min)", "cause (UTC)", "Ursache"} {
		if h, ok := fieldOfHeader(name); ok {
			t.Errorf("%s: got %+v, want none", name, h)
		}
	}
}

func TestVagueStart(t *testing.T) {
	for name, utc := range map[string]bool{"Date": false, "timestamp": false, "Date/Time (UTC)": true, "callDate": false} {
		if _, got, ok := vagueStart(name); !ok || got != utc {
			t.Errorf("%s: got %v, %v", name, got, ok)
		}
	}
	if _, _, ok := vagueStart("Updated"); ok {
		t.Error("Updated: a start")
	}
}

func TestNormalName(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "  ": "", "A": "a", "a  -  b": "a_b", "(x)": "x", "Größe in m²": "größe_in_m", "h:mm": "h:mm",
	} {
		if got := normalName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
