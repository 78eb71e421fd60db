package restart

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// eachRandomCall runs a property over many calls, the same ones every time.
func eachRandomCall(t *testing.T, n int, property func(*testing.T, *Call)) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	for range n {
		c := randomCall(r)
		if err := c.Validate(); err != nil {
			t.Fatal(err)
		}
		property(t, c)
		if t.Failed() {
			t.Fatalf("%s: %+v, restart %+v", c.Strategy.Name(), *c, c.Restart)
		}
	}
}

// TestMessagesAreDeliveredOrLost wants a ladder in the order of time, a loss
// in the downtime for every message sent to the proxy then and no other, and
// drops only where the configuration drops.
func TestMessagesAreDeliveredOrLost(t *testing.T) {
	eachRandomCall(t, 4000, func(t *testing.T, c *Call) {
		o := Simulate(c)
		if !slices.IsSortedFunc(o.Ladder, func(a, b Message) int { return int(a.At - b.At) }) {
			t.Errorf("ladder out of order: %v", o.Ladder)
		}
		for _, m := range o.Ladder {
			down := m.To == ProxyParty && c.Restart != nil && m.At >= c.Restart.Signal && m.At < c.Restart.Bound
			deaf := m.To >= FirstGateway && m.At < c.Gateway.SlowToStart
			if down != (m.Lost == ProxyDown) || deaf != (m.Lost == GatewayDown) {
				t.Errorf("%v", m)
			}
			if m.Lost == Dropped && (m.To != ProxyParty || c.Restart == nil) {
				t.Errorf("%v without a restart", m)
			}
			if m.From == m.To || (m.From != ProxyParty) == (m.To != ProxyParty) {
				t.Errorf("%v passes the proxy by", m)
			}
		}
	})
}

// TestEveryForwardedMessageHasASource wants the proxy to send gateways no more
// ACKs than it was sent, beyond one of its own for each negative final reply.
func TestEveryForwardedMessageHasASource(t *testing.T) {
	eachRandomCall(t, 3000, func(t *testing.T, c *Call) {
		o := Simulate(c)
		in, out, refusals := 0, 0, 0
		for _, m := range o.Ladder {
			switch {
			case m.Method == Ack && m.From == CallerParty:
				in++
			case m.Method == Ack:
				out++
			case m.Method == Invite && m.From >= FirstGateway && m.Code >= 300:
				refusals++
			}
		}
		if out > in+refusals {
			t.Errorf("%d ACKs to gateways, %d from the caller, %d refusals", out, in, refusals)
		}
	})
}

func TestSameCallSameOutcome(t *testing.T) {
	eachRandomCall(t, 1500, func(t *testing.T, c *Call) {
		if a, b := Simulate(c), Simulate(c); !reflect.DeepEqual(a, b) {
			t.Errorf("%+v, then %+v", a, b)
		}
	})
}

// TestNoDowntimeWithStateKeptIsNoRestart: what hurts is the loss of
// transactions and the downtime, nothing else.
func TestNoDowntimeWithStateKeptIsNoRestart(t *testing.T) {
	eachRandomCall(t, 2000, func(t *testing.T, c *Call) {
		if c.Restart == nil {
			return
		}
		c.Strategy, c.Restart.Bound, c.Restart.Stop = stateKept{}, c.Restart.Signal, Orderly
		c.GatewaysAfter, c.Proxy.MapSaves = c.Gateways, true
		calm := *c
		calm.Restart = nil
		if a, b := Simulate(c), Simulate(&calm); !reflect.DeepEqual(a.Ladder, b.Ladder) {
			t.Errorf("%v with a restart, %v without", a.Ladder, b.Ladder)
		}
	})
}

// TestNoRestartHurtsNobody, whatever the configuration, but where a gateway or
// a limit of the proxy's does, too.
func TestNoRestartHurtsNobody(t *testing.T) {
	eachRandomCall(t, 3000, func(t *testing.T, c *Call) {
		c.Restart, c.Proxy.RingTimeout, c.Gateway.RefusalCode, c.Gateway.SlowToStart = nil, Never, 0, 0
		c.Caller.SeesProvisional = true
		if e := Simulate(c).Effect(); e != (Effect{}) {
			t.Errorf("%+v", e)
		}
	})
}

// TestRestartAfterTheCallChangesNothing has the proxy restart when everything
// is over.
func TestRestartAfterTheCallChangesNothing(t *testing.T) {
	eachRandomCall(t, 2000, func(t *testing.T, c *Call) {
		c.Restart, c.OtherTurnsAt, c.GatewaysAfter = nil, nil, c.Gateways
		a := Simulate(c)
		end := time.Hour
		c.Restart = &Restart{Signal: end, Bound: end + time.Second}
		if b := Simulate(c); !reflect.DeepEqual(a.Ladder, b.Ladder) {
			t.Errorf("%v with a restart, %v without", b.Ladder, a.Ladder)
		}
	})
}

// harm is what a restart can do to a call, each the worse the more.
func harm(c *Call) (list []int) {
	e := Simulate(c).Effect()
	for _, bad := range []bool{e.CancelLost, e.CancelLost && e.GhostAnswer, e.SecondPhone, e.NoFinal} {
		list = append(list, map[bool]int{true: 1}[bad])
	}
	return list
}

// TestStateKeptIsNeverWorse holds the bound against every strategy, for calls
// without a deaf gateway.
func TestStateKeptIsNeverWorse(t *testing.T) {
	eachRandomCall(t, 3000, func(t *testing.T, c *Call) {
		if c.Restart == nil {
			return
		}
		c.Gateway.RefusalCode, c.Gateway.SlowToStart, c.Proxy = 0, 0, NewCall(guarded{}).Proxy
		c.Caller.SeesProvisional = true
		other := harm(c)
		c.Strategy = stateKept{}
		for i, bad := range harm(c) {
			if bad > other[i] {
				t.Errorf("harm %d: %v with state kept, %v without", i, harm(c), other)
			}
		}
	})
}

// TestHashFindsItsGateway: by the same hash over the same list a stray CANCEL
// is never lost, however many gateways there are (RFC 3261 section 16.11).
func TestHashFindsItsGateway(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		c := NewCall(dispatched{"hash", ByCallIDHash})
		c.CallID = string(rune('a'+r.IntN(26))) + time.Duration(r.Int64()).String()
		c.Gateways = 1 + r.IntN(9)
		c.GatewaysAfter = c.Gateways
		c.Restart = &Restart{Signal: 2 * time.Second, Bound: 3 * time.Second, Stop: Stop(r.IntN(2))}
		c.Caller.CancelAt = time.Duration(2000+r.IntN(9000)) * time.Millisecond
		if o := Simulate(c); !o.CalleeCancelled() || o.CallerFinal.Code != 487 {
			t.Fatalf("%+v: %v", c, o.Ladder)
		}
	}
}
