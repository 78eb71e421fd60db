package dialect

import (
	"fmt"
	"testing"
)

func TestFieldOfPath(t *testing.T) {
	for path, want := range map[string]string{
		"end_time":                    "end_time 0",
		"call.end_time":               "end_time 0",
		"call.id":                     "call_id 0",
		"result.call.id":              "call_id 1",
		"user.id":                     "none",
		"account.name":                "account_id 0",
		"caller.name":                 "caller_id_name 0",
		"endTime.$date":               "end_time 0",
		"end_time.$date.$numberLong":  "end_time 0",
		"variable_end_uepoch":         "end_time 0",
		"Hangup-Cause":                "hangup_cause 0",
		"callStats.audio.inbound.mos": "mos 3",
		"":                            "none",
		".":                           "none",
		"$date":                       "none",
		"name":                        "none",
	} {
		got := "none"
		if h, cut, ok := fieldOfPath(path); ok {
			got = fmt.Sprint(h.field, " ", cut)
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", path, got, want)
		}
	}
}
