package inflight

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Effects are what a strategy does with the messages of calls whose set-up the
// restart met. They are found out, not told: a few calls are played through
// the event model.
type Effects struct {
	Strategy restart.Strategy
	// CancelFinds is the chance that a CANCEL after the restart reaches the
	// callee. ByOrder: no draw decides that, but the order of all messages; the
	// chance is that of a call alone, every turn being as likely.
	CancelFinds float64
	ByOrder     bool
	// RelaysAnswer and RelaysRefusal tell whether such a final reply after the
	// restart reaches the caller.
	RelaysAnswer, RelaysRefusal bool
	// RefusalRepeated is the chance that the callee repeats a negative final
	// reply until it gives up, for want of an ACK.
	RefusalRepeated float64
	// KeepsTransactions: nothing is lost but the downtime. KeepsDialogs:
	// answered calls keep their dialog state.
	KeepsTransactions, KeepsDialogs bool
}

// Rig is the proxy and what is behind it.
type Rig struct {
	// Gateways is how many the proxy chooses from.
	Gateways int
	Stop     restart.Stop
	// SilentToUnknownCancel and CancelWithState are those of restart.Gateway and
	// restart.Proxy.
	SilentToUnknownCancel, CancelWithState bool
	// DropsStrayAck: the configuration lets the ACK of a negative reply go
	// whatever the strategy does with the CANCEL.
	DropsStrayAck bool
	Seed          uint64
}

// Call is a call through the rig that rings at once.
func (r *Rig) Call(s restart.Strategy) *restart.Call {
	c := restart.NewCall(s)
	c.Gateways, c.GatewaysAfter, c.Seed = r.Gateways, r.Gateways, r.Seed
	c.Gateway.SilentToUnknownCancel = r.SilentToUnknownCancel
	c.Proxy.CancelWithState = r.CancelWithState
	if r.DropsStrayAck {
		c.Proxy.RoutesStrayAck = restart.No
	}
	return c
}

// When things happen to the calls that are played: long after one another, so
// that nothing but the loss of state matters.
const (
	probeStop  = 5 * time.Second
	probeBound = 6 * time.Second
	probeLater = 20 * time.Second
)

// probes is how many calls stand for a random choice where the model has no
// chance in closed form.
const probes = 200

// Effects plays the strategy.
func (r *Rig) Effects(s restart.Strategy) *Effects {
	call := func() *restart.Call {
		c := r.Call(s)
		c.Restart = &restart.Restart{Signal: probeStop, Bound: probeBound, Stop: r.Stop}
		return c
	}
	survives := s.Survives(r.Stop)
	e := &Effects{
		Strategy:          s,
		KeepsTransactions: survives&restart.Transactions != 0,
		KeepsDialogs:      survives&restart.Dialogs != 0,
	}
	cancelled := call()
	cancelled.Caller.CancelAt = probeLater
	e.CancelFinds = r.share(cancelled, func(o *restart.Outcome) float64 {
		switch {
		case o.HitProbability != nil:
			return *o.HitProbability
		case *o.CancelReached || o.CalleeCancelled():
			return 1
		}
		return 0
	})
	first := r.share(cancelled, func(o *restart.Outcome) float64 {
		if len(o.CancelForwarded) > 0 && o.CancelForwarded[0].Gateway == o.CalleeGateway {
			return 1
		}
		return 0
	})
	e.ByOrder = s.Algorithm() == restart.RoundRobin && first > 0 && first < 1
	answered := call()
	answered.Callee.Final, answered.Callee.FinalAt = 200, probeLater
	e.RelaysAnswer = r.share(answered, hasCode) == 1
	refused := call()
	refused.Callee.Final, refused.Callee.FinalAt = 486, probeLater
	e.RelaysRefusal = r.share(refused, hasCode) == 1
	e.RefusalRepeated = r.share(refused, func(o *restart.Outcome) float64 {
		n := len(o.CalleeFinalSentAt)
		if n == 0 || o.CalleeFinalSentAt[n-1]-o.CalleeFinalSentAt[0] < refused.Timers.Transaction/2 {
			return 0
		}
		return 1
	})
	return e
}

func hasCode(o *restart.Outcome) float64 {
	if o.CallerFinal.Code != 0 {
		return 1
	}
	return 0
}

// share plays a call once for each turn of the gateways, or for many draws, and
// takes the mean.
func (r *Rig) share(c *restart.Call, of func(*restart.Outcome) float64) float64 {
	n := 1
	switch c.Algorithm {
	case restart.RoundRobin:
		n = r.Gateways
	case restart.AtRandom:
		n = probes
	}
	var sum float64
	for i := range n {
		if c.Algorithm == restart.RoundRobin {
			c.TurnsBefore = i
		} else {
			c.CallID = fmt.Sprintf("probe-%d", i)
		}
		sum += of(restart.Simulate(c))
	}
	if sum == float64(n) {
		return 1
	}
	return sum / float64(n)
}
