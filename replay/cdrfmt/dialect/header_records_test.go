package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// verdicts decodes a text and tells what became of its records, by letter, and
// the causes of the legs.
func verdicts(t *testing.T, text string, sep byte) (got, causes string) {
	t.Helper()
	l, err := Recognise("x.csv", []byte(text), true, replayOptions())
	if err != nil {
		t.Fatal(err)
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	var sampler lex.Sampler
	for rest := []byte(text); len(rest) > 0; {
		r, n, _ := sampler.First(rest, sep, true)
		v, _ := d.Decode(r, b)
		got += v.String()[:2] + " "
		rest = rest[n:]
	}
	c := b.Column(cdr.HangupCause)
	for i := range b.Rows {
		causes += c.Name(i) + " "
	}
	return strings.TrimSpace(got), strings.TrimSpace(causes)
}

// Of AudioCodes' records only those of ended calls are legs.
func TestAudioCodesReports(t *testing.T) {
	row := func(kind, release, reason string) string {
		return "|" + kind + " |SBC |1@192.0.2.7 |RMT |103@example.com |101@example.com |" + reason + " |06:13:54.950 UTC Thu Mar 05 2026 | |" + release + " |no\n"
	}
	text := "|SBCReportType |EPTyp |SIPCallId |Orig |SrcURI |DstURI |TrmReason |SetupTime |ConnectTime |ReleaseTime |DirectMedia\n" +
		row("CALL_START", "", "GWAPP_UNKNOWN") +
		row("CALL_END", "06:14:01.175 UTC Thu Mar 05 2026", "GWAPP_USER_BUSY") +
		row("CALL_CONNECT", "", "") +
		row("CALL_END", "06:15:01.175 UTC Thu Mar 05 2026", "GWAPP_NORMAL_CALL_CLEAR") +
		row("CALL_END", "oops", "GWAPP_NORMAL_CALL_CLEAR")
	got, causes := verdicts(t, text, '|')
	if want := "he as ac as ac re"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := "USER_BUSY NORMAL_CLEARING"; causes != want {
		t.Errorf("got %s, want %s", causes, want)
	}
}

// RADIUS has a record for each beginning and each end, with causes in
// hexadecimal and attributes that name themselves.
func TestRADIUSRecords(t *testing.T) {
	const head = "Acct-Session-Id,Acct-Status-Type,h323-setup-time,h323-connect-time,h323-disconnect-time,h323-disconnect-cause,h323-call-origin\n"
	row := func(kind, end, cause string) string {
		return "1," + kind + ",h323-setup-time=*12:00:00.000 UTC Sun Mar 1 2026,12:00:05.000 UTC Sun Mar 1 2026," + end + "," + cause + ",h323-call-origin=originate\n"
	}
	const end = "h323-disconnect-time=12:00:47.000 UTC Sun Mar 1 2026"
	got, causes := verdicts(t, head+row("Start", "", "")+row("Stop", end, "h323-disconnect-cause=10")+row("Alive", "", "")+row("Stop", end, "1f"), ',')
	if want := "he as ac as ac"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := "NORMAL_CLEARING NORMAL_UNSPECIFIED"; causes != want {
		t.Errorf("got %s, want %s", causes, want)
	}
	if _, causes = verdicts(t, head+row("2", end, "16")+row("2", end, "17")+row("1", "", ""), ','); causes != "NORMAL_CLEARING USER_BUSY" {
		t.Errorf("decimal: got %s", causes)
	}
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.StartTime, cdr.Direction, cdr.BillsecMs, cdr.DurationMs)
	timed := strings.ReplaceAll(head, "h323-call-origin", "h323-call-origin,Acct-Session-Time") + strings.TrimSuffix(row("Stop", end, "10"), "\n") + ",42\n"
	for f, want := range map[cdr.Field]string{cdr.BillsecMs: "42000", cdr.DurationMs: "47000"} {
		if got := decodeAll(t, timed, f, opt)[0]; got != want {
			t.Errorf("%s: got %s, want %s", f, got, want)
		}
	}
	for f, want := range map[cdr.Field]string{cdr.StartTime: "2026-03-01T12:00:00Z", cdr.Direction: "outbound"} {
		if got := decodeAll(t, head+row("Stop", end, "10"), f, opt)[0]; got != want {
			t.Errorf("%s: got %s, want %s", f, got, want)
		}
	}
}

// Without a record of an end nothing is put aside: the column means something
// else.
func TestNoRecordTypes(t *testing.T) {
	got, _ := verdicts(t, "call_id,end_time,hangup_cause,Acct-Status-Type\na,2026-03-10 14:00:00,USER_BUSY,Open\n", ',')
	if got != "he ac" {
		t.Errorf("got %s", got)
	}
}
