package restart_test

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// A proxy is restarted 2 s after an INVITE; the caller gives up after 5 s and
// the callee answers after 7 s.
func ExampleSimulate() {
	strategy, _ := restart.ParseStrategy("t_relay_cancel")
	call := restart.NewCall(strategy)
	call.Restart = &restart.Restart{Signal: 2 * time.Second, Bound: 3 * time.Second}
	call.Caller.CancelAt = 5 * time.Second
	call.Callee.Final, call.Callee.FinalAt = 200, 7*time.Second
	outcome := restart.Simulate(call)
	for _, message := range outcome.Ladder[5:] {
		fmt.Println(message)
	}
	fmt.Println("ghost answer:", outcome.GhostAnswer)
	// Output:
	// 5.000 caller>proxy CANCEL
	// 5.000 proxy>caller 481/CANCEL
	// 7.000 gw2>proxy 200/INVITE
	// 7.000 proxy>caller 200/INVITE
	// 7.000 caller>proxy ACK
	// 7.000 proxy>gw2 ACK
	// 7.000 caller>proxy BYE
	// 7.000 proxy>gw2 BYE
	// 7.000 gw2>proxy 200/BYE
	// 7.000 proxy>caller 200/BYE
	// ghost answer: true
}

// A leg rang when the proxy stopped, was given up 10 s later and would have
// been answered 25 s after the stop.
func ExampleForecast() {
	strategy, _ := restart.ParseStrategy("t_check_trans")
	call := restart.NewCall(strategy)
	call.Restart = &restart.Restart{Bound: 2 * time.Second}
	forecast := restart.NewForecast(call)
	effect := forecast.Effect(restart.Leg{
		InviteAt: -8 * time.Second, ProvisionalAt: -6 * time.Second, CancelAt: 10 * time.Second,
		Final: 200, FinalAt: 25 * time.Second, ByeAt: time.Minute,
	})
	fmt.Println(effect.Hurts(), effect.RingsOn, effect.GhostAnswer)
	// Output: true 15s true
}
