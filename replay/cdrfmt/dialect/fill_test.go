package dialect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// What a row lacks follows from its other cells, which are no reason to reject
// it where nobody asked for them.
func TestFill(t *testing.T) {
	const head = "start_time,progress_time,end_time,duration_s,progress_ms,hangup_cause\n"
	for _, test := range []struct {
		row                   string
		start, duration, rang string
	}{
		{"14:00:00,14:00:02,14:00:42,40,1500,", "2026-03-10T14:00:00Z", "40000", "1500"},
		{",14:00:05,14:00:42,40,1500,", "2026-03-10T14:00:02Z", "40000", "1500"},
		{",14:00:05,14:00:42,40,,", "2026-03-10T14:00:02Z", "40000", "3000"},
		{"14:00:00,14:00:02,14:00:42,,,", "2026-03-10T14:00:00Z", "42000", "2000"},
		{"14:00:00,,14:00:42,,,", "2026-03-10T14:00:00Z", "42000", "null"},
		{",14:00:02,14:00:42,,,", "null", "null", "null"},
		{"14:00:05,14:00:02,14:00:42,,,", "2026-03-10T14:00:05Z", "37000", "0"},
		{"14:00:50,,14:00:42,,,", "2026-03-10T14:00:50Z", "0", "null"},
		{",,14:00:42,-5,,", "2026-03-10T14:00:42Z", "0", "null"},
		{",,14:00:42,2000000000,,", "null", "2000000000000", "null"}, // it would begin in 1962
	} {
		row := test.row
		for _, clock := range []string{"14:00:00", "14:00:02", "14:00:05", "14:00:42", "14:00:50"} {
			row = strings.ReplaceAll(row, clock, "2026-03-10 "+clock)
		}
		for f, want := range map[cdr.Field]string{cdr.StartTime: test.start, cdr.DurationMs: test.duration, cdr.ProgressMs: test.rang} {
			// Of the others nothing is asked, or all.
			for _, opt := range []*Options{{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(f)}, {Need: cdr.FieldsOf(cdr.EndTime), Lenient: allFields &^ cdr.FieldsOf(cdr.EndTime)}} {
				if got := decodeAll(t, head+row+"\n", f, opt); len(got) != 1 || got[0] != want {
					t.Errorf("%s: %s is %s, want %s", test.row, f, got, want)
				}
			}
		}
	}
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime)}
	const garbage = ",x,2026-03-10 14:00:42,x,x,x\n"
	if got := decodeAll(t, head+garbage, cdr.StartTime, opt); len(got) != 1 || got[0] != "null" {
		t.Errorf("a duration that nobody asked for: %s", got)
	}
	opt.Want = cdr.FieldsOf(cdr.ProgressMs)
	if got := decodeAll(t, "start_time,progress_time,end_time\n2026-03-10 14:00:41,2026-03-10 14:00:42,2026-03-10 14:00:42\nx,2026-03-10 14:00:42,2026-03-10 14:00:42\n", cdr.ProgressMs, opt); !slices.Equal(got, []string{"1000", "null"}) {
		t.Errorf("a start that nobody asked for: %s", got)
	}
}

// Flags tell of what was asked for and of what was derived, not of spare cells.
func TestFillFlags(t *testing.T) {
	for _, test := range []struct{ row, want string }{
		{",,2026-03-10 14:00:42,-5,", ""},
		{"2026-03-10 14:00:42,2026-03-10 14:00:41,2026-03-10 14:00:42,-5,", "negative_clamped"},
		{"2026-03-10 14:00:42,2026-03-10 14:00:43,2026-03-10 14:00:42,-5,", ""},
	} {
		opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime, cdr.ProgressMs)}
		if got := decodeAll(t, "start_time,progress_time,end_time,duration_s,progress_ms\n"+test.row+"\n", cdr.RowFlags, opt); got[0] != test.want {
			t.Errorf("%s: flags %s, want %s", test.row, got, test.want)
		}
	}
}

// Rows that lack something are the same in runs.
func TestFillInRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	cell := func(values ...string) string {
		if random.IntN(10) > 0 {
			return values[0]
		}
		return values[random.IntN(len(values))]
	}
	var rows strings.Builder
	for i := range 700 {
		clock := fmt.Sprintf("2026-03-10 14:%02d:%02d", i/60, i%60)
		fmt.Fprintf(&rows, "%s,%s,%s,%s,%s,USER_BUSY\n", cell("2026-03-10 14:00:00", "", "x", "1970-01-01 00:00:00"), cell("2026-03-10 14:00:01", "", "x"),
			cell(clock, "1970-01-02 00:00:05"), cell("5", "", "x", "-5", "99999999999"), cell("7", "", "-7"))
	}
	for _, head := range []string{"start_time,progress_time,end_time,duration_s,progress_ms,hangup_cause\n", "start_time,progress_time,end_time,duration_s,other,hangup_cause\n"} {
		data := []byte(head + rows.String())
		for _, want := range []cdr.FieldSet{
			cdr.FieldsOf(cdr.StartTime), cdr.FieldsOf(cdr.ProgressMs), cdr.FieldsOf(cdr.StartTime, cdr.DurationMs, cdr.ProgressMs), cdr.FieldsOf(cdr.StartTime, cdr.ProgressMs),
		} {
			for _, glance := range []cdr.FieldSet{0, cdr.FieldsOf(cdr.DurationMs) &^ want} {
				l, err := Recognise("x.csv", data, true, &Options{Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), Want: want, Glance: glance})
				if err != nil {
					t.Fatal(err)
				}
				compareRuns(t, l, data)
			}
		}
	}
}
