package dialect

import (
	"bytes"
	"testing"
)

func TestHangupExtra(t *testing.T) {
	for _, test := range []struct {
		text           string
		q850           int
		source, status string
	}{
		{`{"hangupcause":17,"hangupsource":"SIP/a-1","dialstatus":"BUSY"}`, 17, "SIP/a-1", "BUSY"},
		{`{"dialstatus":"","hangupcause":16}`, 16, "", ""},
		{`{"hangupcause":0,"dialstatus":"CONGESTION"}`, 0, "", "CONGESTION"},
		{`{"hangupcause":-1,"dialstatus":"CONGESTION"}`, 0, "", "CONGESTION"},
		{`{ "dialstatus": "NOANSWER" }`, 0, "", "NOANSWER"},
		{`{"hangupcause":16,"hangupsource":"SIP\/a-1","more":[1]}`, 16, "SIP/a-1", ""},
		{`{"HangupCause":"21"}`, 21, "", ""},
		{`21,SIP/a-1,CHANUNAVAIL`, 21, "SIP/a-1", "CHANUNAVAIL"},
		{`16,,`, 16, "", ""},
		{`{"hangupcause":`, 0, "", ""},
		{`{"hangupcause":016}`, 0, "", ""},
		{`{"hangupcause":16}}`, 0, "", ""},
		{`{"hangupcause":"x"}`, 0, "", ""},
		{`whatever`, 0, "", ""},
		{``, 0, "", ""},
	} {
		x := parseHangup([]byte(test.text))
		if x.q850 != test.q850 || string(x.source) != test.source || string(x.dialStatus) != test.status {
			t.Errorf("%s: got %d, %q, %q", test.text, x.q850, x.source, x.dialStatus)
		}
	}
}

// What is read without a parser of JSON is what that reads.
func FuzzPlainHangup(f *testing.F) {
	for _, seed := range []string{
		`{"hangupcause":17,"hangupsource":"SIP/a-1","dialstatus":"BUSY"}`, `{"hangupcause":0}`, `{"hangupcause":01}`,
		`{"hangupcause":1,"hangupcause":2}`, `{"dialstatus":""}`, `{}`, `{"hangupcause":1234567890}`, "{\"dialstatus\":\"\x7f\"}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) == 0 || b[0] != '{' {
			return
		}
		got, ok := plainHangup(b)
		if !ok {
			return
		}
		want := hangupOfJSON(b)
		if got.q850 != want.q850 || !bytes.Equal(got.source, want.source) || !bytes.Equal(got.dialStatus, want.dialStatus) {
			t.Errorf("%q: got %+v, want %+v", b, got, want)
		}
	})
}
