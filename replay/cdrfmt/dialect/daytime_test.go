package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The day and the time of day in two columns are one time.
func TestJoinDays(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"date and time", "Date,Time,Duration,Cause,Account\n2026-03-10,10:00:05,60,USER_BUSY,a\n,,60,USER_BUSY,a\n",
			"2026-03-10T10:01:05Z|Date + Time: no value, wanted start_time to derive end_time"},
		{"a call log", "Call Time;Call Date;Duration;Cause;Account\n2:05 PM;13.03.2026;1:30;USER_BUSY;a\n", "2026-03-13T14:06:30Z"},
		{"pairs", "Start Date,Start Time,End Date,End Time,Cause\n3/13/2026,11:59:50 PM,3/14/2026,12:00:20 AM,USER_BUSY\n", "2026-03-14T00:00:20Z"},
		{"an end past midnight", "Date,Start Time,End Time,Duration,Cause\n2026-03-13,23:59:50,00:00:20,30,USER_BUSY\n", "2026-03-14T00:00:20Z"},
		{"a bad time", "Date,Time,Duration,Cause,Account\n2026-03-10,10:00:05,60,USER_BUSY,a\n2026-03-10,10:00:07,60,USER_BUSY,a\n2026-03-10,,60,USER_BUSY,a\n",
			`2026-03-10T10:01:05Z|2026-03-10T10:01:07Z|Date + Time: "2026-03-10" is not a time`},
		{"weekdays", "Date,Time,Duration,Cause,Account\nMon 03/02/2026,9:44 PM,0:01:30,USER_BUSY,a\n", "2026-03-02T21:45:30Z"},
		{"months", "Date,Time,Duration,Cause,Account\n\"Monday, March 2, 2026\",9:44 PM,0:01:30,USER_BUSY,a\n", "2026-03-02T21:45:30Z"},
		{"an answer without a day", "Startdate,Starttime,Enddate,Endtime,Connect_Time,Cause\n2026-03-13,23:59:50,2026-03-14,00:00:20,00:00:05,USER_BUSY\n", "2026-03-14T00:00:20Z"},
		{"whole times", "Date,Start Time,End Time,Cause\n2026-03-13,2026-03-13 10:00:00,2026-03-13 10:00:07,USER_BUSY\n", "2026-03-13T10:00:07Z"},
	} {
		if got := strings.Join(decodeAll(t, test.text, cdr.EndTime, replayOptions()), "|"); got != test.want {
			t.Errorf("%s: got %s", test.name, got)
		}
	}
}

func TestJoinDaysRefuses(t *testing.T) {
	for _, test := range []struct{ name, text, problem, hint string }{
		{"ambiguous", "Date,Time,Duration,Cause\n3/4/2026,10:00,60,X\n", `Date + Time: "3/4/2026 10:00" may be day/month`, "join the two columns"},
		{"an end without a day", "Date,Start Time,End Time,Cause\n2026-03-13,10:00:00,10:00:07,X\n", "End Time has no day", "--column duration_ms=COLUMN:s"},
	} {
		_, err := Recognise("x.csv", []byte(test.text), true, replayOptions())
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, test.problem) || !strings.Contains(bad.Hint, test.hint) {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
}
