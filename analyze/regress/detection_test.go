package regress

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

const detectionStart = 1_773_136_800 // 2026-03-10T10:00:00Z

// noisySet is two hours of one cause with bursts.
func noisySet(random *rand.Rand) *count.Set {
	set := &count.Set{Causes: []string{"X"}, Accounts: []string{"acme"}, Gateways: []string{""}}
	rate := 0.1
	for sec := range uint32(7200) {
		if sec%300 == 0 {
			rate = []float64{0.02, 0.1, 0.6, 1.2}[random.IntN(4)]
		}
		if random.Float64() < rate || sec == 0 {
			set.Groups = append(set.Groups, count.Group{Second: detectionStart + sec, N: 1})
		}
	}
	set.Accepted = uint64(len(set.Groups))
	set.First, set.Last = set.Groups[0].Second, set.Groups[len(set.Groups)-1].Second
	return set
}

// firstAlertIn is the first alert of an exact run inside a window.
func firstAlertIn(t *testing.T, set *count.Set, cfg *alert.Config, opt replay.Options, from, to replay.Second) (at replay.Second, ok bool) {
	opt.Alerts = func(a replay.Alert) error {
		if !ok && a.Time >= from && a.Time < to {
			at, ok = a.Time, true
		}
		return nil
	}
	if _, err := replay.Run(context.Background(), set, cfg, opt); err != nil {
		t.Fatal(err)
	}
	return at, ok
}

// With a known clock a detection is the first alert of the run. Without one
// it is never sooner than at any of the twelve clocks that a run can have, whose
// meter is born with the first event.
func TestDetectionsAgreeWithRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	cfg, _, err := alert.Load([]alert.Source{{Name: "t", Data: []byte("monitor: [X]\nthresholds: {X: {one: 0.5, five: 0.08}}")}}, alert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sure, unsure := 0, 0
	for range 25 {
		set := noisySet(random)
		start := replay.Second(detectionStart + random.IntN(6000))
		incidents := []label.Incident{
			{Name: "a", Start: start, End: start + replay.Second(60+random.IntN(600)), Cause: "X"},
			{Name: "b", Start: start, End: start + 60, Cause: "Y"},
		}
		const graceSec = 120
		from, to := incidents[0].Window(graceSec)
		detect := func(opt replay.Options) Detection {
			meters, err := replay.CheckedMeters(set, cfg, opt, nil)
			if err != nil {
				t.Fatal(err)
			}
			list := Detections(meters, cfg, incidents, opt.Since, graceSec)
			if list[1].Sure {
				t.Error("an incident of another cause is detected")
			}
			return list[0]
		}
		envelope := replay.Options{Since: detectionStart, Until: detectionStart + 7265}
		worst := detect(envelope)
		for j := range 12 {
			opt := envelope
			appStart := replay.Second(detectionStart - 60 + 5*j)
			opt.AppStart = &appStart
			at, ok := firstAlertIn(t, set, cfg, opt, from, to)
			got := detect(opt)
			if got.Sure != ok || ok && got.WorstSec != int64(at-start) {
				t.Fatalf("clock %d: %+v, the run alerts %v at %v", j, got, ok, at-start)
			}
			if worst.Sure && (!ok || int64(at-start) > worst.WorstSec) {
				t.Fatalf("clock %d: %v at %v, worse than the worst %d", j, ok, at-start, worst.WorstSec)
			}
		}
		if worst.Sure {
			sure++
		} else {
			unsure++
		}
	}
	if sure == 0 || unsure == 0 {
		t.Errorf("%d sure, %d not: both wanted", sure, unsure)
	}
}

// Where a restart makes the clock known, what alerts after it does so at all.
func TestDetectionsAcrossARestart(t *testing.T) {
	set := &count.Set{Causes: []string{"X"}, Accounts: []string{""}, Gateways: []string{""}}
	for sec := range uint32(900) {
		set.Groups = append(set.Groups, count.Group{Second: detectionStart + sec, N: 1})
	}
	cfg, _, err := alert.Load([]alert.Source{{Name: "t", Data: []byte("monitor: [X]\nthresholds: {X: {one: 0.5}}")}}, alert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opt := replay.Options{Since: detectionStart, Until: detectionStart + 900, AppRestarts: []replay.Second{detectionStart + 300}}
	meters, err := replay.CheckedMeters(set, cfg, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	for start, want := range map[replay.Second]Detection{
		// At d = 4 tick 1 sees one event, so that tick 7 is the first to see
		// more than 0.5; the clock that checks ticks 6 and 18 is the worst.
		0:   {true, 18*5 - 4},
		310: {true, 50}, // the first check after the restart
		290: {true, 70},
	} {
		incidents := []label.Incident{{Start: detectionStart + start, End: detectionStart + start + 200}}
		if got := Detections(meters, cfg, incidents, opt.Since, 0)[0]; got != want {
			t.Errorf("%d: %+v, want %+v", start, got, want)
		}
	}
	late := []label.Incident{{Start: detectionStart, End: detectionStart + 200}}
	if got := Detections(meters, cfg, late, detectionStart+250, 0)[0]; got.Sure {
		t.Errorf("alerts of the warm-up count: %+v", got)
	}
}
