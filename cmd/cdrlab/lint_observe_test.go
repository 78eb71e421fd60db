package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestObserveAgainstAlerts holds that what is watched at the checks is what
// the engine's alerts say, on a known clock.
func TestObserveAgainstAlerts(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for range 20 {
		set := &count.Set{Causes: []string{"CALL_REJECTED", "PROGRESS_TIMEOUT"}, Accounts: []string{"acme"}, Gateways: []string{""}}
		for second := uint32(1_000_000); second < 1_006_000; second += 1 + uint32(rng.IntN(20)) {
			set.Groups = append(set.Groups, count.Group{Second: second, Cause: uint32(rng.IntN(2)), N: 1 + uint64(rng.IntN(20))})
		}
		set.First, set.Last = set.Groups[0].Second, set.Groups[len(set.Groups)-1].Second
		start := replay.Second(1_000_000)
		in, err := alert.Inspect([]alert.Source{{Name: "t", Data: []byte(
			"thresholds: {CALL_REJECTED: {one: 0.8, five: 0.15, day: 0.0006}, PROGRESS_TIMEOUT: {one: 0.6, fifteen: 0.05}}")}}, alert.Options{})
		if err != nil {
			t.Fatal(err)
		}
		l := &linting{engine: &engine{cfg: in.Config, inspection: in, opt: replay.Options{
			Since: start, Until: start + 7000, AppStart: &start, AppRestarts: []replay.Second{start + 3001}, Nodes: 1 + rng.IntN(2), ReportSince: start + replay.Second(60*rng.IntN(10)),
		}}}
		want := map[string]*alert.Observation{}
		opt := l.opt
		opt.Alerts = func(a replay.Alert) error {
			if a.Time < opt.ReportSince {
				return nil // it began before the report, and covers its begin
			}
			o := want[a.Cause]
			if o == nil {
				o = &alert.Observation{}
				want[a.Cause] = o
			}
			metrics := []string{}
			for _, m := range a.Metrics {
				metrics = append(metrics, m.Metric)
			}
			for m := range meter.Metric(meter.NumMetrics) {
				if !slices.Contains(metrics, m.String()) {
					continue
				}
				o.Exceeded[m]++
				for other := range meter.Metric(meter.NumMetrics) {
					if !slices.Contains(metrics, other.String()) {
						o.Alone[m][other]++
					}
				}
			}
			return nil
		}
		if _, err := replay.Run(context.Background(), set, in.Config, opt); err != nil {
			t.Fatal(err)
		}
		meters, err := replay.CheckedMeters(set, in.Config, l.opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		var seen []alert.Observation
		for i := range meters {
			seen = append(seen, l.watch(&meters[i]))
		}
		for _, o := range sumNodes(seen) {
			w := want[o.Cause]
			if w == nil {
				w = &alert.Observation{}
			}
			if o.Exceeded != w.Exceeded || o.Alone != w.Alone {
				t.Fatalf("%s: %+v, want %+v", o.Cause, o, w)
			}
		}
	}
}
