package inflight

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// TestEffects pins what was measured on a real proxy.
func TestEffects(t *testing.T) {
	const third = 1. / 3
	for _, c := range []struct {
		strategy string
		finds    float64
		byOrder  bool
		relays   bool
		repeated float64
	}{
		{"t_check_trans", 0, false, true, 1}, {"drop-replies", 0, false, false, 1}, {"t_relay_cancel", 0, false, true, 1},
		{"hash", 1, false, true, 0}, {"first", 1, false, true, 0}, {"round-robin", third, true, true, 0}, {"random", third, false, true, 0},
		{"map-external", 1, false, true, 0}, {"map-saved", 1, false, true, 0}, {"dialog-db", 0, false, true, 1}, {"topos", 0, false, true, 1},
		{"state-kept", 1, false, true, 0},
	} {
		s, err := restart.ParseStrategy(c.strategy)
		if err != nil {
			t.Fatal(err)
		}
		e := (&Rig{Gateways: 3}).Effects(s)
		if e.CancelFinds-c.finds > 1e-12 || c.finds-e.CancelFinds > 1e-12 || e.ByOrder != c.byOrder ||
			e.RelaysAnswer != c.relays || e.RelaysRefusal != c.relays || e.RefusalRepeated > c.repeated+0.1 || e.RefusalRepeated < c.repeated {
			t.Errorf("%s: %+v", c.strategy, *e)
		}
	}
	saved, _ := restart.ParseStrategy("map-saved")
	if e := (&Rig{Gateways: 3, Stop: restart.Crash}).Effects(saved); e.CancelFinds != 0 {
		t.Errorf("map-saved after a crash: %+v", *e)
	}
}

// TestAgainstEventModel plays legs one by one through the event model and
// compares it with what the sums are made of.
func TestAgainstEventModel(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	timers := restart.DefaultTimers()
	for _, s := range restart.Strategies() {
		if a := s.Algorithm(); a == restart.RoundRobin || a == restart.AtRandom {
			if e := (&Rig{Gateways: 2}).Effects(s); e.CancelFinds != 0 && e.CancelFinds != 1 {
				continue // a draw or the other calls decide
			}
		}
		rig := &Rig{Gateways: 2}
		e := rig.Effects(s)
		for i := range 300 {
			downtime := []time.Duration{0, 3 * time.Second, 40 * time.Second}[i%3]
			stop := time.Duration(1+random.IntN(20_000)) * time.Millisecond
			final := stop + time.Duration(random.IntN(20_000))*time.Millisecond
			c := rig.Call(s)
			c.Restart = &restart.Restart{Signal: stop, Bound: stop + downtime}
			l := Leg{FinalMs: int32(final.Milliseconds()), EndMs: int32(final.Milliseconds()), ProgressMs: 0}
			switch random.IntN(3) {
			case 0:
				l.Final, c.Caller.CancelAt = CallerGaveUp, final
			case 1:
				l.Final, c.Callee.Final, c.Callee.FinalAt = Answered, 200, final
			case 2:
				l.Final, c.Callee.Final, c.Callee.FinalAt = Refused, 486, final
			}
			tr := collect(t, Options{Instants: At(time.UnixMicro(stop.Microseconds()))})
			tr.Curves = append(tr.Curves, tr.Pooled)
			var y Tally
			y.setup(tr, scenario(downtime), &l, stop.Microseconds())
			f := y.Under(e)
			o := restart.Simulate(c)
			lost := o.CancelReached != nil && !o.CalleeCancelled()
			if (f.CancelLost.Expected == 1) != lost {
				t.Fatalf("%s, stop %v, CANCEL %v: lost %v, the event model says %v", s.Name(), stop, final, f.CancelLost, lost)
			}
			noFinal := l.Final != CallerGaveUp && o.CallerFinal.Code == 0
			if (f.NoFinal.Expected == 1) != noFinal {
				t.Fatalf("%s, stop %v, %s %v: no final %v, the event model says %v", s.Name(), stop, l.Final, final, f.NoFinal, noFinal)
			}
			if late, _, ok := timers.Delay(restart.RepeatedFinal, final-stop, downtime); l.Final == Answered && e.RelaysAnswer && ok {
				if got := o.CallerFinal.At - final; got != late {
					t.Fatalf("%s, stop %v, answer %v: %v late, the event model says %v", s.Name(), stop, final, late, got)
				}
			}
		}
	}
}

