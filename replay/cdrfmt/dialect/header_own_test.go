package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestBillingOutcomes(t *testing.T) {
	const head = "id,uniqueid,starttime,stoptime,sessiontime,calledstation,src,terminatecauseid\n"
	text := head
	for _, id := range strings.Split("1|2|3|4|5|6|9|0|", "|") {
		text += "1,1773151200.1,2026-03-10 14:00:00,2026-03-10 14:00:42,42,102,101," + id + "\n"
	}
	const want = "NORMAL_CLEARING|USER_BUSY|NO_ANSWER|ORIGINATOR_CANCEL|NORMAL_CIRCUIT_CONGESTION|REQUESTED_CHAN_UNAVAIL|INVALIDARGS|0|null"
	if got := strings.Join(decodeAll(t, text, cdr.HangupCause, replayOptions()), "|"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// A cause says more than an outcome, and the name alone says nothing.
	text = strings.Replace(head, "src", "hangupcause", 1) + "1,1.1,2026-03-10 14:00:00,2026-03-10 14:00:42,42,102,21,6\n"
	if got := decodeAll(t, text, cdr.HangupCause, replayOptions())[0]; got != "CALL_REJECTED" {
		t.Errorf("got %s", got)
	}
	if _, err := Recognise("x.csv", []byte("uniqueid,end_time,account,terminatecauseid\na,2026-03-10 14:00:00,b,1\n"), true, replayOptions()); err == nil {
		t.Error("causes were found")
	}
}

// 0 is the status of a call that was hung up only where the phrase says so.
func TestEndedByBye(t *testing.T) {
	const head = "CorrelationId,Invite Time,End Time,Final SIP code,Final SIP phrase\n"
	row := func(code, phrase string) string {
		return "k,2026-03-10T14:00:00Z,2026-03-10T14:00:42Z," + code + "," + phrase + "\n"
	}
	for _, test := range []struct{ rows, want string }{
		{row("0", "BYE") + row("486", "Busy Here") + row("", ""), "NORMAL_CLEARING|USER_BUSY|null"},
		{row("0", "BYE") + row("0", "CANCEL") + row("486", "Busy Here"), "null|null|USER_BUSY"},
		{row("0", "") + row("503", "Service Unavailable"), "null|NORMAL_TEMPORARY_FAILURE"},
	} {
		if got := strings.Join(decodeAll(t, head+test.rows, cdr.HangupCause, replayOptions()), "|"); got != test.want {
			t.Errorf("%q: got %s, want %s", test.rows, got, test.want)
		}
	}
	has(t, head+row("0", "BYE")+row("486", "Busy Here"), replayOptions(), "Final SIP code: 0 with Final SIP phrase BYE is a call that was hung up after its answer, 200", true)
}
