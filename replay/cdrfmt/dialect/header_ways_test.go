package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The direction stands under several names, some of which others use for
// something else.
func TestWays(t *testing.T) {
	for _, test := range []struct{ heading, cells, want string }{
		{"Direction", "Incoming|Outgoing|Internal", "inbound|outbound|unknown"},
		{"Direction", "user_in|ByotOut|ucap_in", "inbound|outbound|inbound"},
		{"Call Direction", "Entrante|Saliente|Interna", "inbound|outbound|unknown"},
		{"Direction", "Eingehend|Ausgehend", "inbound|outbound"},
		{"Call Type", "Inbound|Outbound|Internal|Internal", "inbound|outbound|unknown|unknown"},
		{"Communication Type", "Outbound|Outbound", "outbound|outbound"},
		{"Type", "Incoming call|Outgoing call|missed", "inbound|outbound|unknown"},
		{"Call Type", "Voice|SMS|Voice", ""},
		{"Type", "1|2|1", ""},
		{"Type", "Internal|Internal", ""},
		{"Type", "Incoming|Voice|Voice|Voice", ""},
	} {
		text := "call_id,end_time,hangup_cause," + test.heading + "\n"
		for _, cell := range strings.Split(test.cells, "|") {
			text += "a,2026-03-10 14:00:00,USER_BUSY," + cell + "\n"
		}
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.Direction)
		l, err := Recognise("x.csv", []byte(text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if l.Fields().Has(cdr.Direction) {
			got = strings.Join(decodeAll(t, text, cdr.Direction, opt), "|")
		}
		if got != test.want {
			t.Errorf("%s of %s: got %q, want %q", test.heading, test.cells, got, test.want)
		}
	}
}
