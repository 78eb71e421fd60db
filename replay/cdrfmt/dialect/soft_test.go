package dialect

import (
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// core are the fields that a row has to have right for whoever counts it.
const core = cdr.FieldSet(1<<cdr.EndTime | 1<<cdr.HangupCause)

// A field that a lenient one is derived from is no reason to reject a row
// either; it is for who wants what is derived of it.
func TestLenientDerivation(t *testing.T) {
	const text = "call_id,start_time,end_time,hangup_cause\n" +
		"a,2026-03-10T14:00:00Z,2026-03-10T14:00:09Z,X\nb,soon,2026-03-10T14:00:09Z,X\n"
	lenient := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: core, Lenient: allFields &^ core}
	for f, want := range map[cdr.Field][]string{
		cdr.DurationMs: {"9000", "null"}, cdr.StartTime: {"2026-03-10T14:00:00Z", "null"}, cdr.RowFlags: {"", "unreadable"},
	} {
		if got := decodeAll(t, text, f, lenient); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
	wanted := &Options{Need: core, Want: cdr.FieldsOf(cdr.DurationMs), Lenient: cdr.FieldsOf(cdr.StartTime)}
	if got, want := decodeAll(t, text, cdr.DurationMs, wanted), []string{"9000", `start_time: "soon" is not a time`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Of times that can be read in two ways a file is refused if they are wanted.
// Else they are null, and who would have seen them is told.
func TestDoubtfulTimes(t *testing.T) {
	const text = "call_id,start_time,end_time,hangup_cause\na,3/4/2026 14:00:00,2026-03-10T14:00:09Z,NO_ANSWER\n"
	start := cdr.FieldsOf(cdr.StartTime)
	for _, test := range []struct {
		name              string
		opt               Options
		err, flag, remark string
	}{
		{name: "wanted", opt: Options{Want: start}, err: "may be day/month or month/day"},
		{name: "lenient", opt: Options{Lenient: start}, flag: "unreadable",
			remark: `start_time: "3/4/2026 14:00:00" may be day/month or month/day, so it is not read; say which: --column 'start_time=start_time:d/m/Y H:M:S' or 'start_time=start_time:m/d/Y H:M:S'`},
		{name: "compared", opt: Options{Compared: start}},
		{name: "not asked for"},
	} {
		test.opt.Need = core
		l, err := Recognise("x.csv", []byte(text), true, &test.opt)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: got %v", test.name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(test.name, err)
		}
		if got := strings.Join(l.Remarks(), "\n"); got != test.remark {
			t.Errorf("%s: remarks %q, want %q", test.name, got, test.remark)
		}
		if got := decodeAll(t, text, cdr.RowFlags, &test.opt); len(got) != 1 || got[0] != test.flag {
			t.Errorf("%s: flags %q, want %q", test.name, got, test.flag)
		}
	}
}

// What rows are only compared by neither rejects nor flags them, and is read as
// far as it can be.
func TestCompared(t *testing.T) {
	const head = "call_id,start_time,end_time,hangup_cause,duration_s,attempt\n"
	compared := &Options{Need: core, Compared: cdr.FieldsOf(cdr.CallID, cdr.StartTime, cdr.EndTime, cdr.DurationMs, cdr.Attempt)}
	for _, test := range []struct {
		row    string
		values [3]string // of the call, the duration and the attempt
	}{
		{"a,2026-03-10T14:00:00Z,2026-03-10T14:00:09Z,X,9,1", [3]string{"a", "9000", "1"}},
		{"Zo\xeb,2026-03-10T14:00:00Z,2026-03-10T14:00:09Z,X,-3,x", [3]string{"Zoë", "0", "null"}},
		{"\x00,soon,2026-03-10T14:00:09Z,X,much,", [3]string{"null", "null", "null"}},
	} {
		text := head + test.row + "\n"
		for i, f := range []cdr.Field{cdr.CallID, cdr.DurationMs, cdr.Attempt} {
			if got := decodeAll(t, text, f, compared); len(got) != 1 || got[0] != test.values[i] {
				t.Errorf("%q: %s %q, want %q", test.row, f, got, test.values[i])
			}
		}
		if got := decodeAll(t, text, cdr.RowFlags, compared); len(got) != 1 || got[0] != "" {
			t.Errorf("%q: flags %q", test.row, got)
		}
	}
	// A duration that follows from the times is below 0 for who asks for it.
	const backwards = "call_id,start_time,end_time,hangup_cause\na,2026-03-10T14:00:09Z,2026-03-10T14:00:00Z,X\n"
	if got := decodeAll(t, backwards, cdr.RowFlags, compared); len(got) != 1 || got[0] != "" {
		t.Errorf("flags %q", got)
	}
}

// Whether a record is a row does not depend on what is asked for.
func TestIsRow(t *testing.T) {
	const head = "call_id,end_time,hangup_cause,billsec\n"
	for row, want := range map[string]bool{
		"a,2026-03-10T14:00:09Z,X,9":    true,
		"a,2026-03-10T14:00:09Z,X,much": true,
		"a,2026-03-10T14:00:09Z,\x00,9": true,
		"a,never,X,9":                   false,
		"a,,X,9":                        false,
		"a,2026-03-10T14:00:09Z,X":      false,
		"a,2026-03-10T14:00:09Z,X,\"9":  false,
	} {
		for _, opt := range []Options{{Need: cdr.FieldsOf(cdr.EndTime)}, {Need: core, Want: allFields}, {Need: core, Lenient: allFields}} {
			l, err := Recognise("x.csv", []byte(head+"a,2026-03-10T14:00:09Z,X,9\n"), true, &opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := l.NewDecoder().IsRow(record(row, ',')); got != want {
				t.Errorf("%q: %v, want %v", row, got, want)
			}
		}
	}
}
