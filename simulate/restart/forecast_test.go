package restart

import (
	"math/rand/v2"
	"testing"
	"time"
)

// randomLeg is any leg near a stop, in whole milliseconds.
func randomLeg(r *rand.Rand) Leg {
	pick := func(within time.Duration) time.Duration {
		return time.Duration(r.Int64N(int64(within/time.Millisecond))) * time.Millisecond
	}
	l := Leg{InviteAt: pick(40*time.Second) - 30*time.Second, CancelAt: Never, FinalAt: Never, ByeAt: Never}
	l.ProvisionalAt = l.InviteAt + pick(3*time.Second)
	if r.IntN(3) > 0 {
		l.CancelAt = l.InviteAt + pick(40*time.Second)
	}
	if l.Final = []int{0, 200, 200, 486}[r.IntN(4)]; l.Final != 0 {
		l.FinalAt = l.ProvisionalAt + pick(60*time.Second)
	}
	if l.Final == 200 {
		l.ByeAt = l.FinalAt + pick(60*time.Second)
	}
	return l
}

// TestForecastIsTheSimulation wants of the leg that stands for many what the
// event simulation says of the leg itself.
func TestForecastIsTheSimulation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 6_000 {
		c := NewCall(strategies[r.IntN(len(strategies))])
		c.Gateways = 1 + r.IntN(3)
		c.GatewaysAfter, c.TurnsBefore = c.Gateways, r.IntN(2)
		c.Restart = &Restart{Bound: time.Duration(r.IntN(5000)) * time.Millisecond, Stop: Stop(r.IntN(2))}
		c.Caller.Memory = []time.Duration{32 * time.Second, 4 * time.Second}[r.IntN(2)]
		c.Gateway.SilentToUnknownCancel, c.Proxy.CancelWithState = r.IntN(2) == 0, r.IntN(2) == 0
		if r.IntN(3) == 0 {
			c.Proxy.MapArmedAt = -time.Duration(r.IntN(20)) * time.Second
		}
		f := NewForecast(c)
		for range 5 {
			l := randomLeg(r)
			got, want := f.Effect(l), f.Outcome(l).Effect()
			if f.untouched(l) {
				want.InviteDelay = max(0, want.InviteDelay) // begun after the start
			}
			if got != want {
				t.Fatalf("%s, %+v, downtime %v: leg %+v: %+v forecast, %+v simulated", c.Strategy.Name(), c.Proxy, c.Restart.Bound, l, got, want)
			}
		}
	}
}

func BenchmarkForecast(b *testing.B) {
	for _, bench := range []struct {
		name string
		step time.Duration
	}{{"seconds", time.Second}, {"milliseconds", time.Millisecond}} {
		b.Run(bench.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			legs := make([]Leg, 1<<16)
			for i := range legs {
				l := randomLeg(r)
				for _, at := range []*time.Duration{&l.InviteAt, &l.ProvisionalAt, &l.CancelAt, &l.FinalAt, &l.ByeAt} {
					if *at != Never {
						*at = at.Truncate(bench.step)
					}
				}
				legs[i] = l
			}
			c := NewCall(guarded{})
			c.Restart = &Restart{Bound: 2 * time.Second}
			f := NewForecast(c)
			for i := 0; b.Loop(); i++ {
				f.Effect(legs[i%len(legs)])
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "legs/s")
		})
	}
}

// BenchmarkForecastDistinct has no two legs in the same situation.
func BenchmarkForecastDistinct(b *testing.B) {
	c := NewCall(guarded{})
	c.Restart = &Restart{Bound: 2 * time.Second}
	f := NewForecast(c)
	l := Leg{InviteAt: -3 * time.Second, ProvisionalAt: -2 * time.Second, CancelAt: time.Second, Final: 200, ByeAt: Never}
	for i := 0; b.Loop(); i++ {
		l.FinalAt = 10*time.Second + time.Duration(i)
		f.Effect(l)
	}
}

func BenchmarkSimulate(b *testing.B) {
	c := NewCall(guarded{})
	c.Restart = &Restart{Signal: 2 * time.Second, Bound: 3 * time.Second}
	c.Caller.CancelAt, c.Callee.Final, c.Callee.FinalAt = 5*time.Second, 200, 12*time.Second
	for b.Loop() {
		Simulate(c)
	}
}
