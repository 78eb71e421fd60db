package tune

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// inData leaves out the incidents that the data does not reach.
func (t *trial) inData() {
	since, until := firstSec(&t.run), int64(t.run.Until)
	t.opt.Incidents = slices.DeleteFunc(t.opt.Incidents, func(in Incident) bool { return in.Start >= until || in.End <= since })
}

func monitored() *alert.Config {
	return &alert.Config{Monitor: testCauses, Causes: map[string]*alert.Thresholds{}}
}

// TestRecommendKeepsItsWord: on random traffic, what is said to meet the goals
// does when the engine is asked again, up to the ends of its interval and not
// beyond; and where nothing is, no sensible single threshold does.
func TestRecommendKeepsItsWord(t *testing.T) {
	met, unmet := 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 7))
		trial := randomTrial(r)
		trial.inData()
		trial.opt.Accounts, trial.run.CheckAccounts = nil, false
		goals := Goals{MaxFalse: float64(r.IntN(4)), PerSec: 1000, WithinSec: int64(60 + r.IntN(300)), ResetSec: 600}
		if since, until := firstSec(&trial.run), int64(trial.run.Until); r.IntN(3) == 0 && until-since > 400 {
			trial.opt.CutSec = since + (until-since)*3/4
		}
		a, err := Recommend(context.Background(), trial.set, monitored(), trial.run, trial.opt, goals)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i := range a.Causes {
			rec := &a.Causes[i]
			if len(rec.Required) == 0 {
				continue
			}
			if rec.Met {
				met++
				trial.checkMet(t, a, rec, &goals)
			} else {
				unmet++
				trial.checkUnmet(t, a, rec, &goals)
			}
		}
	}
	if met < 30 || unmet < 10 {
		t.Errorf("%d met, %d not met: the trials say too little", met, unmet)
	}
}

// good says by replay's own means whether thresholds meet the goals.
func (t *trial) good(tb testing.TB, a *Advice, rec *Recommendation, goals *Goals, set meter.Values) bool {
	e, err := Evaluate(context.Background(), t.set, monitored(), t.run, t.opt, map[string][]meter.Values{rec.Cause: {set}})
	if err != nil {
		tb.Fatal(err)
	}
	o := &e.Evaluations[rec.Cause][0]
	return o.False <= a.Allowed && o.found(rec.Required, goals.WithinSec) == len(rec.Required)
}

func (t *trial) checkMet(tb testing.TB, a *Advice, rec *Recommendation, goals *Goals) {
	tb.Helper()
	if !t.good(tb, a, rec, goals, rec.Set) {
		tb.Errorf("%s: %v does not meet the goals", rec.Cause, rec.Set)
	}
	if rec.Margin < 1 {
		tb.Errorf("%s: margin %v", rec.Cause, rec.Margin)
	}
	for m, v := range rec.Set {
		if v == 0 || size(&rec.Set) > 1 {
			continue
		}
		for _, p := range []struct {
			t    float64
			want bool
		}{{rec.Interval.Low, true}, {math.Nextafter(rec.Interval.High, 0), true}, {rec.Interval.High, false}} {
			var set meter.Values
			set[m] = p.t
			if got := t.good(tb, a, rec, goals, set); got != p.want && (p.want || t.reset(tb, rec, goals, set)) {
				tb.Errorf("%s: %v meets the goals: %v, interval %v", rec.Cause, set, got, rec.Interval)
			}
		}
	}
}

// reset tells whether thresholds reset soon: only then does an interval end for
// the sake of the goals.
func (t *trial) reset(tb testing.TB, rec *Recommendation, goals *Goals, set meter.Values) bool {
	e, err := Evaluate(context.Background(), t.set, monitored(), t.run, t.opt, map[string][]meter.Values{rec.Cause: {set}})
	if err != nil {
		tb.Fatal(err)
	}
	return e.Evaluations[rec.Cause][0].MeanResetSec <= float64(goals.ResetSec)
}

func (t *trial) checkUnmet(tb testing.TB, a *Advice, rec *Recommendation, goals *Goals) {
	tb.Helper()
	quiet := quietRates(t.set, &t.run, &t.opt, map[string]*search{rec.Cause: nil})
	for i := range a.Curves.Curves {
		c := &a.Curves.Curves[i]
		if c.Cause != rec.Cause {
			continue
		}
		for step := range c.Steps() {
			var set meter.Values
			set[c.Metric] = max(step.Low, lowestSensible(c.Metric, quiet[c.Cause]))
			if set[c.Metric] < step.High && step.False <= a.Allowed && step.Detected == step.Incidents && t.good(tb, a, rec, goals, set) {
				tb.Fatalf("%s: %v would meet the goals", rec.Cause, set)
			}
		}
	}
}

