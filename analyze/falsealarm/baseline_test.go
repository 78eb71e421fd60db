package falsealarm_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

const monday = 1704067200 // 2024-01-01 00:00 UTC, a Monday

// recorded is traffic of so many days; perSec is the rate in a minute.
func recorded(seed uint64, days int, perSec func(minute int) float64) *falsealarm.Record {
	r := rand.New(rand.NewPCG(seed, 1))
	rec := &falsealarm.Record{SinceSec: monday, UntilSec: monday + int64(days)*86400}
	for sec := range days * 86400 {
		if n := draw(r, perSec(sec/60)); n > 0 {
			rec.Events = append(rec.Events, count.Group{Second: uint32(monday + sec), N: n})
		}
	}
	return rec
}

// day is a rate that is highest at noon.
func day(minute int) float64 {
	return 0.03 + 0.02*math.Sin(2*math.Pi*(float64(minute%1440)/1440-0.25))
}

func TestBaseline(t *testing.T) {
	rec := recorded(1, 14, day)
	b, err := falsealarm.NewBaseline(rec, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Usual.RatesPerSec) != 168 || b.Minutes != 2*10080 {
		t.Fatalf("%d slots, %d minutes", len(b.Usual.RatesPerSec), b.Minutes)
	}
	above := 0
	for i, r := range b.Usual.RatesPerSec {
		truth := day(i*60 + 30)
		if math.Abs(r-truth) > 5*math.Sqrt(truth/(2*3600)) {
			t.Errorf("slot %d: %v/s, was %v", i, r, truth)
		}
		if b.Upper.RatesPerSec[i] > truth {
			above++
		}
	}
	if above < 150 {
		t.Errorf("%d of 168 upper limits above the truth, want about 160", above)
	}
	for _, d := range b.Dispersions {
		if d.Index < 0.75 || d.Index > 1.25 || d.Sigmas > 3 {
			t.Errorf("Poisson traffic: %+v", d)
		}
	}
	if d := b.Dispersion(meter.Day); d != 1 {
		t.Errorf("dispersion %v, want 1", d)
	}
}

// TestCycles: the cycle is the longest that is in the record twice.
func TestCycles(t *testing.T) {
	rec := recorded(1, 14, day)
	for _, c := range []struct{ days, slots int }{{14, 168}, {13, 24}, {2, 24}, {1, 1}} {
		part := *rec
		part.UntilSec = monday + int64(c.days)*86400
		b, err := falsealarm.NewBaseline(&part, 0.95)
		if err != nil || len(b.Usual.RatesPerSec) != c.slots {
			t.Errorf("%d days: %d slots, %v, want %d", c.days, len(b.Usual.RatesPerSec), err, c.slots)
		}
	}
	// Local midnight begins the day: the rate of the first slot moves.
	rec.OffsetSec = 6 * 3600
	b, err := falsealarm.NewBaseline(rec, 0.95)
	if err != nil || math.Abs(b.Usual.RatesPerSec[12]-day(6*60+30)) > 0.01 {
		t.Errorf("local noon: %v/s, %v, want %v", b.Usual.RatesPerSec[12], err, day(6*60+30))
	}
}

// TestLeaveOut: what is left out has no say in anything.
func TestLeaveOut(t *testing.T) {
	rec := recorded(2, 2, func(int) float64 { return 0.05 })
	rec.LeaveOut = []falsealarm.Window{{monday + 86400, monday + 90001}, {monday - 100, monday + 50}, {0, 10}}
	want, err := falsealarm.NewBaseline(rec, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if want.Minutes != 2*1440-62 {
		t.Errorf("%d minutes, want 61 and 1 left out", want.Minutes)
	}
	for i := range rec.Events {
		if s := int64(rec.Events[i].Second); s >= monday+86400 && s < monday+90001 {
			rec.Events[i].N *= 50
		}
	}
	got, err := falsealarm.NewBaseline(rec, 0.95)
	if err != nil || got.Events != want.Events {
		t.Fatalf("%d events, %v, want %d", got.Events, err, want.Events)
	}
	for i := range got.Dispersions {
		if got.Dispersions[i] != want.Dispersions[i] {
			t.Errorf("%+v, want %+v", got.Dispersions[i], want.Dispersions[i])
		}
	}
}

func TestJudge(t *testing.T) {
	bursts := func(minute int) float64 { // each third hour has a minute of its own
		if minute%180 == 77 && minute/180%2 == 0 {
			return 1.5
		}
		return 0.1
	}
	for _, c := range []struct {
		name    string
		metric  meter.Metric
		days    int
		perSec  func(int) float64
		reason  string
		trusted bool
	}{
		{"Poisson", meter.One, 13, day, "", true},
		{"Poisson", meter.Five, 13, func(int) float64 { return 0.1 }, "", true},
		{"bursts", meter.Five, 13, bursts, "less regular", false},
		{"short", meter.Day, 7, day, "too short", false},
	} {
		b, err := falsealarm.NewBaseline(recorded(3, c.days, c.perSec), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		o, err := falsealarm.NewOutlook(b.UsualTraffic(c.metric))
		if err != nil {
			t.Fatal(err)
		}
		v, err := b.Judge(o)
		if err != nil || v.Trusted != c.trusted || !strings.Contains(v.Reason, c.reason) {
			t.Errorf("%s, %v: %+v, %v", c.name, c.metric, v, err)
		}
		t.Logf("%s, %v, dispersion %v: %+v", c.name, c.metric, b.Dispersion(c.metric), v)
	}
}

func TestRecordErrors(t *testing.T) {
	one := []count.Group{{Second: monday + 5, N: 1}}
	for _, r := range []falsealarm.Record{
		{},
		{SinceSec: monday, UntilSec: monday},
		{SinceSec: monday, UntilSec: monday + 3599, Events: one},
		{SinceSec: monday + 3600, UntilSec: monday},
		{SinceSec: -5, UntilSec: 7200},
		{SinceSec: 0, UntilSec: math.MaxInt64},
		{SinceSec: monday, UntilSec: monday + 86400},
		{SinceSec: monday, UntilSec: monday + 86400, OffsetSec: 1e9, Events: one},
		{SinceSec: monday, UntilSec: monday + 86400, Events: []count.Group{{Second: 9}, {Second: 8}}},
		{SinceSec: monday, UntilSec: monday + 86400, Events: one, LeaveOut: []falsealarm.Window{{0, math.MaxInt64}}},
	} {
		if _, err := falsealarm.NewBaseline(&r, 0.95); err == nil {
			t.Errorf("%+v: no error", r)
		}
	}
	r := falsealarm.Record{SinceSec: monday, UntilSec: monday + 86400, Events: one}
	if _, err := falsealarm.NewBaseline(&r, 1); err == nil {
		t.Error("confidence 1: no error")
	}
}
