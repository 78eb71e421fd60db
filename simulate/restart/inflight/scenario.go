package inflight

import (
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Scenario is a restart, and what surrounds it, whatever the strategy.
type Scenario struct {
	// Downtime is from the stop to when the new process takes messages.
	Downtime time.Duration
	// Drain is for how long before the stop new calls have gone elsewhere.
	Drain time.Duration
	// ProgressLimit is how long the caller waits for the first 18x of a call;
	// 0: for ever.
	ProgressLimit time.Duration
	// RingLimit is when the callee's side stops ringing by itself, after the
	// INVITE; 0: not known.
	RingLimit time.Duration
	// Callers are the kinds of callers; none: both extremes are in the range.
	Callers []Caller
	// MediaHold is how long the media proxy holds a binding that nobody takes
	// down.
	MediaHold time.Duration
	Timers    restart.Timers
	// Seed chooses the draws of strategies that draw.
	Seed uint64
}

// Caller is a kind of caller: how long it still knows a call after its CANCEL,
// and the share of calls it makes.
type Caller struct {
	Memory time.Duration
	Share  float64
}

// heldBy is for how long a callee that answers a call it should not have got
// holds it: a caller that knows the call hangs up at once, one that does not
// leaves it to the callee, which gives up when its 2xx has not been
// acknowledged for 64*T1 (RFC 3261 section 13.3.1.4).
func (s *Scenario) heldBy() time.Duration { return s.Timers.Transaction }
