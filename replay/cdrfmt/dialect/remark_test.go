package dialect

import (
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// has fails unless whether a file gets a remark is as wanted.
func has(t *testing.T, text string, opt *Options, remark string, want bool) {
	t.Helper()
	l, err := Recognise("x.csv", []byte(text), true, opt)
	if err != nil {
		t.Error(err)
		return
	}
	if slices.Contains(l.Remarks(), remark) != want {
		t.Errorf("%q: %v, got %q", remark, !want, l.Remarks())
	}
}

func TestRemarkTitles(t *testing.T) {
	const table = "uuid,end,cause,account\na,2026-03-10 10:00:00,USER_BUSY,x\n"
	has(t, "Calls\n"+table, replayOptions(), `1 line above the header passed over: "Calls"`, true)
	has(t, "Calls,of\nMarch\n"+table, replayOptions(), `2 lines above the header passed over: "Calls,of"`, true)
	has(t, "sep=,\n"+table, replayOptions(), `1 line above the header passed over: "sep=,"`, false)
}

func TestRemarkColumns(t *testing.T) {
	const text = "Start (UTC),Duration,Talk (s),Cause\n2026-03-10 10:00:00,5,4,USER_BUSY\n"
	has(t, text, replayOptions(), `columns taken by name: start_time from "Start (UTC)" as UTC, duration_ms from "Duration" in s, hangup_cause from "Cause"`, true)
}

func TestRemarkCauses(t *testing.T) {
	const head = "uuid,end,cause,account\n"
	row := func(cause string) string { return "a,2026-03-10 10:00:00," + cause + ",x\n" }
	for _, test := range []struct {
		rows, remark string
		want         bool
	}{
		{row("normal_clearing"), `cause: "normal_clearing": no names of hangup causes, counted as written; "normal_clearing" is not NORMAL_CLEARING to an alert engine`, true},
		{row("CALL_REJECTED [21]") + row("USER_BUSY [17]"), `cause: "CALL_REJECTED [21]", "USER_BUSY [17]": no names of hangup causes, counted as written; "CALL_REJECTED [21]" is not CALL_REJECTED to an alert engine`, false},
		{row("Call Rejected [21]") + row("ok"), `cause: "Call Rejected [21]", "ok": no names of hangup causes, counted as written; "Call Rejected [21]" is not CALL_REJECTED to an alert engine`, true},
		{row("a") + row("b") + row("c") + row("d") + row("a"), `cause: "a", "b", "c" and 1 more: no names of hangup causes, counted as written`, true},
		{row("a") + row("USER_BUSY"), `cause: "a": no names of hangup causes, counted as written`, false},
		{row("") + row("NULL") + row("17"), `cause: "NULL": no names of hangup causes, counted as written`, false},
	} {
		has(t, head+test.rows, replayOptions(), test.remark, test.want)
	}
}

// A file that no cause is read from gets no remark on them.
func TestRemarkCausesUnread(t *testing.T) {
	const text = "uuid,end,cause,account\na,2026-03-10 10:00:00,ok,x\n"
	has(t, text, &Options{Need: cdr.FieldsOf(cdr.EndTime)}, `cause: "ok": no names of hangup causes, counted as written`, false)
}
