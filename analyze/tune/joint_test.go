package tune

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// randomVectors have levels that the meter's checks have seen, some of them off.
func randomVectors(r *rand.Rand, list []stretch) []meter.Values {
	var checks []seen
	for _, s := range list {
		checks = append(checks, s.checks...)
	}
	vectors := make([]meter.Values, 1+r.IntN(4))
	for i := range vectors {
		for m := range vectors[i] {
			if len(checks) > 0 && r.IntN(2) == 0 {
				level := checks[r.IntN(len(checks))].rates[m]
				vectors[i][m] = level / float64(meter.Metric(m).Minutes())
			}
		}
	}
	return vectors
}

// TestEvaluateAgainstTwin: several vectors in one walk are what replay says of
// each alone, over the whole period and on both sides of a cut.
func TestEvaluateAgainstTwin(t *testing.T) {
	tried, fired, found := 0, 0, 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 14))
		tr := randomTrial(r)
		tr.opt.Accounts, tr.run.CheckAccounts = nil, false
		cause := testCauses[r.IntN(2)]
		list, phases := tr.record(cause, nil)
		vectors := map[string][]meter.Values{cause: randomVectors(r, list)}
		if r.IntN(2) == 0 {
			tr.opt.CutSec = tr.randomCut(r)
		}
		got, err := Evaluate(context.Background(), tr.set, anyConfig, tr.run, tr.opt, vectors)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		sides := map[int][]Evaluation{0: got.Evaluations[cause]}
		if tr.opt.CutSec != 0 {
			sides = map[int][]Evaluation{-1: got.Evaluations[cause], 1: got.HeldOut[cause]}
		}
		for side, evaluations := range sides {
			for i, v := range vectors[cause] {
				want, detected := tr.judge(cause, nil, v, list, phases, side)
				o := evaluations[i]
				if side != 0 {
					o.Alerts = 0
				}
				if !equal(o.Outcome, want) {
					t.Fatalf("seed %d, %s %v, side %d:\n got %+v\nwant %+v", seed, cause, v, side, o.Outcome, want)
				}
				for k, d := range o.Detections {
					if d.Detected != detected[k] {
						t.Fatalf("seed %d, %s %v, side %d: %s %+v", seed, cause, v, side, tr.opt.Incidents[k].Name, d)
					}
				}
				tried++
				fired += int(want.Firings)
				found += want.Detected
			}
		}
	}
	if tried < 150 || fired < 200 || found < 50 {
		t.Errorf("too little was tried: %d vectors, %d firings, %d detected", tried, fired, found)
	}
}

// TestJoin: one evaluation of two causes is the sum, found by the faster.
func TestJoin(t *testing.T) {
	a := Evaluation{Outcome{Alerts: 3, Firings: 2, False: 1}, []Detection{
		{Concerned: true, Detected: true, DetectSec: 90, Reset: true, ResetSec: 10}, {Concerned: true}, {},
	}}
	b := Evaluation{Outcome{Alerts: 5, Firings: 4}, []Detection{
		{Concerned: true, Detected: true, DetectSec: 60}, {}, {Concerned: true},
	}}
	got := Join(&a, &b)
	want := Outcome{Alerts: 8, Firings: 6, False: 1, Incidents: 3, Detected: 1, MeanDetectSec: 60, MaxDetectSec: 60, MeanResetSec: 10}
	if !reflect.DeepEqual(got.Outcome, want) {
		t.Errorf("got %+v\nwant %+v", got.Outcome, want)
	}
	if none := Join(); none.Incidents != 0 || none.Firings != 0 {
		t.Errorf("of nothing: %+v", none)
	}
}
