package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// What an error suggests has the names that stand in the file, and does what
// it says.
func TestSuggestions(t *testing.T) {
	const stamp = "2026-03-10 10:00:00"
	for _, test := range []struct{ name, text, hint string }{
		{"a cause", "uuid,end,Why,account\na," + stamp + ",Call Rejected,x\n", "is it this one? --column hangup_cause=Why"},
		{"a cause with its number", "uuid,end,End Code,account\na," + stamp + ",USER_BUSY [17],x\n", "is it this one? --column 'hangup_cause=End Code'"},
		{"outcomes", "uuid,end,Status,account\na," + stamp + ",Success,x\nb," + stamp + ",Complete,x\n", "Status holds outcomes, not causes; to count them as they are written: --column hangup_cause=Status"},
		{"SIP statuses", "uuid,end,sip_code,account\na," + stamp + ",86,x\n", "sip_code holds SIP statuses, not causes; to count them as they are written: --column hangup_cause=sip_code"},
		{"no cause", "uuid,end,price,account\na," + stamp + ",1.20,x\n", "name it: --column hangup_cause=COLUMN"},
		{"an end", "uuid,start,closed,cause,account\na," + stamp + "," + stamp + ",X,x\n", "is it this one? --column end_time=closed"},
		{"an end among two", "uuid,opened,closed at,cause,account\na," + stamp + "," + stamp + ",X,x\n", "is it this one? --column 'end_time=closed at'"},
		{"a length", "uuid,start,length,cause,account\na," + stamp + ",12,X,x\n", "--column duration_ms=COLUMN:s"},
		{"a start", "uuid,opened,duration,cause,account\na," + stamp + ",12,X,x\n", "is their start this one? --column start_time=opened"},
		{"a time", "uuid,opened,cause,account\na,1773136800,X,x\n", "is it this one? --column end_time=opened, or, if that is their start, --column start_time=opened"},
		{"a time and a number of a phone", "uuid,opened,dialling,cause,account\na," + stamp + ",3035550142,X,x\n", "is it this one? --column end_time=opened, or, if that is their start, --column start_time=opened"},
		{"no header", "a,b," + stamp + ",7,ANSWERED,1773136800.4\n", "if the last time of a row is the end of the call: --column end_time=3 --column hangup_cause=5"},
		{"no times", "a,b,c\n1,2,3\n", "if these are CDRs"},
	} {
		_, err := Recognise("x.csv", []byte(test.text), true, replayOptions())
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.Contains(bad.Hint, test.hint) {
			t.Errorf("%s: got %v, hint %s", test.name, err, bad.Hint)
			continue
		}
		followHint(t, test.name, test.text, bad.Hint)
	}
}

// followHint does what a hint says, where it names columns alone.
func followHint(t *testing.T, name, text, hint string) {
	opt := replayOptions()
	for _, part := range strings.Split(hint, "--column ")[1:] {
		if part = strings.TrimRight(part, " "); strings.HasPrefix(part, "'") {
			part = strings.Trim(part, "'")
		} else {
			part, _, _ = strings.Cut(part, ",")
		}
		if strings.Contains(part, "COLUMN") || strings.Contains(hint, ", or,") || strings.Contains(hint, "(") {
			return
		}
		m, err := ParseColumn(part)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		opt.Columns = append(opt.Columns, m)
	}
	if _, err := Recognise("x.csv", []byte(text), true, opt); err != nil {
		t.Errorf("%s: with %s: %v", name, hint, err)
	}
}
