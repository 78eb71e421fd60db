package restart

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestCopies holds the schedules against RFC 3261, sections 17.1.1.2 ("T1, 2*T1,
// 4*T1, and so on", to 64*T1) and 17.1.2.2 (the same, capped at T2).
func TestCopies(t *testing.T) {
	for _, c := range []struct {
		p    pace
		want []float64
	}{
		{doubling, []float64{0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5}},
		{capped, []float64{0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5}},
	} {
		var got []float64
		for _, at := range DefaultTimers().copies(c.p) {
			got = append(got, at.Seconds())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

// TestDelayIsTheSimulation: the delay by the schedule is that of the message
// in a simulated call.
func TestDelayIsTheSimulation(t *testing.T) {
	timers := DefaultTimers()
	for phase := -4 * time.Second; phase < 9*time.Second; phase += 37 * time.Millisecond {
		for _, downtime := range []time.Duration{0, time.Second, 4020 * time.Millisecond, 33 * time.Second} {
			restartAt := func(first time.Duration) *Restart {
				return &Restart{Signal: first - phase, Bound: first - phase + downtime}
			}
			invite := NewCall(guarded{})
			invite.Restart = restartAt(0)
			invite.Caller.SeesProvisional = true
			want := time.Duration(-1)
			if delay, _, ok := timers.Delay(RepeatedInvite, phase, downtime); ok {
				want = delay
			}
			if got := Simulate(invite).Effect().InviteDelay; got != want {
				t.Fatalf("INVITE at %v, down %v: %v simulated, %v by the schedule", phase, downtime, got, want)
			}
			cancel := NewCall(relayCancel{})
			cancel.Restart, cancel.Caller.CancelAt = restartAt(40*time.Second), 40*time.Second
			want = -1
			if delay, _, ok := timers.Delay(RepeatedCancel, phase, downtime); ok {
				want = delay
			}
			if got := Simulate(cancel).Effect().CancelDelay; got != want {
				t.Fatalf("CANCEL at %v, down %v: %v simulated, %v by the schedule", phase, downtime, got, want)
			}
		}
	}
}

func TestNamesAreFound(t *testing.T) {
	for _, name := range StrategyNames() {
		if s, err := ParseStrategy(name); err != nil || s.Name() != name || s.Meaning() == "" {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
	for _, name := range AlgorithmNames() {
		if a, err := ParseAlgorithm(name); err != nil || a.String() != name {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
	_, strategy := ParseStrategy("map_external")
	_, algorithm := ParseAlgorithm("roundrobin")
	_, kind := ParseRepeated("invit")
	for _, err := range []error{strategy, algorithm, kind} {
		if err == nil || !strings.Contains(err.Error(), "did you mean") {
			t.Errorf("%v", err)
		}
	}
}
