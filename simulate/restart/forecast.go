package restart

import "time"

// Leg is one leg of recorded traffic as it would go without a restart. Its
// instants are after the proxy's stop, negative before it; Never is what does
// not happen.
type Leg struct {
	// InviteAt is when its INVITE is first sent, ProvisionalAt when the callee
	// begins to ring.
	InviteAt, ProvisionalAt time.Duration
	// CancelAt is when the caller gives up.
	CancelAt time.Duration
	// FinalAt is when the callee would end the ringing by itself, with the
	// status Final; 0: it rings on.
	FinalAt time.Duration
	Final   int
	// ByeAt is when the caller hangs up after an answer.
	ByeAt time.Duration
}

// maxRemembered bounds the effects a Forecast keeps.
const maxRemembered = 1 << 18

// Forecast answers the same question for many legs. Legs that meet the restart
// in the same situation have the same effect, which is simulated once: what
// went before the stop only matters by what it has left behind, and what comes
// after the start only by its distances. A Forecast serves one goroutine.
type Forecast struct {
	call  Call
	known map[Leg]Effect
	// events and ladder are room that one simulation leaves to the next.
	events []event
	ladder []Message
}

// NewForecast takes from a valid call all that legs have in common. Its
// Restart tells the downtime and the way to stop, whose instant is the legs'
// zero; MapArmedAt and SlowToStart count from there, too. Under round robin
// the leg's own turns are known and others' are not: with TurnsBefore 0 its
// CANCEL hits, with 1 it misses (if there are two gateways or more).
func NewForecast(c *Call) *Forecast {
	f := &Forecast{call: *c, known: map[Leg]Effect{}}
	if c.Restart == nil {
		f.call.Restart = &Restart{}
	}
	return f
}

// downtime is from the stop to the start.
func (f *Forecast) downtime() time.Duration { return f.call.Restart.Bound - f.call.Restart.Signal }

// Effect is what the restart does to the leg.
func (f *Forecast) Effect(l Leg) Effect {
	if f.untouched(l) {
		return Effect{}
	}
	key := f.situation(l)
	e, ok := f.known[key]
	if !ok {
		e = f.simulate(key)
		if len(f.known) < maxRemembered {
			f.known[key] = e
		}
	}
	return e
}

// simulate is the effect on a leg by its own simulation.
func (f *Forecast) simulate(l Leg) Effect {
	c := f.callOf(l)
	q := &queue{events: f.events[:0]}
	s := newSimulation(c, q, newDispatcher(c), 0)
	s.ladder = f.ladder[:0]
	q.run(c.ObserveUntil)
	f.events, f.ladder = q.events, s.ladder
	return s.outcome().Effect()
}

// untouched tells of a leg that is over before the stop, or begins after the
// start.
func (f *Forecast) untouched(l Leg) bool {
	if l.InviteAt >= f.downtime() {
		return true
	}
	switch {
	case l.ProvisionalAt >= 0 || f.call.Proxy.RingTimeout != Never || f.call.Gateway.RefusalCode != 0:
		return false
	case l.FinalAt < 0 && l.FinalAt <= l.CancelAt && l.Final >= 300:
		return true // refused
	case l.FinalAt < 0 && l.FinalAt <= l.CancelAt && l.Final >= 200:
		return l.ByeAt < 0 // hung up
	}
	return l.CancelAt < 0 && l.ProvisionalAt <= l.CancelAt // cancelled
}

// before is where the instants go of what was settled before the stop.
const before = -2 * time.Second

// situation is a leg with the same effect that stands for many. The map is
// armed or not when the INVITE comes, so that instant then matters.
func (f *Forecast) situation(l Leg) Leg {
	if f.call.Proxy.RingTimeout != Never || f.call.Gateway.RefusalCode != 0 || f.call.Gateway.SlowToStart != 0 || l.ProvisionalAt >= 0 {
		return l
	}
	settled := l.CancelAt >= 0 && l.FinalAt >= 0
	answered := l.FinalAt < 0 && l.Final >= 200 && l.Final < 300 && l.FinalAt <= l.CancelAt
	if !settled && !answered {
		return l
	}
	if f.call.Proxy.MapArmedAt != -Never && l.InviteAt < f.call.Proxy.MapArmedAt {
		l.InviteAt = min(before, f.call.Proxy.MapArmedAt-1)
	} else if l.InviteAt = before; f.call.Proxy.MapArmedAt > before {
		l.InviteAt = -1
	}
	l.ProvisionalAt = l.InviteAt
	if answered {
		l.FinalAt, l.CancelAt = l.InviteAt, Never
		l.ByeAt = min(l.ByeAt, f.downtime())
		return l
	}
	if late := min(l.CancelAt, l.FinalAt) - f.downtime(); late > 0 {
		sooner := func(at *time.Duration) {
			if *at != Never {
				*at -= late
			}
		}
		sooner(&l.CancelAt)
		sooner(&l.FinalAt)
		l.ByeAt = Never
	}
	return l
}

// callOf is the leg as a call: after its INVITE.
func (f *Forecast) callOf(l Leg) *Call {
	c := f.call
	since := func(at time.Duration) time.Duration {
		if at == Never || at == -Never {
			return at
		}
		return at - l.InviteAt
	}
	c.Restart = &Restart{Signal: since(0), Bound: since(f.downtime()), Stop: f.call.Restart.Stop}
	c.Caller.CancelAt = since(l.CancelAt)
	c.Callee.ProvisionalAt = since(l.ProvisionalAt)
	c.Callee.Final, c.Callee.FinalAt = l.Final, since(l.FinalAt)
	c.Caller.ByeAfterAnswer = Never
	if l.ByeAt != Never && l.FinalAt != Never {
		c.Caller.ByeAfterAnswer = max(0, l.ByeAt-l.FinalAt)
	}
	c.Proxy.MapArmedAt = since(c.Proxy.MapArmedAt)
	if c.Gateway.SlowToStart != 0 {
		c.Gateway.SlowToStart = since(c.Gateway.SlowToStart)
	}
	return &c
}

// Outcome plays the leg: its ladder, and all that became of it. Instants are
// after its INVITE.
func (f *Forecast) Outcome(l Leg) *Outcome { return play(f.callOf(l), false).outcome() }