// TestRecommendWorkers: the number of workers never shows.
func TestRecommendWorkers(t *testing.T) {
	trial := randomTrial(rand.New(rand.NewPCG(11, 7)))
	trial.inData()
	goals := Goals{MaxFalse: 1, PerSec: 1000, WithinSec: 120, ResetSec: 600}
	var first *Advice
	for workers := range 3 {
		trial.run.Workers = workers + 1
		a, err := Recommend(context.Background(), trial.set, monitored(), trial.run, trial.opt, goals)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a.Causes { // NaN is unlike itself
			for _, e := range []*Evaluation{&a.Causes[i].Result, &a.Causes[i].Now} {
				e.MeanDetectSec, e.MaxDetectSec, e.MeanResetSec = 0, 0, 0
			}
		}
		if first == nil {
			first = a
		} else if !reflect.DeepEqual(first.Causes, a.Causes) {
			t.Errorf("%d workers: %+v, want %+v", workers+1, a.Causes, first.Causes)
		}
	}
}

// bursts is traffic of one cause: so many events a second in some stretches.
func bursts(stretches ...[3]int) *count.Set {
	s := &count.Set{Causes: testCauses[:1], Accounts: []string{"a"}, Gateways: []string{""}}
	for _, x := range stretches {
		for sec := x[0]; sec < x[1]; sec++ {
			if every := -x[2]; every > 0 && (sec-x[0])%every != 0 {
				continue
			}
			s.Groups = append(s.Groups, count.Group{Second: uint32(baseSec + sec), N: uint64(max(1, x[2]))})
		}
	}
	s.Normalise()
	s.Totals = count.Totals{Accepted: s.Events(), First: s.Groups[0].Second, Last: s.Groups[len(s.Groups)-1].Second}
	return s
}

// TestSeveralThresholds: a short sharp incident and a long low one, beside a
// burst that is no incident and less sharp, and a hum that is longer and lower:
// one tells sharp from sharp, fifteen low from low, none does both.
func TestSeveralThresholds(t *testing.T) {
	set := bursts([3]int{0, 40_000, -40}, [3]int{10_000, 10_030, 4}, [3]int{15_000, 15_030, 3},
		[3]int{20_000, 21_800, -4}, [3]int{24_000, 34_000, -5})
	start := replay.Second(baseSec)
	run := replay.Options{Since: baseSec, Until: baseSec + 40_065, AppStart: &start}
	opt := Options{Incidents: []Incident{
		{Name: "sharp", Start: baseSec + 10_000, End: baseSec + 10_030},
		{Name: "long", Start: baseSec + 20_000, End: baseSec + 21_800},
	}}
	a, err := Recommend(context.Background(), set, &alert.Config{Monitor: testCauses[:1]}, run, opt, Goals{PerSec: 1, WithinSec: 1800, ResetSec: 7200})
	if err != nil {
		t.Fatal(err)
	}
	rec := &a.Causes[0]
	if !rec.Met || size(&rec.Set) != 2 || rec.Margin < 1 || rec.Dearer != nil {
		t.Errorf("%+v, want two thresholds", rec)
	}
	if rec.Result.False != 0 || rec.Result.Detected != 2 {
		t.Errorf("%+v, want both found and nothing false", rec.Result.Outcome)
	}
}

// TestAssign: an incident that names no cause is for the cause that shows it.
func TestAssign(t *testing.T) {
	set := bursts([3]int{0, 9000, -60}, [3]int{3000, 3600, 1})
	set.Causes = testCauses
	for sec := 0; sec < 9000; sec += 20 {
		set.Groups = append(set.Groups, count.Group{Second: uint32(baseSec + sec), Cause: 1, N: 1})
	}
	set.Normalise()
	run := replay.Options{Since: baseSec, Until: baseSec + 9065}
	opt := Options{Incidents: []Incident{{Name: "x", Start: baseSec + 3000, End: baseSec + 3600}}}
	a, err := Recommend(context.Background(), set, monitored(), run, opt, Goals{MaxFalse: 1, PerSec: 1000, WithinSec: 300, ResetSec: 3600})
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Causes[0].Required; !slices.Equal(got, []int{0}) || !a.Causes[0].Met {
		t.Errorf("%s has to find %v, met %v", a.Causes[0].Cause, got, a.Causes[0].Met)
	}
	if a.Causes[1].Usual == nil || len(a.Causes[1].Required) > 0 {
		t.Errorf("%s: %+v, want a threshold by usual traffic", a.Causes[1].Cause, a.Causes[1])
	}
}
