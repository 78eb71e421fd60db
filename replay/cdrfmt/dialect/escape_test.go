package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestUnescape(t *testing.T) {
	for text, want := range map[string]string{
		``: ``, `a`: `a`, `a\,b`: `a,b`, `a\\`: `a\`, `a\\\,b`: `a\,b`, `a\`: `a\`,
	} {
		if got := string(unescape([]byte(text))); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Commas behind backslashes leave every column where it is.
func TestEscapedSeparators(t *testing.T) {
	about := aboutBroadWorks[0].Example
	for name, want := range map[string]string{
		`a\,b`: "a,b", `\,\,`: ",,", `a\\`: `a\`, `a\\\,`: `a\,`, `a\bc`: "abc",
	} {
		text := about + about + strings.Replace(about, "acme", name, 1)
		for f, want := range map[cdr.Field]string{
			cdr.AccountID: want, cdr.EndTime: "2026-03-10T14:00:42.75Z", cdr.HangupCause: "NORMAL_CLEARING",
		} {
			if got := decodeAll(t, text, f, replayOptions()); len(got) != 3 || got[2] != want {
				t.Errorf("%s: %s: got %q, want %s", name, f, got, want)
			}
		}
	}
}

func TestEscapedField(t *testing.T) {
	const raw = `a, b\,c ,\\,"d",`
	for i, want := range []string{"a", `b\,c`, `\\`, "d", "", ""} {
		if got := string(escapedField([]byte(raw), ',', i)); got != want {
			t.Errorf("value %d: got %q, want %q", i, got, want)
		}
	}
}

// A row that lacks as many columns as it has escaped commas is not taken for
// a whole one.
func TestEscapedAndShort(t *testing.T) {
	about := aboutBroadWorks[0].Example
	short := strings.Replace(strings.Replace(about, "acme", `a\,b`, 1), ",5550102,", ",", 1)
	got := decodeAll(t, about+about+short, cdr.EndTime, replayOptions())
	if want := ": 24 fields, broadworks has 25"; len(got) != 3 || got[2] != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

func FuzzUnescape(f *testing.F) {
	for _, seed := range []string{`a\,b`, `\\`, `\`, `a\\\,`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got := unescape(text); len(got) > len(text) {
			t.Errorf("%q: got %q", text, got)
		}
		for i := range 3 {
			escapedField(text, ',', i)
		}
		escaped := strings.NewReplacer(`\`, `\\`, ",", `\,`).Replace(string(text))
		if got := string(unescape([]byte(escaped))); got != string(text) {
			t.Errorf("%q escaped: got %q", text, got)
		}
	})
}
