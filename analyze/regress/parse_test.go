package regress

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestParseReadsWhatReplayWrites(t *testing.T) {
	text, s := savedSample(t)
	if !bytes.Equal(written(t, s), text) {
		t.Errorf("read and written again it differs:\n%s", written(t, s))
	}
	if len(s.Firings) != 6 || s.Firings[2].Cut != "restart" || s.Engine.AppStart == nil {
		t.Errorf("%d firings, third cut %q, app start %v", len(s.Firings), s.Firings[2].Cut, s.Engine.AppStart)
	}
	// Where it was saved does not matter, nor who wrote it.
	for _, same := range []string{
		"\ufeff" + string(text),
		strings.Replace(string(text), "{\n", "{\"version\": {\"cdrlab\": [1]},\n", 1),
		strings.ReplaceAll(strings.ReplaceAll(string(text), "\n", ""), "  ", ""),
	} {
		got, err := Parse("saved.json", []byte(same))
		if err != nil || !bytes.Equal(written(t, got), text) {
			t.Errorf("%.40q...: %v", same, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	text, _ := savedSample(t)
	for _, c := range []struct{ old, new, want string }{
		{string(text), "", "b.json:1:1: the file ends in the middle of the result"},
		{string(text), "[]", "b.json:1:1: a list found, an object wanted"},
		{string(text), "{}", "b.json:1:1: input is missing"},
		{string(text), strings.Repeat("[", 100_000), "b.json:1:66: nested more than 64 deep"},
		{string(text)[4000:], "", "the file ends in the middle of the result"},
		{`"rows"`, `"row"`, `b.json:7:9: unknown key "row" in input.files[0], did you mean rows?`},
		{`"rows"`, `"dialect"`, "b.json:7:9: input.files[0].dialect is there twice, first on line 6"},
		{`"rows": `, `"rows" `, "b.json:"},
		{`"cut": null`, `"cut": "night"`, `firings[0].cut: "night" found`},
		{`"cut": null`, `"cut": 3`, "firings[0].cut: 3 found, a text wanted"},
		{`"cut": null,`, ``, "firings[0].cut is missing"},
		{`"checks": `, `"checks": 1.5, "x": `, "firings[0].checks: 1.5 found, a whole number wanted"},
		{`"checks": `, `"checks": -`, "found, at least 1 and checks_min"},
		{`"threshold": `, `"threshold": 1e999, "x": `, "firings[0].peak.threshold: 1e999 found, a number wanted"},
		{`"metric": "one"`, `"metric": "two"`, `firings[0].metrics: "two" found, one, five, fifteen or day wanted`},
		{`"start": "2026`, `"start": "yesterday 2026`, "found, whole seconds as RFC 3339 wanted"},
		{`"end": "2026`, `"end": "1999`, "a time after start"},
		{`"fired": 1`, `"fired": 2`, "firings[0].phases: 2 of 1 found"},
		{`"counts_sha256": "`, `"counts_sha256": "x`, "64 hexadecimal digits wanted"},
		{`"notices": `, `"notices": 1}, {"a": `, "b.json:"},
	} {
		broken := strings.Replace(string(text), c.old, c.new, 1)
		_, err := Parse("b.json", []byte(broken))
		var data *cdr.DataError
		if !errors.As(err, &data) || !strings.Contains(err.Error(), c.want) || data.Hint == "" {
			t.Errorf("%q for %.30q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}

func TestIsSaved(t *testing.T) {
	text, _ := savedSample(t)
	for form, want := range map[string]bool{
		string(text):                           true,
		string(text[:100]):                     true,
		`{"alerts": 0`:                         true,
		`{"thresholds": {"X": {"one": 1}}}`:    false,
		`{"_id": "hangups.X", "default": {}}`:  false,
		`[{"input": 1}]`:                       false,
		"thresholds:\n  X: {one: 1}\n":         false,
		"input: 1":                             false,
		"sup hangups_maintenance set_metric 1": false,
		"":                                     false,
		"{":                                    false,
	} {
		if got := IsSaved([]byte(form)); got != want {
			t.Errorf("%.30q: %v", form, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	_, s := savedSample(f)
	s.Firings, s.Engine.Monitored, s.Engine.Ignored = s.Firings[2:3], nil, nil // short, so that more are tried
	f.Add(written(f, s))
	f.Add([]byte(`{"version":1,"input":{"files":[]},"engine":{"thresholds":{"X":{"one":0.5}}}}`))
	f.Add([]byte(`{"input":{"counts_sha256":"\ud800"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse("f", data)
		if err != nil {
			return
		}
		once := written(t, s)
		again, err := Parse("f", once)
		if err != nil {
			t.Fatalf("what was written is refused: %v", err)
		}
		if !bytes.Equal(written(t, again), once) {
			t.Errorf("written again it differs:\n%s\n%s", once, written(t, again))
		}
		if d := Compare(s, again); d.Differences() != 0 || len(d.Settings) != 0 || d.Unchanged != len(s.Firings) {
			t.Errorf("differs from itself: %+v", d)
		}
	})
}
