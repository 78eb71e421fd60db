package label

import (
	"errors"
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/replay"
)

// testOptions read RFC 3339, and "2026-03-10 14:00" in UTC.
func testOptions() Options {
	return Options{Zone: "UTC", Instant: func(field, text string) (replay.Second, error) {
		for _, layout := range []string{time.RFC3339, "2006-01-02 15:04"} {
			if t, err := time.Parse(layout, text); err == nil {
				return replay.Second(t.Unix()), nil
			}
		}
		return 0, errors.New(field + ": \"" + text + "\" found, a time wanted")
	}}
}

// dump prints incidents, one a line.
func dump(incidents []Incident) string {
	out := ""
	for _, in := range incidents {
		out += fmt.Sprintf("%s %s %s %q %q %s\n", in.Name, in.Start, in.End, in.Cause, in.Account, in.Place)
	}
	return out
}
