package restart

import (
	"fmt"
	"time"
)

// Never is the instant of what does not happen.
const Never = time.Duration(1<<63 - 1)

// Call is one call, the proxy it goes through and the restart it meets. Times
// are after the first copy of its INVITE; NewCall gives the values of a plain
// call through two gateways.
type Call struct {
	// CallID is what a hash is taken of, and where the call's own random draws
	// begin.
	CallID string
	// Seed is the other start of random draws.
	Seed     uint64
	Strategy Strategy
	// Algorithm chooses gateways for INVITEs, and under the dispatched
	// strategies for stray requests.
	Algorithm Algorithm
	// Gateways is the length of the dispatcher's list, 1 or more;
	// GatewaysAfter that of the list the new process reads.
	Gateways, GatewaysAfter int
	// Disabled is a gateway (from 0) that the dispatcher holds for dead before
	// the restart and for alive after it; -1: none.
	Disabled int
	// TurnsBefore is how many turns of round robin other calls had taken before
	// the INVITE; OtherTurnsAt are the instants at which they take one later.
	TurnsBefore  int
	OtherTurnsAt []time.Duration
	// Restart is nil if there is none.
	Restart *Restart
	Caller  Caller
	Callee  Callee
	Gateway Gateway
	Proxy   Proxy
	Timers  Timers
	// ObserveUntil ends the simulation; Never: when nothing more happens.
	ObserveUntil time.Duration
}

// Restart is one stop of the proxy and its next start.
type Restart struct {
	// Signal is when the old process stops taking messages, Bound when the new
	// one begins to.
	Signal, Bound time.Duration
	Stop          Stop
}

// Caller is the phone or switch that calls.
type Caller struct {
	// CancelAt is when the caller gives up, Never if it does not. The CANCEL
	// waits for a provisional reply (RFC 3261 section 9.1).
	CancelAt time.Duration
	// Memory is how long after its CANCEL the caller still knows the call; 32 s
	// is what section 9.1 wants, Never forgets nothing.
	Memory time.Duration
	// ByeAfterAnswer and ReinviteAfterAnswer count from the answer's arrival;
	// Never: not.
	ByeAfterAnswer, ReinviteAfterAnswer time.Duration
	// HeedsICMP takes a "port unreachable" from the proxy's host for the end of
	// the request (RFC 3261 section 17.1.4): it is not repeated, and a call whose
	// INVITE it was has failed. SIPp and Kamailio do not.
	HeedsICMP bool
	// SeesProvisional is false if provisional replies do not get through to the
	// caller, which then repeats its INVITE.
	SeesProvisional bool
}

// Callee is the party that is rung. Its times count from the INVITE copy that
// began the proxy's transaction; a gateway first tried later than they say
// counts them from its own INVITE.
type Callee struct {
	// ProvisionalAt is when it begins to ring, FinalAt when it would end that by
	// itself, with Final: 200 answers, 300 to 699 does not, 0 rings on.
	ProvisionalAt time.Duration
	Final         int
	FinalAt       time.Duration
	// MatchesBranch is how a CANCEL finds its INVITE: by the branch of the
	// topmost Via (RFC 3261 section 9.2), else by the Call-ID.
	MatchesBranch bool
}

// Gateway is what all gateways do.
type Gateway struct {
	// SilentToUnknownCancel drops a CANCEL that matches no call; else it gets
	// 481.
	SilentToUnknownCancel bool
	// RefusalCode and RefusalAt are those of the gateway tried first, 0: it
	// does not refuse.
	RefusalCode int
	RefusalAt   time.Duration
	// SlowToStart is until when gateways take no messages.
	SlowToStart time.Duration
}

// Setting is a choice that the strategy makes unless it is made here.
type Setting int

// Settings.
const (
	ByStrategy Setting = iota
	Yes
	No
)

