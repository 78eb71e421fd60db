package dialect

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Flags of a canonical file are read if they are asked for, and are those of its
// rows beside what is found out of them anew.
func TestFlagsOfCanonicalFile(t *testing.T) {
	const head = "call_id,end_time,billsec_ms,hangup_cause,cause_source,hangup_cause_raw,flags\n"
	row := func(billsec, flags string) string {
		return "a,2026-03-10T14:00:00Z," + billsec + ",NONE,field,NONE," + flags + "\n"
	}
	text := head + row("1", "0") + row("1", "65600") + row("-1", "1") + row("1", "") + row("1", `"458752"`) + row("1", "4294967295") +
		row("1", "4294967296") + row("1", "-1") + row("1", "many") + row("1", "1.5") + row("1", "64")
	opt := replayOptions()
	opt.Want |= cdr.FieldsOf(cdr.RowFlags, cdr.BillsecMs)
	want := []string{
		"", "id_made no_answers", "clock_guessed negative_clamped", "", "no_answers no_causes no_accounts",
		cdr.Flags(math.MaxUint32).String(), `flags: "4294967296" is outside 0..4294967295`, `flags: "-1" is outside 0..4294967295`,
		`flags: "many" is not a whole number`, `flags: "1.5" is not a whole number`, "id_made",
	}
	if got := decodeAll(t, text, cdr.RowFlags, opt); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	l, err := Recognise("x.csv", []byte(text), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	many := []byte(strings.Repeat(text[len(head):], 40))
	alone := oneByOne(l, many)
	if runs, slow := inRuns(t, l, many); !slices.Equal(runs, alone) || slow > len(alone)*3/4 {
		t.Errorf("runs of records are read otherwise, %d of %d one by one:\n%s\n%s", slow, len(alone), runs[:11], alone[:11])
	}
	lenient := replayOptions()
	lenient.Lenient = cdr.FieldsOf(cdr.RowFlags)
	if got := decodeAll(t, head+row("1", "many")+row("1", "64"), cdr.RowFlags, lenient); !slices.Equal(got, []string{"unreadable", "id_made"}) {
		t.Errorf("lenient: got %q", got)
	}
	// Nobody asks, or the file is another's: it is no column of flags.
	for text, opt := range map[string]*Options{
		text: replayOptions(),
		"call_id,end_time,billsec_ms,hangup_cause,source,raw,flags\n" + row("1", "65600"): opt,
	} {
		for _, got := range decodeAll(t, text, cdr.RowFlags, opt) {
			if got != "" {
				t.Errorf("%.70q...: got %s", text, got)
			}
		}
	}
}
