package label

import (
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
)

// exactFiring is one of so many checks on a known clock.
func exactFiring(cause string, start replay.Second, checks int) replay.Firing {
	return replay.Firing{
		Cause: cause, Start: start, End: start + replay.Second(checks*replay.CheckSec), Ended: true,
		Checks: checks, ChecksMin: checks, Phases: replay.Phases{Fired: 1, Of: 1},
	}
}

func TestScore(t *testing.T) {
	incidents := []Incident{
		{Name: "found late, goes on", Start: 1000, End: 2000, Cause: "A"},
		{Name: "missed", Start: 5000, End: 6000},
		{Name: "in the grace", Start: 8000, End: 8030, Cause: "A"},
		{Name: "outside", Start: 90000, End: 90001},
	}
	firings := []replay.Firing{
		exactFiring("A", 940, 20),  // its second alert is the first in the window; to 2140
		exactFiring("A", 2500, 1),  // still in the grace
		exactFiring("A", 2600, 1),  // no more
		exactFiring("B", 1500, 1),  // another cause
		exactFiring("A", 4950, 1),  // touches the second without an alert in it: true, no detection
		exactFiring("A", 8120, 10), // to 8720
	}
	s := NewScore(firings, incidents, Scoring{GraceSec: 600, Since: 0, Until: 86400 * 7})
	if s.Incidents != 4 || s.Detected != 2 || s.FalseFirings != 2 || !s.False[2] || !s.False[3] || !s.Exact {
		t.Errorf("%+v", s)
	}
	for i, want := range []Detection{
		{Detected: true, DetectSec: 0, Reset: true, ResetSec: 140}, {}, {Detected: true, DetectSec: 120}, {},
	} {
		want.Incident = &incidents[i]
		if s.Detections[i] != want {
			t.Errorf("%s: %+v", want.Incident.Name, s.Detections[i])
		}
	}
	if *s.MeanDetectSec != 60 || *s.MaxDetectSec != 120 || *s.MeanResetSec != 140 || s.Recall.Estimate != 0.5 ||
		s.Precision.Estimate != 0.666667 || s.FalsePerWeek.Estimate != 2 {
		t.Errorf("%v %v %v %v %v %v", *s.MeanDetectSec, *s.MaxDetectSec, *s.MeanResetSec, s.Recall, s.Precision, s.FalsePerWeek)
	}
}

// TestScoreNothing holds that what has no denominator is undefined.
func TestScoreNothing(t *testing.T) {
	s := NewScore(nil, []Incident{{Name: "outside", Start: 10, End: 20}}, Scoring{})
	if s.Recall != nil || s.Precision != nil || s.FalsePerWeek != nil || s.MeanDetectSec != nil || s.MaxDetectSec != nil ||
		s.MeanResetSec != nil || s.Incidents != 0 || !s.Detections[0].Outside {
		t.Errorf("%+v", s)
	}
}

// TestScoreEnvelope holds that a firing that does not show at every clock
// detects nothing, and is still true.
func TestScoreEnvelope(t *testing.T) {
	incidents := []Incident{{Name: "a", Start: 1000, End: 2000}}
	f := replay.Firing{Cause: "A", Start: 990, End: 1063, Checks: 1, Phases: replay.Phases{Fired: 59, Of: 60}}
	how := Scoring{Since: 0, Until: 3000}
	if s := NewScore([]replay.Firing{f}, incidents, how); s.Detected != 0 || s.FalseFirings != 0 || s.Exact {
		t.Errorf("%+v", s)
	}
	f.Phases.Fired = 60
	if s := NewScore([]replay.Firing{f}, incidents, how); s.Detected != 1 || s.Detections[0].DetectSec != 0 {
		t.Errorf("%+v", s)
	}
}

// TestScoreTwin compares with a twin that looks at every alert and every
// second by itself.
func TestScoreTwin(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	acme, nordic := "acme", "nordic"
	causes, accounts := []string{"", "A", "B"}, []string{"", acme, nordic}
	for range 800 {
		var incidents []Incident
		for range rng.IntN(4) {
			start := replay.Second(rng.IntN(900))
			incidents = append(incidents, Incident{
				Start: start, End: start + 1 + replay.Second(rng.IntN(300)), Cause: causes[rng.IntN(3)], Account: accounts[rng.IntN(3)],
			})
		}
		var firings []replay.Firing
		for range rng.IntN(5) {
			f := exactFiring(causes[1+rng.IntN(2)], replay.Second(rng.IntN(1000)), 1+rng.IntN(4))
			f.Account = []*string{nil, &acme, &nordic}[rng.IntN(3)]
			if rng.IntN(4) == 0 { // cut before the next check
				f.End -= replay.Second(rng.IntN(59))
			}
			firings = append(firings, f)
		}
		grace := int64(rng.IntN(100))
		s := NewScore(firings, incidents, Scoring{GraceSec: grace, Until: 1200})
		for i := range firings {
			if s.False[i] != !slowTrue(&firings[i], incidents, grace) {
				t.Fatalf("firing %+v of %v", firings[i], incidents)
			}
		}
		for i := range incidents {
			want := slowDetection(&incidents[i], firings, grace)
			if s.Detections[i] != want {
				t.Fatalf("incident %+v of %+v: %+v, want %+v", incidents[i], firings, s.Detections[i], want)
			}
		}
	}
}

func slowConcerns(in *Incident, f *replay.Firing) bool {
	if in.Cause != "" && in.Cause != f.Cause {
		return false
	}
	return in.Account == "" || f.Account == nil || *f.Account == in.Account
}

func slowTrue(f *replay.Firing, incidents []Incident, grace int64) bool {
	for i := range incidents {
		for sec := f.Start; sec < f.End; sec++ {
			if slowConcerns(&incidents[i], f) && sec >= incidents[i].Start && int64(sec) < int64(incidents[i].End)+grace {
				return true
			}
		}
	}
	return false
}

func slowDetection(in *Incident, firings []replay.Firing, grace int64) Detection {
	d := Detection{Incident: in}
	for sec := in.Start; int64(sec) < int64(in.End)+grace && !d.Detected; sec++ {
		for i := range firings {
			for k := range firings[i].Checks {
				if slowConcerns(in, &firings[i]) && firings[i].Start+replay.Second(k*60) == sec {
					d.Detected, d.DetectSec = true, int64(sec-in.Start)
				}
			}
		}
	}
	for i := range firings {
		f := &firings[i]
		for sec := f.Start; sec < f.End && d.Detected && slowConcerns(in, f); sec++ {
			if sec >= in.Start && sec < in.End {
				d.Reset, d.ResetSec = true, max(d.ResetSec, int64(f.End-in.End))
			}
		}
	}
	return d
}
