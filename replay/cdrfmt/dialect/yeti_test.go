package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestYetiInitiator(t *testing.T) {
	for text, want := range map[string]string{
		"0": "system", "1": "system", "2": "callee", "3": "caller", "4": "", "": "",
		"Routing": "system", "Switch": "system", "Destination": "callee", "Origination": "caller",
		"3 - Origination": "caller", "2 - Destination": "callee", "Traffic switch": "system", "someone": "",
	} {
		if got := yetiInitiator(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// What the gateway answered stands before what the switch made of it.
func TestYetiCauses(t *testing.T) {
	const head = "time_start,time_end,routing_attempt,legb_q850_cause,legb_disconnect_code,internal_disconnect_code,lega_disconnect_code\n"
	for row, want := range map[string]string{
		"17,486,486,486":  "USER_BUSY q850 486",
		"0,486,500,500":   "USER_BUSY sip 486",
		",,408,480":       "RECOVERY_ON_TIMER_EXPIRE sip 408",
		",0,8004,404":     "UNALLOCATED_NUMBER sip 404",
		",0,127,0":        "127 field null",
		",0,0,0":          "null none null",
		"\\N,\\N,\\N,\\N": "null none null",
	} {
		text := head + "2026-03-10 14:00:00Z,2026-03-10 14:00:01Z,1," + row + "\n"
		var got []string
		for _, f := range []cdr.Field{cdr.HangupCause, cdr.CauseSource, cdr.SIPCode} {
			opt := replayOptions()
			opt.Want |= cdr.FieldsOf(f)
			got = append(got, decodeAll(t, text, f, opt)...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %s, want %s", row, got, want)
		}
	}
}

// One column of YETI's does not make a file its: others have attempts too.
func TestYetiNeedsTwoMarks(t *testing.T) {
	for head, want := range map[string]string{
		"time_start,time_end,routing_attempt,is_last_cdr\n":                     "yeti",
		"Time Start;Time End;LegB disconnect code;Term gw\n":                    "yeti",
		"uuid,start_time,end_time,routing_attempt,hangup_cause\n":               "header",
		"uuid,start_time,end_time,is_last_cdr,routing_attempt,hangup_cause,x\n": "header",
	} {
		if l, err := Recognise("x.csv", []byte(head), true, &Options{}); err != nil || l.Name() != want {
			t.Errorf("%s: got %v, %v, want %s", head, l, err, want)
		}
	}
}
