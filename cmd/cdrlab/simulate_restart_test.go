package main

import (
	"math"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// FuzzRestartFlags: whatever the texts, a plan is refused or has sound numbers.
func FuzzRestartFlags(f *testing.F) {
	f.Add("every:15m", "5s", "patient=80%,forgets-4s=20%")
	f.Add("2026-03-10T10:15:00Z", "1.5s", "patient")
	f.Add("every:0m", "-1s", "forgets-=1%")
	f.Add("every:15m", "2s", "patient=NaN%")
	f.Fuzz(func(t *testing.T, at, downtime, callers string) {
		flags := newRestartTrafficFlags()
		flags.at, flags.downtimes, flags.callerKinds = []string{at}, []string{downtime}, []string{callers}
		in, err := newInputFlags().resolve(&console{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := flags.plan(in)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		if d := p.main.Downtime; d < 0 || d > longestSpan {
			t.Errorf("downtime %v", d)
		}
		sum := 0.0
		for _, c := range p.main.Callers {
			sum += c.Share
			if c.Memory < 0 || math.IsNaN(c.Share) {
				t.Errorf("caller %+v", c)
			}
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("shares add up to %v", sum)
		}
		if every := p.instants.EveryUs(); p.instants.IsGrid() && (every < 60e6 || 86400e6%every != 0) {
			t.Errorf("every %d us", every)
		}
	})
}

func TestSpanText(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 1500 * time.Millisecond: "1.5s", 90 * time.Second: "90s", time.Minute: "60s", 5 * time.Minute: "5m", time.Hour: "60m",
	} {
		if got := spanText(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestRanged(t *testing.T) {
	for _, c := range []struct {
		s    inflight.Summary
		want string
	}{
		{inflight.Summary{}, "0"}, {inflight.Summary{Mean: 2, Low: 2, High: 2}, "2"}, {inflight.Summary{Mean: 0.04, High: 1.26}, "<0.1 (0-1.3)"},
		{inflight.Summary{Mean: 1234.4, Low: 12.6, High: 2000}, "1,234 (13-2,000)"},
	} {
		if got := ranged(c.s); got != c.want {
			t.Errorf("%+v: %s, want %s", c.s, got, c.want)
		}
	}
}

func TestWithoutAt(t *testing.T) {
	got := shellLine(withoutAt([]string{"simulate", "restart", "--at", "every:15m", "week", "--at=every:1h", "--list", "x"})...)
	if want := "simulate restart week --list x"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
