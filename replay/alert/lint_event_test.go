package alert_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestOneEventAgainstEngine holds what is said of one event against the engine
// at all 60 phases, at and beside the thresholds where it changes.
func TestOneEventAgainstEngine(t *testing.T) {
	set := &count.Set{
		Groups: []count.Group{{Second: 1_000_000, N: 1}}, Causes: []string{"PROGRESS_TIMEOUT"}, Accounts: []string{"acme"}, Gateways: []string{""},
		Totals: count.Totals{Accepted: 1, First: 1_000_000, Last: 1_000_000},
	}
	checked := 0
	for m := range meter.Metric(meter.NumMetrics) {
		q := 1 - meter.Alpha(m)
		for k := range 13 {
			base := 0.2 * math.Pow(q, float64(k)) / float64(m.Minutes())
			for _, threshold := range []float64{base * (1 - 1e-9), base * (1 + 1e-9), base / 3, base * 3} {
				in, err := alert.Inspect([]alert.Source{{Name: "t", Data: []byte(
					"thresholds: {PROGRESS_TIMEOUT: {" + m.String() + ": " + alert.Number(threshold) + "}}")}}, alert.Options{})
				if err != nil {
					t.Fatal(err)
				}
				said := ""
				for _, f := range in.Findings {
					if f.Code == alert.CodeOneEvent {
						said = f.Message
					}
				}
				res, err := replay.Run(context.Background(), set, in.Config, replay.Options{Since: 1_000_000, Until: 1_000_200})
				if err != nil {
					t.Fatal(err)
				}
				fired := 0
				if len(res.Firings) > 0 {
					fired = res.Firings[0].Phases.Fired
				}
				want := ""
				switch {
				case fired == 60:
					want = "one event after a restart fires it"
				case fired > 0:
					want = "one event after a restart can fire it"
				}
				if !strings.HasPrefix(said, want) || (said == "") != (want == "") {
					t.Errorf("%v %v: fired at %d of 60, said %q", m, threshold, fired, said)
				}
				checked++
			}
		}
	}
	if checked == 0 {
		t.Error("nothing compared")
	}
}
