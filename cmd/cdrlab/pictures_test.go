package main

import (
	"context"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// TestFigure: what happened stands in the picture at the minute it happened.
func TestFigure(t *testing.T) {
	const cause, first = "PROGRESS_TIMEOUT", 1_773_137_988
	set := &count.Set{
		Causes: []string{cause}, Accounts: []string{"a"}, Gateways: []string{""},
		Groups: []count.Group{{Second: first, N: 3}, {Second: first + 300, N: 400}},
	}
	run := &replayRun{traffic: &traffic{set: set}, zone: time.UTC, engine: &engine{
		cfg: &alert.Config{Monitor: []string{cause}, Causes: map[string]*alert.Thresholds{cause: {{Value: 0.5, Set: true}}}},
		opt: replay.Options{Since: first, Until: first + 600},
	}}
	var err error
	if run.res, err = replay.Run(context.Background(), set, run.cfg, run.opt); err != nil {
		t.Fatal(err)
	}
	f := run.figure(cause)
	if len(run.res.Firings) == 0 || len(f.Firings) != len(run.res.Firings) {
		t.Errorf("%d firings, %d in the picture", len(run.res.Firings), len(f.Firings))
	}
	if minute := (int64(first) + 300 - f.MinuteStartUnix) / 60; minute != 5 || f.EventsPerMin[minute] != 400 || f.EventsPerMin[0] != 3 {
		t.Errorf("events by the minute from %d: %v", f.MinuteStartUnix, f.EventsPerMin)
	}
	if f.LimitsPerSec[0] != 0.5 || !f.Since.Equal(time.Unix(f.MinuteStartUnix, 0)) {
		t.Errorf("limit %v, since %s", f.LimitsPerSec[0], f.Since)
	}
}
