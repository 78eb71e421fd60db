package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestCleanStatusText(t *testing.T) {
	for text, want := range map[string]string{
		"486 Busy Here": "486", "SIP/2.0 487 Request Terminated": "487", "200 OK": "200", "404 - Not Found": "404", "603 (Decline)": "603", `"503 Service Unavailable"`: "503",
		"486": "486", "": "", "4861 Busy": "4861 Busy", "486Busy": "486Busy", "486 2": "486 2", "100 Trying": "100 Trying", "700 None": "700 None",
		"2026-03-10": "2026-03-10", "Busy": "Busy", "SIP/2.0": "SIP/2.0",
	} {
		if got := string(cleanStatusText([]byte(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Statuses with their phrases are read as the statuses alone, and a Reason
// header as its cause.
func TestStatusTexts(t *testing.T) {
	for _, test := range []struct{ head, cells, want string }{
		{"SIP Status", "200 OK|486 Busy Here|SIP/2.0 487 Request Terminated|503", "NORMAL_CLEARING sip|USER_BUSY sip|ORIGINATOR_CANCEL sip|NORMAL_TEMPORARY_FAILURE sip"},
		{"Final SIP Status", "486 Busy Here|0", "USER_BUSY sip|null none"},
		{"Release Reason", "486 Busy Here|200 OK", "USER_BUSY sip|NORMAL_CLEARING sip"},
		{"Termination Reason", `"Q.850;cause=16;text=""Normal call clearing"""|SIP ;cause=486 ;text=x|Q.850;cause=17`, "NORMAL_CLEARING q850|USER_BUSY sip|USER_BUSY q850"},
		{"Termination Reason", "Q.850;cause=999|Q.850;text=x|gone;fishing", "Q.850;cause=999 field|Q.850;text=x field|gone;fishing field"},
		{"Disconnect Code", "16|17|34|0", "NORMAL_CLEARING q850|USER_BUSY q850|NORMAL_CIRCUIT_CONGESTION q850|NONE q850"},
		{"Disconnect Code", "200|486", "NORMAL_CLEARING sip|USER_BUSY sip"},
	} {
		text := "call_id,end_time," + test.head + "\n"
		for _, cell := range strings.Split(test.cells, "|") {
			text += "a,2026-03-10 14:00:00," + cell + "\n"
		}
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.CauseSource)
		causes, sources := decodeAll(t, text, cdr.HangupCause, opt), decodeAll(t, text, cdr.CauseSource, opt)
		for i := range causes {
			causes[i] += " " + sources[i]
		}
		if got := strings.Join(causes, "|"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.head, got, test.want)
		}
	}
	if _, err := Recognise("x.csv", []byte("call_id,end_time,account,Disconnect Code\na,2026-03-10 14:00:00,b,3\n"), true, replayOptions()); err == nil {
		t.Error("numbers without a single 16 were taken for Q.850")
	}
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.SIPCode)
	if got := decodeAll(t, "call_id,end_time,SIP Status\na,2026-03-10 14:00:00,486 Busy Here\n", cdr.SIPCode, opt)[0]; got != "486" {
		t.Errorf("sip_code is %s", got)
	}
}

// A caret separates as well.
func TestCaret(t *testing.T) {
	if got := decodeAll(t, "uuid^end_time^hangup_cause\na^2026-03-10 14:00:00^USER_BUSY\n", cdr.HangupCause, replayOptions())[0]; got != "USER_BUSY" {
		t.Errorf("got %s", got)
	}
}
