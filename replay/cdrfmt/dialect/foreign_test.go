package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Texts of telephone systems that are not read are named, and what to give in
// their place is said.
func TestForeignTexts(t *testing.T) {
	for _, test := range []struct{ text, problem, hint string }{
		{"1773151200|1773151200.1|support|NONE|ENTERQUEUE||2025550142|1\n1773151210|1773151200.1|support|SIP/101|CONNECT|10|1|8\n", "queue_log", "Master.csv"},
		{"Mar 10 14:00:00 sip1 kamailio[7]: NOTICE: acc: ACC: transaction answered: timestamp=1773151200;method=INVITE;from_tag=a;to_tag=b;call_id=c;code=200;reason=OK\n", "module acc", "missed_calls"},
		{"\nTue Mar 10 14:00:42 2026\n\tAcct-Session-Id = \"1\"\n\tAcct-Status-Type = Stop\n\n", "detail file of RADIUS", "radacct"},
		{"CDR|1|4B 22|42|Tue, 10 Mar 2026 14:00:00 +0000|Tue, 10 Mar 2026 14:00:42 +0000|192.0.2.7:1720|a|192.0.2.8:1720|b|102|101|gk;\n", "GNU Gatekeeper", "header"},
		{"-03/10 14:00:00 0000:01:23 1001     T101 ***   92025550142                       A   T001\n", "fixed width", "separator"},
		{"  Date     Time    Ext CO  Dial Number\n----------\n 03/10/26 02:00PM  101  01 92025550142   00:01'23\"\n", "fixed width", "separator"},
	} {
		_, err := Recognise("x.txt", []byte(test.text), true, replayOptions())
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, test.problem) || !strings.Contains(bad.Hint, test.hint) || !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: got %v", test.text, err)
		}
	}
	for _, text := range []string{"a,b,c\n1,2,3\n", "", "Mon Mar 10\n", "1773151200|a\n"} {
		if what, _ := foreignText([]byte(text)); what != "" {
			t.Errorf("%q is %s", text, what)
		}
	}
}
