package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Causes come from the truest column that a file has.
func TestOutcomes(t *testing.T) {
	const stamp = "2026-03-10 14:00:00"
	for _, test := range []struct{ name, head, row, want string }{
		{"a disposition", "call_id,end,Disposition", "a," + stamp + ",NO ANSWER", "NO_ANSWER disposition"},
		{"a status", "call_id,end,Status", "a," + stamp + ",Answered", "NORMAL_CLEARING disposition"},
		{"a call status", "call_id,end,callStatus", "a," + stamp + ",no-answer", "NO_ANSWER disposition"},
		{"a DIALSTATUS", "call_id,end,DIALSTATUS", "a," + stamp + ",CANCEL", "ORIGINATOR_CANCEL disposition"},
		{"a SIP status", "call_id,end,sip_code", "a," + stamp + ",486", "USER_BUSY sip"},
		{"a disposition and a SIP status", "call_id,end,disposition,sip_code", "a," + stamp + ",FAILED,486", "NORMAL_TEMPORARY_FAILURE disposition"},
		{"a cause and a disposition", "call_id,end,disposition,cause", "a," + stamp + ",FAILED,USER_BUSY", "USER_BUSY field"},
		{"a number and a disposition", "call_id,end,disposition,q850", "a," + stamp + ",FAILED,17", "USER_BUSY q850"},
		{"no cause but a column for it", "call_id,end,disposition,hangup_cause", "a," + stamp + ",BUSY,", "USER_BUSY disposition"},
		{"a status of an interface", "call_id,end,status", "a," + stamp + ",completed", "NORMAL_CLEARING disposition"},
		{"a result", "call_id,end,Result", "a," + stamp + ",Unanswered", "NO_ANSWER disposition"},
		{"a cause with its number", "call_id,end,disposition", "a," + stamp + ",USER_BUSY [17]", "USER_BUSY q850"},
		{"a code of SIP", "call_id,end,Disconnect Code", "a," + stamp + ",404", "UNALLOCATED_NUMBER sip"},
		{"a code of SIP or 0", "call_id,end,Final SIP code", "a," + stamp + ",486\na," + stamp + ",0", "USER_BUSY sip"},
		{"a code of SIP and own words", "call_id,end,Final SIP code,Disconnect Reason", "a," + stamp + ",486,Busy here", "USER_BUSY sip"},
		{"a code of SIP and a cause", "call_id,end,Final SIP code,Disconnect Reason", "a," + stamp + ",486,CALL_REJECTED", "CALL_REJECTED field"},
		{"own words and a disposition", "call_id,end,disposition,cause", "a," + stamp + ",BUSY,gone fishing", "gone fishing field"},
		{"a status of a SIP proxy", "call_id,end,status,sip_code", "a," + stamp + ",ended,503", "NORMAL_TEMPORARY_FAILURE sip"},
	} {
		text := test.head + "\n" + test.row + "\n"
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.CauseSource)
		got := decodeAll(t, text, cdr.HangupCause, opt)[0] + " " + decodeAll(t, text, cdr.CauseSource, opt)[0]
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		l, _ := Recognise("x.csv", []byte(text), true, opt)
		guessed := strings.Contains(strings.Join(l.Remarks(), "\n"), "hangup causes")
		if !strings.HasSuffix(test.want, "field") && !strings.HasSuffix(test.want, "q850") != guessed {
			t.Errorf("%s: remarks %q", test.name, l.Remarks())
		}
	}
	for _, text := range []string{
		"call_id,end,status,account\na," + stamp + ",registered,x\nb," + stamp + ",BUSY,x\n",
		"call_id,end,sip_code,account\na," + stamp + ",100,x\n",
		"call_id,end,release_code,account\na," + stamp + ",end,x\n",
	} {
		if _, err := Recognise("x.csv", []byte(text), true, replayOptions()); err == nil {
			t.Errorf("%q: causes were found", text)
		}
	}
}

// A person's column stands over the guess, and nothing is remarked on it.
func TestOutcomeOverridden(t *testing.T) {
	opt := replayOptions()
	withColumn("hangup_cause", "why", "")(opt)
	const text = "call_id,end,disposition,why\na,2026-03-10 14:00:00,BUSY,CALL_REJECTED\n"
	if got := decodeAll(t, text, cdr.HangupCause, opt)[0]; got != "CALL_REJECTED" {
		t.Error(got)
	}
	l, _ := Recognise("x.csv", []byte(text), true, opt)
	if got := strings.Join(l.Remarks(), "\n"); strings.Contains(got, "guessed") {
		t.Error(got)
	}
}
