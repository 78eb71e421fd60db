package regress

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay"
)

// savedSample is a result as cdrlab replay saved it, of made-up traffic: four
// hours with three incidents, the application restarted in the second one.
func savedSample(t testing.TB) (text []byte, saved *Saved) {
	t.Helper()
	text, err := os.ReadFile("testdata/saved.json")
	if err != nil {
		t.Fatal(err)
	}
	if saved, err = Parse("saved.json", text); err != nil {
		t.Fatal(err)
	}
	return text, saved
}

// written is a result as it is saved.
func written(t testing.TB, s *Saved) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// firing is one of [start, end) minutes.
func firing(cause string, start, end int) replay.Firing {
	return replay.Firing{
		Cause: cause, Start: replay.Second(60 * start), End: replay.Second(60 * end), Ended: true,
		Checks: end - start, ChecksMin: end - start, Metrics: []string{"one"},
		Peak:   replay.Peak{Metric: "one", Value: 1, Threshold: 0.5, LimitPerSecond: 0.5, LimitPerMinute: 30, Margin: 2},
		Phases: replay.Phases{Fired: 1, Of: 1},
	}
}

// account is a firing of an account's meter.
func account(f replay.Firing, id string) replay.Firing {
	f.Account = &id
	return f
}

// name is a firing in short: "X 1-5".
func name(f replay.Firing) string {
	text := fmt.Sprintf("%s %d-%d", f.Cause, f.Start/60, f.End/60)
	if f.Account != nil {
		text += " " + *f.Account
	}
	return text
}

func names(firings []replay.Firing) []string {
	list := []string{}
	for _, f := range firings {
		list = append(list, name(f))
	}
	return list
}

// suiteTimes reads times as UTC.
var suiteTimes = SuiteOptions{
	Instant: func(field, text string) (replay.Second, error) {
		for _, layout := range []string{"2006-01-02", "2006-01-02 15:04"} {
			if t, err := time.Parse(layout, text); err == nil {
				return replay.Second(t.Unix()), nil
			}
		}
		return utc(field, text)
	},
	Duration: func(field, text string) (time.Duration, error) {
		d, err := time.ParseDuration(text)
		if err != nil {
			return 0, fmt.Errorf("%s: %q found, a duration wanted", field, text)
		}
		return d, nil
	},
}
