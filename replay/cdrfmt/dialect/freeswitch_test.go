package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// A template that begins like the example and has more behind it is known, and
// may be asked for.
func TestCustomTemplate(t *testing.T) {
	row := strings.TrimSuffix(exampleRow, "\n") + `,"sip:486","recv_refuse","gw-1"` + "\n"
	for _, name := range []string{"", "freeswitch", "freeswitch:custom"} {
		opt := replayOptions()
		opt.Dialect = name
		l, err := Recognise("x.csv", []byte(row+row+exampleRow), true, opt)
		if err != nil || l.Name() != "freeswitch:custom" {
			t.Errorf("%q: got %v, %v", name, l, err)
		}
	}
	got := strings.Join(decodeAll(t, row+row+exampleRow, cdr.AccountID, replayOptions()), "|")
	if want := "acme|acme|: 15 fields, freeswitch:custom has 18"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A comma or a quote in a caller's name, which the switch does not escape,
// costs at most the caller's number.
func TestUnescapedNames(t *testing.T) {
	for name, want := range map[string]string{
		`Ann`:            "1001",
		`Doe, Ann`:       "1001",
		`Ann "A" Doe`:    "1001",
		`5" pipe`:        "1001",
		`Doe, "Ann"`:     "1001",
		`Ann "A"`:        "1001",
		`Ann"`:           "null",
		`"`:              "null",
		`"Doe", "Ann" x`: "1001",
	} {
		text := exampleRow + exampleRow + strings.Replace(exampleRow, "Ann", name, 1)
		opt := replayOptions()
		opt.Want |= cdr.FieldsOf(cdr.CallerIDNumber)
		for f, want := range map[cdr.Field]string{
			cdr.EndTime: "2026-03-10T14:00:09Z", cdr.AccountID: "acme", cdr.HangupCause: "USER_BUSY", cdr.CallerIDNumber: want,
		} {
			if got := decodeAll(t, text, f, opt); len(got) != 3 || got[2] != want {
				t.Errorf("%s: %s: got %q, want %s", name, f, got, want)
			}
		}
	}
}

// A row cut short is not taken for one with a quote in its name.
func TestCutRow(t *testing.T) {
	got := decodeAll(t, exampleRow+exampleRow+exampleRow[:strings.Index(exampleRow, `,"6b0c`)]+"\n", cdr.EndTime, replayOptions())
	if want := ": 10 fields, freeswitch:example has 15"; len(got) != 3 || got[2] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
