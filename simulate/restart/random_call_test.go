package restart

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// randomCall is any valid call, as long as the draws last.
func randomCall(r *rand.Rand) *Call {
	c := NewCall(strategies[r.IntN(len(strategies))])
	pick := func(within time.Duration) time.Duration {
		return time.Duration(r.Int64N(int64(within/time.Millisecond))) * time.Millisecond
	}
	maybe := func(at *time.Duration, within time.Duration) {
		if r.IntN(2) == 0 {
			*at = pick(within)
		}
	}
	c.CallID, c.Seed = fmt.Sprintf("call-%d", r.IntN(1000)), r.Uint64()
	c.Gateways = 1 + r.IntN(4)
	if c.GatewaysAfter = c.Gateways; r.IntN(4) == 0 {
		c.GatewaysAfter = 1 + r.IntN(4)
	}
	c.TurnsBefore = r.IntN(5)
	if r.IntN(4) == 0 {
		c.Algorithm = []Algorithm{ByCallIDHash, RoundRobin, AtRandom, AlwaysFirst}[r.IntN(4)]
	}
	for range r.IntN(3) {
		c.OtherTurnsAt = append(c.OtherTurnsAt, pick(40*time.Second))
	}
	if r.IntN(8) > 0 {
		signal := pick(20*time.Second) - 3*time.Second
		c.Restart = &Restart{Signal: signal, Bound: signal + pick(6*time.Second), Stop: Stop(r.IntN(2))}
	}
	maybe(&c.Caller.CancelAt, 20*time.Second)
	maybe(&c.Caller.Memory, 40*time.Second)
	maybe(&c.Caller.ByeAfterAnswer, 20*time.Second)
	maybe(&c.Caller.ReinviteAfterAnswer, 10*time.Second)
	c.Caller.SeesProvisional, c.Caller.HeedsICMP = r.IntN(6) > 0, r.IntN(6) == 0
	maybe(&c.Callee.ProvisionalAt, 6*time.Second)
	if c.Callee.Final = []int{0, 200, 480, 486}[r.IntN(4)]; c.Callee.Final != 0 {
		c.Callee.FinalAt = c.Callee.ProvisionalAt + pick(50*time.Second)
	}
	c.Callee.MatchesBranch = r.IntN(2) == 0
	c.Gateway.SilentToUnknownCancel = r.IntN(3) == 0
	if r.IntN(4) == 0 {
		c.Gateway.RefusalCode, c.Gateway.RefusalAt = 503, pick(8*time.Second)
	}
	if r.IntN(6) == 0 {
		c.Gateway.SlowToStart = pick(5 * time.Second)
	}
	c.Proxy.CancelWithState = r.IntN(3) == 0
	c.Proxy.RoutesStrayAck, c.Proxy.DropsStrayReplies = Setting(r.IntN(3)), Setting(r.IntN(3))
	if r.IntN(4) == 0 {
		c.Proxy.RingTimeout = pick(20 * time.Second)
	}
	c.Proxy.Failover = r.IntN(2) == 0
	c.Proxy.MapSaves = r.IntN(4) > 0
	if r.IntN(4) == 0 {
		c.Proxy.MapArmedAt = pick(10*time.Second) - 5*time.Second
	}
	return c
}
