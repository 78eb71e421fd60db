package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Times and durations have the bounds that they have in Parquet, whether records
// are decoded one by one or in runs.
func TestBounds(t *testing.T) {
	const good = "2026-03-10 14:00:00,2026-03-10 14:00:05,2026-03-10 14:00:42,42,1,NORMAL_CLEARING\n"
	lengthless := strings.Replace(good, ",42,", ",,", 1)
	for _, test := range []struct {
		field     cdr.Field
		row, want string
	}{
		{cdr.StartTime, good, "2026-03-10T14:00:00Z"},
		{cdr.StartTime, strings.Replace(lengthless, "2026", "0001", 1), "null"},
		{cdr.StartTime, strings.Replace(lengthless, "2026-03-10 14:00:00", "1969-12-31 23:59:59.999999", 1), "null"},
		// What is none follows from the end and the duration.
		{cdr.StartTime, strings.Replace(good, "2026", "0001", 1), "2026-03-10T14:00:00Z"},
		{cdr.StartTime, strings.Replace(good, "2026-03-10 14:00:00", "1969-12-31 23:59:59.999999", 1), "2026-03-10T14:00:00Z"},
		{cdr.StartTime, strings.Replace(good, "2026-03-10 14:00:00", "1970-01-02 00:00:00", 1), "1970-01-02T00:00:00Z"},
		{cdr.StartTime, strings.Replace(good, "2026-03-10 14:00:00", "2105-12-31 23:59:59", 1), "2105-12-31T23:59:59Z"},
		{cdr.StartTime, strings.Replace(good, "2026-03-10 14:00:00", "2106-01-01 00:00:00", 1), `start_time: "2106-01-01 00:00:00" is outside 1970..2106`},
		{cdr.AnswerTime, strings.Replace(good, "14:00:05", "14:00:05\t", 1), "2026-03-10T14:00:05Z"},
		{cdr.AnswerTime, strings.Replace(good, "2026-03-10 14:00:05", "1960-01-01 00:00:00", 1), "null"},
		{cdr.AnswerTime, strings.Replace(good, "2026-03-10 14:00:05", "9999-12-31 23:59:59", 1), `answer_time: "9999-12-31 23:59:59" is outside 1970..2106`},
		{cdr.DurationMs, strings.Replace(good, ",42,", ",3162240000,", 1), "3162240000000"},
		{cdr.DurationMs, strings.Replace(good, ",42,", ",3162240000.001,", 1), `duration_s: "3162240000.001" is not a duration of at most 100 years`},
		{cdr.DurationMs, strings.Replace(good, ",42,", ",999999999999999999,", 1), `duration_s: "999999999999999999" is not a duration of at most 100 years`},
		{cdr.DurationMs, strings.Replace(good, ",42,", ",-999999999999999999,", 1), `duration_s: "-999999999999999999" is not a duration of at most 100 years`},
		{cdr.DurationMs, strings.Replace(good, ",42,", ",80000000:00:00,", 1), `duration_s: "80000000:00:00" is not a duration of at most 100 years`},
		{cdr.BillsecMs, strings.Replace(good, ",1,", ",52704000,", 1), "3162240000000"},
		{cdr.BillsecMs, strings.Replace(good, ",1,", ",52704001,", 1), `billsec_minutes: "52704001" is not a duration of at most 100 years`},
		{cdr.BillsecMs, strings.Replace(good, ",1,", ",99999999,", 1), `billsec_minutes: "99999999" is not a duration of at most 100 years`},
	} {
		text := "start_time,answer_time,end_time,duration_s,billsec_minutes,hangup_cause\n" + strings.Repeat(good, 8) + test.row + strings.Repeat(good, 8)
		opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime, cdr.AnswerTime, cdr.DurationMs, cdr.BillsecMs)}
		if got := decodeAll(t, text, test.field, opt)[8]; got != test.want {
			t.Errorf("%s: got %s, want %s", test.row, got, test.want)
		}
		l, err := Recognise("x.csv", []byte(text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		compareRuns(t, l, []byte(text))
	}
}

// A start that an end would be derived from, or one that is derived, is none
// before 1970.
func TestBoundsOfDerived(t *testing.T) {
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime)}
	for _, test := range []struct{ text, want string }{
		{"start_time,duration_s\n2026-03-10 14:00:00,42\n1969-12-31 14:00:00,999999\n",
			`2026-03-10T14:00:00Z;start_time: "1969-12-31 14:00:00" is outside 1970..2106`},
		{"end_time,duration_s\n2026-03-10 14:00:42,42\n2026-03-10 14:00:42,3000000000\n", "2026-03-10T14:00:00Z;null"},
	} {
		if got := strings.Join(decodeAll(t, test.text, cdr.StartTime, opt), ";"); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		l, err := Recognise("x.csv", []byte(test.text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		compareRuns(t, l, []byte(test.text))
	}
}
