package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Dates whose parts have two digits each may begin with the year: what that
// would be never changes, and what would be the day does.
func TestYearFirstOfTwoDigits(t *testing.T) {
	text := func(dates string) string {
		rows := "call_id,end_time,hangup_cause\n"
		for _, date := range strings.Split(dates, "|") {
			rows += "a," + date + ",USER_BUSY\n"
		}
		return rows
	}
	for _, test := range []struct{ dates, want string }{
		{"26/02/21 10:00:05|26/02/23 10:00:05", "may begin with the year or with the day"},
		{"24/02/26 10:00:05|24/02/26 11:00:05", "2026-02-24T10:00:05Z"}, // one day
		{"24/02/26 10:00:05|25/02/26 11:00:05", "2026-02-24T10:00:05Z"},
		{"31.12.25 23:00:05|01.01.26 11:00:05", "2025-12-31T23:00:05Z"},
		{"24/02/2026 10:00:05|24/03/2027 11:00:05", "2026-02-24T10:00:05Z"},
		{"260221100005|260223100005", `"260221100005" is not a time`}, // YYMMDDhhmmss, and no milliseconds
		{"1773151242000|1773151243000", "2026-03-10T14:00:42Z"},
	} {
		got := ""
		if _, err := Recognise("x.csv", []byte(text(test.dates)), true, replayOptions()); err != nil {
			var bad *cdr.DataError
			if !errors.As(err, &bad) {
				t.Fatal(err)
			}
			got = bad.Problem
			followHint(t, test.dates, text(test.dates), strings.ReplaceAll(bad.Hint, " or '", " --column '"))
		} else {
			got = decodeAll(t, text(test.dates), cdr.EndTime, replayOptions())[0]
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: got %s, want %s", test.dates, got, test.want)
		}
	}
	opt := replayOptions()
	withColumn("end_time", "end_time", "y/m/d H:M:S")(opt)
	if got := decodeAll(t, text("26/02/21 10:00:05|26/02/23 10:00:05"), cdr.EndTime, opt)[0]; got != "2026-02-21T10:00:05Z" {
		t.Error(got)
	}
	opt = replayOptions()
	withColumn("end_time", "end_time", "ymdHMS")(opt)
	if got := decodeAll(t, text("260221100005|260223100005"), cdr.EndTime, opt)[0]; got != "2026-02-21T10:00:05Z" {
		t.Error(got)
	}
}