// Proxy is its configuration beside the strategy.
type Proxy struct {
	// CancelWithState relays stray CANCELs with t_relay(), which repeats them
	// itself and keeps to the first choice; else each copy is forwarded.
	CancelWithState bool
	// RoutesStrayAck and DropsStrayReplies override the strategy.
	RoutesStrayAck, DropsStrayReplies Setting
	// RingTimeout is how long after a branch's INVITE the proxy ends its
	// ringing; Never: not.
	RingTimeout time.Duration
	// Failover tries the next gateway after 408 or a 5xx.
	Failover bool
	// MapArmedAt is since when INVITEs are entered in the map.
	MapArmedAt time.Duration
	// MapSaves is false if the saved map's database table was empty at the first
	// start of the proxy, which then does not write it.
	MapSaves bool
}

// NewCall is a call through two gateways that rings at once, is answered by
// nobody and not given up, under a strategy and its algorithm, without a
// restart.
func NewCall(s Strategy) *Call {
	timers := DefaultTimers()
	return &Call{
		Strategy: s, Algorithm: s.Algorithm(), Gateways: 2, GatewaysAfter: 2, Disabled: -1,
		Caller: Caller{
			CancelAt: Never, Memory: timers.Transaction, ByeAfterAnswer: time.Second, ReinviteAfterAnswer: Never, SeesProvisional: true,
		},
		Callee: Callee{FinalAt: Never},
		Proxy:  Proxy{RingTimeout: Never, MapArmedAt: -Never, MapSaves: true},
		Timers: timers, ObserveUntil: Never,
	}
}

// maxGateways keeps a list's length to what a dispatcher could hold.
const maxGateways = 10_000

// Validate names what cannot be meant.
func (c *Call) Validate() error {
	if c.Strategy == nil {
		return fmt.Errorf("strategy: none given")
	}
	if c.Gateways < 1 || c.Gateways > maxGateways {
		return fmt.Errorf("gateways: %d found, 1 to %d wanted", c.Gateways, maxGateways)
	}
	if c.GatewaysAfter < 1 || c.GatewaysAfter > maxGateways {
		return fmt.Errorf("gateways after the restart: %d found, 1 to %d wanted", c.GatewaysAfter, maxGateways)
	}
	if c.TurnsBefore < 0 {
		return fmt.Errorf("turns_before: %d found, 0 or more wanted", c.TurnsBefore)
	}
	if r := c.Restart; r != nil && r.Bound < r.Signal {
		return fmt.Errorf("restart: bound %v before signal %v found, no negative downtime wanted", r.Bound, r.Signal)
	}
	if f := c.Callee.Final; f != 0 && (f < 200 || f > 699) {
		return fmt.Errorf("callee.final: %d found, 200 to 699 or none wanted", f)
	}
	if f := c.Gateway.RefusalCode; f != 0 && (f < 300 || f > 699) {
		return fmt.Errorf("gateway.first_refuses.code: %d found, 300 to 699 wanted", f)
	}
	if c.Gateway.RefusalCode != 0 && c.Gateway.RefusalAt == Never {
		return fmt.Errorf("gateway.first_refuses.at: never found beside a code, an instant wanted")
	}
	if c.Callee.Final != 0 && c.Callee.FinalAt == Never {
		return fmt.Errorf("callee.final_at: never found beside final %d, an instant wanted", c.Callee.Final)
	}
	for _, t := range []struct {
		name string
		at   time.Duration
	}{
		{"caller.cancel_at", c.Caller.CancelAt}, {"caller.memory_after_cancel_s", c.Caller.Memory},
		{"caller.bye_after_answer_s", c.Caller.ByeAfterAnswer}, {"caller.reinvite_after_answer_s", c.Caller.ReinviteAfterAnswer},
		{"callee.provisional_at", c.Callee.ProvisionalAt}, {"callee.final_at", c.Callee.FinalAt},
		{"gateway.first_refuses.at", c.Gateway.RefusalAt}, {"gateway.slow_to_start_s", c.Gateway.SlowToStart},
		{"proxy.ring_timeout_s", c.Proxy.RingTimeout},
	} {
		if t.at < 0 {
			return fmt.Errorf("%s: %v found, 0 or more wanted", t.name, t.at)
		}
	}
	return nil
}
