package dialect

import (
	"strings"
	"testing"
)

func TestRoundedNumbers(t *testing.T) {
	const text = "call_id;end_time;hangup_cause;Destination\na;2026-03-10 14:00:00;USER_BUSY;%\n"
	for number, want := range map[string]bool{
		"4,91512E+11": true, "4.91512E+11": true, "4E+11": true,
		"491512000000": false, "E+11": false, "4.E+11": false, "4.9E+": false, "4.9E+111": false, "1E10": false,
	} {
		has(t, strings.Replace(text, "%", number, 1), replayOptions(), "Destination: \""+number+"\" was rounded by a spreadsheet, the digits are lost; export the column as text", want)
	}
}

// A download in the zone of the request says so, without a word of it.
func TestOffsetOfDatetime(t *testing.T) {
	const head = "call_id,duration_seconds,unix_timestamp_micro,datetime,hangup_cause\n"
	for rows, want := range map[string]string{
		"\"a\",\"1\",\"1773151200.250000\",\"2026-03-10_15:00:00\",\"X\"\n\"b\",\"1\",\"1773151201.5\",\"2026-03-10_15:00:01\",\"X\"\n":      "UTC+01:00",
		"\"a\",\"1\",\"1773151200.250000\",\"2026-03-10_10:30:00\",\"X\"\n":                                                                  "UTC-03:30",
		"\"a\",\"1\",\"1773151200.250000\",\"2026-03-10_14:00:00\",\"X\"\n":                                                                  "",
		"\"a\",\"1\",\"1773151200.250000\",\"2026-03-10_15:00:00\",\"X\"\n\"b\",\"1\",\"1773151200.250000\",\"2026-03-10_16:00:00\",\"X\"\n": "",
	} {
		l, err := Recognise("x.csv", []byte(head+rows), true, replayOptions())
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(l.Remarks(), "\n")
		if said := strings.Contains(got, "datetime is of UTC"); said != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %q", rows, got, want)
		}
	}
}
