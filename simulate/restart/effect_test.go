package restart

import (
	"testing"
	"time"
)

// TestEffects names what a restart does in situations that differ in one
// thing: a call in setup at 0 s, a restart from 2 to 3 s, given up at 5 s,
// answered at 12 s if nobody stops it.
func TestEffects(t *testing.T) {
	second := time.Second
	for _, c := range []struct {
		name     string
		strategy Strategy
		change   func(*Call)
		want     Effect
	}{
		{"dropped", guarded{}, nil, Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"dropped, forgotten", guarded{}, func(c *Call) { c.Caller.Memory = 4 * second },
			Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true, GhostFor: 32 * second, FinalRepeats: 10}},
		{"replies dropped, too", dropReplies{}, nil,
			Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true, GhostFor: 32 * second, FinalRepeats: 10, NoFinal: true, FinalDelay: -1}},
		{"found by hash", dispatched{"hash", ByCallIDHash}, nil, Effect{}},
		{"missed in turn", dispatched{"round-robin", RoundRobin}, func(c *Call) { c.TurnsBefore = 1 },
			Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"missed by the first copy, gateways silent", dispatched{"round-robin", RoundRobin}, func(c *Call) {
			c.TurnsBefore, c.Gateway.SilentToUnknownCancel, c.Proxy.RoutesStrayAck = 1, true, No
		}, Effect{FinalRepeats: 10}},
		{"three gateways", dispatched{"round-robin", RoundRobin}, func(c *Call) { c.Gateways, c.GatewaysAfter, c.TurnsBefore = 3, 3, 3 },
			Effect{FinalRepeats: 2}}, // the ACK's turn fits with the third copy
		{"map saved", savedMap{}, nil, Effect{}},
		{"map lost in a crash", savedMap{}, func(c *Call) { c.Restart.Stop = Crash }, Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"map never written", savedMap{}, func(c *Call) { c.Proxy.MapSaves = false }, Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"map armed too late", externalMap{}, func(c *Call) { c.Proxy.MapArmedAt = second }, Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"right gateway, wrong branch", externalMap{}, func(c *Call) {
			c.Gateway.RefusalCode, c.Gateway.RefusalAt, c.Proxy.Failover, c.Callee.MatchesBranch = 503, second, true, true
		}, Effect{CancelLost: true, RingsOn: 7 * second, GhostAnswer: true}},
		{"given up in the downtime", externalMap{}, func(c *Call) { c.Caller.CancelAt = 2 * second }, Effect{CancelDelay: 3 * second / 2}},
		{"given up in the downtime, ICMP heeded", externalMap{}, func(c *Call) { c.Caller.CancelAt, c.Caller.HeedsICMP = 2*second, true },
			Effect{CancelDelay: -1, CancelLost: true, RingsOn: 10 * second, GhostAnswer: true}},
		{"called in the downtime, ICMP heeded", guarded{}, func(c *Call) { c.Restart.Signal, c.Caller.HeedsICMP = 0, true },
			Effect{InviteDelay: -1}},
		{"failed over in time, then restarted", stateKept{}, func(c *Call) {
			c.Proxy.RingTimeout, c.Proxy.Failover, c.Caller.CancelAt, c.Callee.FinalAt = second, true, Never, 3*second/2
		}, Effect{ByeDelay: second / 2}},
		{"INVITE copied across the restart", dispatched{"round-robin", RoundRobin}, func(c *Call) {
			c.Caller.SeesProvisional, c.Caller.CancelAt, c.Callee.FinalAt, c.TurnsBefore = false, Never, 7*second, 1
		}, Effect{SecondPhone: true, FinalRepeats: 10}},
		{"rings on for good", hiddenTopology{}, func(c *Call) { c.Callee.Final = 0 }, Effect{CancelLost: true, RingsOn: -1}},
		{"answered in the downtime", guarded{}, func(c *Call) { c.Callee.FinalAt = 5 * second / 2 }, Effect{FinalDelay: second / 2, FinalRepeats: 1}},
		{"state kept", stateKept{}, nil, Effect{}},
	} {
		call := NewCall(c.strategy)
		call.Restart = &Restart{Signal: 2 * second, Bound: 3 * second}
		call.Caller.CancelAt = 5 * second
		call.Callee.Final, call.Callee.FinalAt = 200, 12*second
		if c.change != nil {
			c.change(call)
		}
		if got := Simulate(call).Effect(); got != c.want {
			t.Errorf("%s: %+v, want %+v\n%v", c.name, got, c.want, Simulate(call).Ladder)
		}
	}
}
