package label_test

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay"
)

// One incident, found after 3 minutes; the other firing is false.
func Example() {
	incidents, _, err := label.Load("incidents.csv", []byte(
		"start,end,name,cause\n2026-03-10T14:00:00Z,2026-03-10T14:30:00Z,INC-1,PROGRESS_TIMEOUT\n"),
		label.Options{Instant: func(_, text string) (replay.Second, error) {
			t, err := time.Parse(time.RFC3339, text)
			return replay.Second(t.Unix()), err
		}})
	if err != nil {
		fmt.Println(err)
		return
	}
	firing := func(minutes replay.Second, checks int) replay.Firing {
		start := incidents[0].Start + 60*minutes
		return replay.Firing{
			Cause: "PROGRESS_TIMEOUT", Start: start, End: start + replay.Second(60*checks), Checks: checks,
			Phases: replay.Phases{Fired: 1, Of: 1},
		}
	}
	score := label.NewScore([]replay.Firing{firing(3, 30), firing(300, 2)}, incidents, label.Scoring{
		GraceSec: 600, Since: incidents[0].Start - 86400, Until: incidents[0].Start + 6*86400,
	})
	fmt.Printf("found %d of %d after %v s, reset %v s after the end\n", score.Detected, score.Incidents, *score.MeanDetectSec, *score.MeanResetSec)
	fmt.Printf("false firings per week: %v (%v to %v)\n", score.FalsePerWeek.Estimate, score.FalsePerWeek.Low, score.FalsePerWeek.High)
	// Output:
	// found 1 of 1 after 180 s, reset 180 s after the end
	// false firings per week: 1 (0.0253178 to 5.57164)
}
