package failover

import (
	"strings"
	"testing"
)

func TestParseCapturedSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`[]`, `f.jsonl:3: line: a JSON array found, an object wanted`},
		{`{"endpoints":{}}`, `f.jsonl:3: endpoints: a JSON object found, an array wanted`},
		{`{"endpoints":[{"to_user":5}]}`, `to_user: a JSON number found, a string wanted`},
		{`{"endpoints":[{"is_failover":"yes"}]}`, `is_failover: a JSON string found, true or false wanted`},
		{`{"id":`, `f.jsonl:3: no JSON object`},
	} {
		_, err := ParseCaptured("f.jsonl:3", []byte(c.line))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.line, err, c.want)
		}
	}
	if _, err := AddressSet("f.jsonl:3", []string{"a@x", "a"}); err == nil || err.Error() != `f.jsonl:3: registered[1]: "a" found, user@realm wanted` {
		t.Errorf("%v", err)
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"Alice@ACME.example": "alice@acme.example", "a@b@c": "a@b@c", "@c": "", "a@": "", "a": "", "": "",
	} {
		a, ok := ParseAddress(text)
		if got := a.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}

func TestParseRelease(t *testing.T) {
	for _, r := range []Release{Release43, Master} {
		if got, err := ParseRelease(r.String()); got != r || err != nil {
			t.Errorf("%s: %s %v", r, got, err)
		}
	}
	if _, err := ParseRelease("5.0"); err == nil {
		t.Error("release 5.0 was read")
	}
}
