package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// An attempt without a day of its end ends within a day of its start; one with
// it, where releases since have it, when it says.
func TestRibbonAttempts(t *testing.T) {
	fields := strings.Split("ATTEMPT,GW1,0x01,1,GMT+01:00,03/10/2026,START,2,300,END,0,17,VoIP,IP-TO-IP,DEFAULT,,5550103,5550104,,0,,0,,0,,ROUTE1,1,GW1:TG", ",")
	for _, test := range []struct{ start, end, day, want string }{
		{"10:00:00.0", "10:00:05.5", "", "2026-03-10T10:00:05.5Z"},
		{"10:00:00.0", "10:00:00.0", "", "2026-03-10T10:00:00Z"},
		{"23:59:59.9", "00:00:00.1", "", "2026-03-11T00:00:00.1Z"},
		{"23:59:59.9", "00:00:00.1", "03/11/2026", "2026-03-11T00:00:00.1Z"},
		{"10:00:00.0", "10:00:05.5", "03/12/2026", "2026-03-12T10:00:05.5Z"},
		{"10:00:00.0", "10:00:05.5", "17", "2026-03-10T10:00:05.5Z"}, // another column in this release
		{"10:00:00.0", "", "", "Disconnect Time (Date) + Disconnect Time (Time): "},
	} {
		row := strings.NewReplacer("START", test.start, "END", test.end).Replace(strings.Join(fields, ","))
		if test.day != "" {
			row += strings.Repeat(",", 105-len(fields)) + test.day
		}
		for _, f := range []cdr.Field{cdr.EndTime, cdr.DurationMs} {
			opt := replayOptions()
			opt.Want |= cdr.FieldsOf(f)
			got := decodeAll(t, row+"\n", cdr.EndTime, opt)
			if len(got) != 1 || !strings.HasPrefix(got[0], strings.SplitN(test.want, " +", 2)[0]) {
				t.Errorf("%+v: got %q", test, got)
			}
		}
	}
}

// The columns have the names of the maker's, and may be given by them.
func TestRibbonColumns(t *testing.T) {
	text := aboutRibbon[0].Example
	opt := replayOptions()
	withColumn("account_id", "Gateway Name", "")(opt)
	if got := decodeAll(t, text, cdr.AccountID, opt); len(got) != 1 || got[0] != "GW1" {
		t.Errorf("got %q", got)
	}
	has(t, text, replayOptions(), `ribbon: times are local to the node, whose zone is "GMT-05:00-Eastern"`, true)
	for _, other := range []string{
		strings.Replace(text, "STOP", "STOPPED", 1), strings.Replace(text, "0x", "", 1), strings.Replace(text, "GMT", "EST", 1), text[:60],
	} {
		if l, err := Recognise("x.ACT", []byte(other), true, replayOptions()); err == nil {
			t.Errorf("%s: taken for %s", other, l.Name())
		}
	}
}
