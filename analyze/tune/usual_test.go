package tune

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// steady is three weeks of events of one cause, batches of so many at a mean
// rate of events by the hour of the day.
func steady(seed uint64, batch uint64, perSec func(hour int) float64) *count.Set {
	r := rand.New(rand.NewPCG(seed, 1))
	s := &count.Set{Causes: testCauses[:1], Accounts: []string{""}, Gateways: []string{""}}
	for sec := range 3 * weekSec {
		if r.Float64() < perSec(sec/3600%24)/float64(batch) {
			s.Groups = append(s.Groups, count.Group{Second: uint32(baseSec + sec), N: batch})
		}
	}
	s.Totals = count.Totals{Accepted: s.Events(), First: baseSec, Last: baseSec + 3*weekSec - 1}
	return s
}

func adviseUsual(t *testing.T, set *count.Set, goals Goals) *Recommendation {
	t.Helper()
	start := replay.Second(baseSec - 1)
	run := replay.Options{Since: baseSec, Until: baseSec + 3*weekSec, AppStart: &start}
	a, err := Recommend(context.Background(), set, &alert.Config{Monitor: testCauses[:1]}, run, Options{}, goals)
	if err != nil {
		t.Fatal(err)
	}
	return &a.Causes[0]
}

// TestUsual: a record as regular as the model has a threshold by the model, one
// whose events come in heaps at odd times by what is in the record; both keep
// the record as quiet as wanted.
func TestUsual(t *testing.T) {
	byDay := func(hour int) float64 { return 0.02 + 0.05*math.Sin(float64(hour)/24*math.Pi) }
	goals := Goals{MaxFalse: 1, PerSec: weekSec}
	rec := adviseUsual(t, steady(1, 1, byDay), goals)
	u := rec.Usual
	if !u.Trusted || !u.ByModel || u.Reason != "" || u.ProfileHours != 168 || u.PerWeek > 1 || u.PerWeek <= 0 || !rec.Met {
		t.Errorf("regular: %+v, met %v", u, rec.Met)
	}
	heaps := steady(2, 1, byDay)
	for day := range 21 {
		for i := range 20 {
			heaps.Groups = append(heaps.Groups, count.Group{Second: uint32(baseSec + day*86400 + 40_000 + day*777 + i), N: 3})
		}
	}
	heaps.Normalise()
	rec = adviseUsual(t, heaps, goals)
	if u = rec.Usual; u.Trusted || u.ByModel || !strings.Contains(u.Reason, "the model expects") || u.PerWeek > 1 || !rec.Met {
		t.Errorf("heaps: %+v, met %v", u, rec.Met)
	}
	if rec = adviseUsual(t, &count.Set{}, goals); rec.Met || rec.Usual.Reason != "no event to go by" || rec.Set != (meter.Values{}) {
		t.Errorf("nothing: %+v", rec)
	}
	// None at all can only be read off the record.
	rec = adviseUsual(t, steady(1, 1, byDay), Goals{PerSec: weekSec})
	if rec.Usual.ByModel || rec.Result.False != 0 || math.Abs(rec.Usual.PerWeek-1) > 0.01 { // the rule of three, of 3 weeks
		t.Errorf("none wanted: %+v, %d false", rec.Usual, rec.Result.False)
	}
}

// TestFiringsAt holds the count against replay's own firings.
func TestFiringsAt(t *testing.T) {
	set := steady(3, 2, func(int) float64 { return 0.05 })
	start := replay.Second(baseSec)
	r := &falsealarm.Record{Events: set.Groups, SinceSec: baseSec, UntilSec: baseSec + 3*weekSec,
		LeaveOut: []falsealarm.Window{{FromSec: baseSec + 100_000, ToSec: baseSec + 200_000}}}
	levels := []float64{0.08, 0.12, 0.15}
	clear := clearMinutes(meter.One, r)
	got := firingsAt(levels, meter.One, r, clear)
	for i, level := range levels {
		cfg := &alert.Config{Monitor: testCauses[:1], Causes: map[string]*alert.Thresholds{
			testCauses[0]: {meter.One: {Value: level, Set: true}},
		}}
		res, err := replay.Run(context.Background(), set, cfg, replay.Options{Since: baseSec, Until: baseSec + 3*weekSec, AppStart: &start})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, f := range res.Firings {
			if clear[int(f.Start-baseSec)/60-1] {
				want++
			}
		}
		// The record's ticks are at its minutes, the engine's at its first event.
		if math.Abs(float64(got[i]-want)) > 3*math.Sqrt(float64(want))+2 {
			t.Errorf("%v: %d firings, replay has %d", level, got[i], want)
		}
	}
	if !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) || got[0] == 0 {
		t.Errorf("%v firings at rising thresholds", got)
	}
}

func TestClassed(t *testing.T) {
	week := falsealarm.Traffic{Profile: falsealarm.Profile{SlotMinutes: 60}}
	for i := range 168 {
		week.Profile.RatesPerSec = append(week.Profile.RatesPerSec, float64(i%24))
	}
	p := classed(week, slices.Max).Profile
	if len(p.RatesPerSec) != 7 || p.SlotMinutes != 24*60 || p.RatesPerSec[0] != 3 || p.RatesPerSec[6] != 23 {
		t.Errorf("%+v, want 7 days of rising rates", p)
	}
	week.Profile.RatesPerSec = week.Profile.RatesPerSec[:24]
	if p := classed(week, meanRate).Profile; len(p.RatesPerSec) != 6 || p.RatesPerSec[0] != 1.5 {
		t.Errorf("%+v, want 6 classes", p)
	}
	week.Profile.RatesPerSec = week.Profile.RatesPerSec[:1]
	if p := classed(week, meanRate).Profile; len(p.RatesPerSec) != 1 || p.SlotMinutes != 60 {
		t.Errorf("%+v, want it as it was", p)
	}
}
