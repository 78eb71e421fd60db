package restart

import (
	"fmt"
	"time"
)

// Batch is many calls through one proxy that are ringing when it restarts and
// cancelled afterwards: how many of the CANCELs find their gateway?
type Batch struct {
	// Call is what all of them have in common. Its times are after the start of
	// the batch.
	Call
	// Members are the calls in the order of their INVITEs.
	Members []Member
}

// Member is one call of a batch, with times after the start of the batch.
type Member struct {
	CallID             string
	InviteAt, CancelAt time.Duration
	// Gateway, from 0, is where its INVITE is known to have gone, -1: where the
	// dispatcher sends it.
	Gateway int
}

// Hits is how many CANCELs of a batch found their gateway.
type Hits struct {
	Calls int
	// FirstCopy counts those whose first copy sent on by the proxy did, AnyCopy
	// those of which some copy did.
	FirstCopy, AnyCopy int
	// ByCopy counts them by the number of that copy; ByCopy[0] is the first.
	ByCopy []int
	// ExpectedFirstCopy and ExpectedAnyCopy are the expectations where gateways
	// are drawn at random; Random tells that they are.
	Random                             bool
	ExpectedFirstCopy, ExpectedAnyCopy float64
}

// NeverHit is how many calls ring on.
func (h *Hits) NeverHit() int { return h.Calls - h.AnyCopy }

// Validate names what cannot be meant.
func (b *Batch) Validate() error {
	for i, m := range b.Members {
		if m.CancelAt < m.InviteAt {
			return fmt.Errorf("call %d: CANCEL before its INVITE", i+1)
		}
		if m.Gateway >= b.Gateways {
			return fmt.Errorf("call %d: gateway gw%d found, there are %d", i+1, m.Gateway+1, b.Gateways)
		}
	}
	return b.Call.Validate()
}

// Outcomes plays the batch, which must be valid: what became of each member,
// at instants after the start of the batch.
func (b *Batch) Outcomes() []*Outcome {
	q, list := &queue{}, newDispatcher(&b.Call)
	var calls []*simulation
	for _, m := range b.Members {
		s := newSimulation(b.member(m), q, list, m.InviteAt)
		s.placed = m.Gateway
		calls = append(calls, s)
	}
	if len(calls) > 0 {
		for _, at := range b.OtherTurnsAt {
			q.push(event{at: at, timer: otherTurn, call: calls[0]})
		}
	}
	q.run(b.ObserveUntil)
	var outcomes []*Outcome
	for _, s := range calls {
		outcomes = append(outcomes, s.outcome())
	}
	return outcomes
}

// Run plays the batch and counts.
func (b *Batch) Run() *Hits {
	h := &Hits{Calls: len(b.Members), Random: b.Algorithm == AtRandom}
	for i, o := range b.Outcomes() {
		h.count(o)
		if h.Random {
			h.expect(b.alone(b.Members[i]))
		}
	}
	return h
}

// member is the call of a member.
func (b *Batch) member(m Member) *Call {
	c := b.Call
	c.CallID, c.Caller.CancelAt = m.CallID, m.CancelAt-m.InviteAt
	return &c
}

// alone is a member as if nobody else called: its times are its own.
func (b *Batch) alone(m Member) *Call {
	c := b.member(m)
	if c.Restart != nil {
		r := *c.Restart
		r.Signal, r.Bound = r.Signal-m.InviteAt, r.Bound-m.InviteAt
		c.Restart = &r
	}
	c.OtherTurnsAt = nil
	return c
}

func (h *Hits) count(o *Outcome) {
	for n, hop := range o.CancelForwarded {
		if hop.Gateway != o.CalleeGateway {
			continue
		}
		h.AnyCopy++
		if n == 0 {
			h.FirstCopy++
		}
		for len(h.ByCopy) <= n {
			h.ByCopy = append(h.ByCopy, 0)
		}
		h.ByCopy[n]++
		return
	}
}

// expect adds a call's chances.
func (h *Hits) expect(c *Call) {
	if p := hitProbability(c); p != nil {
		h.ExpectedAnyCopy += *p
		h.ExpectedFirstCopy += min(*p, 1/float64(c.GatewaysAfter))
	}
}