// TestBounds: what holds whatever the traffic.
func TestBounds(t *testing.T) {
	tr := collect(t, Options{Instants: Every(20 * time.Second), MaxDowntimeUs: 40e6}, randomRows(3, 4000))
	kept, _ := restart.ParseStrategy("state-kept")
	rig := &Rig{Gateways: 4}
	bound := rig.Effects(kept)
	for _, downtime := range []time.Duration{0, 2 * time.Second, 40 * time.Second} {
		tallies := tr.Tallies(scenario(downtime))
		for _, s := range restart.Strategies() {
			e := rig.Effects(s)
			for i := range tallies {
				f, least := tallies[i].Under(e), tallies[i].Under(bound)
				if f.Hurt.Low < least.Hurt.Low-1e-9 || f.Hurt.Expected < least.Hurt.Expected-1e-9 {
					t.Fatalf("%s hurts less than state-kept: %+v, %+v", s.Name(), f, least)
				}
				for _, x := range []Estimate{f.Hurt, f.CancelLost, f.RingSec, f.Ghosts, f.BilledSec, f.NoFinal, f.FinalsRepeated} {
					if x.Low > x.Expected+1e-9 || x.Expected > x.High+1e-9 || x.Low < 0 {
						t.Fatalf("%s: %+v", s.Name(), f)
					}
				}
				if f.Ghosts.High > f.CancelLost.High+1e-9 {
					t.Fatalf("%s: more ghosts than lost CANCELs: %+v", s.Name(), f)
				}
				if downtime == 0 && least.Hurt != (Estimate{}) {
					t.Fatalf("nothing lost and no downtime, yet hurt: %+v", least)
				}
			}
		}
	}
}

func TestBinomialRange(t *testing.T) {
	// 20 fair draws: 5 or fewer have 2.07%, 14 or fewer 97.93%.
	if low, high := binomialRange(20, 0.5); low != 6 || high != 14 {
		t.Errorf("%d to %d", low, high)
	}
	if low, high := binomialRange(1, 0.5); low != 0 || high != 1 {
		t.Errorf("%d to %d", low, high)
	}
}

// What a stock configuration does with the CANCELs of ten ringing calls, and
// what a hash of the Call-ID does.
func ExampleTally_Under() {
	y := Tally{InSetup: 14, Refusals: 4, Stray: Strays{N: 10, Ghosts: Estimate{3, 3, 5}}}
	rig := &Rig{Gateways: 4}
	for _, name := range []string{"t_check_trans", "hash", "random"} {
		s, err := restart.ParseStrategy(name)
		if err != nil {
			panic(err)
		}
		f := y.Under(rig.Effects(s))
		fmt.Printf("%s: %.1f ring on (%.0f to %.0f), %.1f of them are answered\n",
			name, f.CancelLost.Expected, f.CancelLost.Low, f.CancelLost.High, f.Ghosts.Expected)
	}
	// Output:
	// t_check_trans: 10.0 ring on (10 to 10), 3.0 of them are answered
	// hash: 0.0 ring on (0 to 0), 0.0 of them are answered
	// random: 7.5 ring on (5 to 10), 2.2 of them are answered
}

// TestLateAgainstEventModel does so for legs that begin or hang up in the
// downtime.
func TestLateAgainstEventModel(t *testing.T) {
	const downtime = 5 * time.Second
	random := rand.New(rand.NewPCG(10, 11))
	stock, err := restart.ParseStrategy("t_check_trans")
	if err != nil {
		t.Fatal(err)
	}
	c := (&Rig{Gateways: 2}).Call(stock)
	c.Restart = &restart.Restart{Bound: downtime}
	forecast := restart.NewForecast(c)
	s := scenario(downtime)
	for range 500 {
		phase := time.Duration(random.Int64N(int64(downtime/time.Millisecond))) * time.Millisecond
		begins := restart.Leg{
			InviteAt: phase, ProvisionalAt: phase + 2*time.Second, CancelAt: restart.Never, Final: 200, FinalAt: phase + 9*time.Second, ByeAt: restart.Never,
		}
		var y Tally
		y.invite(s, &Leg{ProgressMs: 2000, FinalMs: 9000}, phase)
		if got := forecast.Effect(begins).InviteDelay; got != y.InviteDelay {
			t.Fatalf("INVITE %v after the stop: %v late, the event model says %v", phase, y.InviteDelay, got)
		}
		ends := restart.Leg{
			InviteAt: -time.Minute, ProvisionalAt: -time.Minute, CancelAt: restart.Never, Final: 200, FinalAt: -30 * time.Second, ByeAt: phase,
		}
		o := forecast.Outcome(ends)
		late, _, ok := s.Timers.Delay(restart.RepeatedBye, phase, downtime)
		if got := o.CallerByeReachesAt[0] - (phase + time.Minute); !ok || got != late {
			t.Fatalf("BYE %v after the stop: %v late, the event model says %v", phase, late, got)
		}
	}
}
