package casefile

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Case is one call and what the file calls it.
type Case struct {
	ID   string
	Call *restart.Call
}

// Cases calls each with every case of a file of that name; an error of each
// ends it.
func Cases(name string, r io.Reader, each func(Case) error) error {
	n := 0
	return lines(name, r, func(line []byte) error {
		n++
		in := newCaseLine()
		if err := decode(line, in); err != nil {
			return err
		}
		if in.ID == "" {
			in.ID = word(strconv.Itoa(n))
		}
		call, err := in.call()
		if err != nil {
			return err
		}
		if err := each(Case{string(in.ID), call}); err != nil {
			return &writeError{err}
		}
		return nil
	})
}

// caseLine is a case as it is written.
type caseLine struct {
	ID             word         `json:"id"`
	CallID         string       `json:"call_id"`
	Seed           uint64       `json:"seed"`
	Strategy       string       `json:"strategy"`
	Algorithm      word         `json:"alg"`
	Gateways       int          `json:"gateways"`
	GatewaysAfter  int          `json:"gateways_after_restart"`
	DisabledBefore int          `json:"gateway_disabled_before_restart"`
	TurnsBefore    int          `json:"turns_before"`
	OtherTurnsAt   []seconds    `json:"other_turns_at"`
	ObserveUntil   seconds      `json:"observe_until"`
	Restart        *restartLine `json:"restart"`
	Caller         callerLine   `json:"caller"`
	Callee         calleeLine   `json:"callee"`
	Gateway        gatewayLine  `json:"gateway"`
	Proxy          proxyLine    `json:"proxy"`
}

type callerLine struct {
	CancelAt            seconds `json:"cancel_at"`
	Memory              seconds `json:"memory_after_cancel_s"`
	ByeAfterAnswer      seconds `json:"bye_after_answer_s"`
	ReinviteAfterAnswer seconds `json:"reinvite_after_answer_s"`
	SeesProvisional     bool    `json:"sees_provisional"`
	HeedsICMP           bool    `json:"heeds_icmp"`
}

type calleeLine struct {
	ProvisionalAt seconds `json:"provisional_at"`
	Final         word    `json:"final"`
	FinalAt       seconds `json:"final_at"`
	CancelMatch   string  `json:"cancel_match"`
}

type gatewayLine struct {
	UnknownCancel word         `json:"unknown_cancel"`
	FirstRefuses  *refusalLine `json:"first_refuses"`
	SlowToStart   seconds      `json:"slow_to_start_s"`
}

type refusalLine struct {
	Code word    `json:"code"`
	At   seconds `json:"at"`
}

type proxyLine struct {
	CancelRelay       string  `json:"cancel_relay"`
	RoutesStrayAck    *bool   `json:"routes_stray_ack"`
	DropsStrayReplies *bool   `json:"drops_stray_replies"`
	RingTimeout       seconds `json:"ring_timeout_s"`
	Failover          bool    `json:"failover"`
	MapArmedAt        seconds `json:"map_armed_at"`
	MapSaves          bool    `json:"map_saves"`
}

// newCaseLine holds the values of what is absent.
func newCaseLine() *caseLine {
	return &caseLine{
		Gateways: 2, ObserveUntil: never,
		Caller: callerLine{
			CancelAt: never, Memory: seconds(restart.DefaultTimers().Transaction),
			ByeAfterAnswer: seconds(time.Second), ReinviteAfterAnswer: never, SeesProvisional: true,
		},
		Callee:  calleeLine{Final: "none", FinalAt: never, CancelMatch: "call_id"},
		Gateway: gatewayLine{UnknownCancel: "481"},
		Proxy:   proxyLine{CancelRelay: "forward", RingTimeout: never, MapArmedAt: -never, MapSaves: true},
	}
}

// call is the case, checked.
func (in *caseLine) call() (*restart.Call, error) {
	if in.Strategy == "" {
		return nil, fmt.Errorf("strategy: none found, one of the strategies wanted")
	}
	strategy, err := restart.ParseStrategy(in.Strategy)
	if err != nil {
		return nil, err
	}
	c := restart.NewCall(strategy)
	if c.CallID = in.CallID; c.CallID == "" {
		c.CallID = string(in.ID)
	}
	c.Seed, c.Gateways, c.GatewaysAfter, c.TurnsBefore = in.Seed, in.Gateways, in.GatewaysAfter, in.TurnsBefore
	if c.GatewaysAfter == 0 {
		c.GatewaysAfter = c.Gateways
	}
	if d := in.DisabledBefore; d < 0 || d > in.Gateways {
		return nil, fmt.Errorf("gateway_disabled_before_restart: %d found, the number of a gateway wanted", d)
	}
	c.Disabled = in.DisabledBefore - 1
	c.ObserveUntil = in.ObserveUntil.duration()
	for _, at := range in.OtherTurnsAt {
		c.OtherTurnsAt = append(c.OtherTurnsAt, at.duration())
	}
	if in.Algorithm != "" && in.Algorithm != "none" {
		if c.Algorithm, err = restart.ParseAlgorithm(string(in.Algorithm)); err != nil {
			return nil, err
		}
	}
	if in.Restart != nil {
		if c.Restart, err = in.Restart.restart(); err != nil {
			return nil, err
		}
	}
	c.Caller = restart.Caller{
		CancelAt: in.Caller.CancelAt.duration(), Memory: in.Caller.Memory.duration(), ByeAfterAnswer: in.Caller.ByeAfterAnswer.duration(),
		ReinviteAfterAnswer: in.Caller.ReinviteAfterAnswer.duration(), SeesProvisional: in.Caller.SeesProvisional, HeedsICMP: in.Caller.HeedsICMP,
	}
	if err := in.callee(c); err != nil {
		return nil, err
	}
	if err := in.proxy(c); err != nil {
		return nil, err
	}
	return c, c.Validate()
}

func (in *caseLine) callee(c *restart.Call) (err error) {
	if c.Callee.Final, err = in.Callee.Final.status("callee.final"); err != nil {
		return err
	}
	c.Callee.ProvisionalAt, c.Callee.FinalAt = in.Callee.ProvisionalAt.duration(), in.Callee.FinalAt.duration()
	if c.Callee.MatchesBranch, err = either("callee.cancel_match", in.Callee.CancelMatch, "branch", "call_id"); err != nil {
		return err
	}
	if c.Gateway.SilentToUnknownCancel, err = either("gateway.unknown_cancel", string(in.Gateway.UnknownCancel), "silent", "481"); err != nil {
		return err
	}
	c.Gateway.SlowToStart = in.Gateway.SlowToStart.duration()
	if f := in.Gateway.FirstRefuses; f != nil {
		if c.Gateway.RefusalCode, err = f.Code.status("gateway.first_refuses.code"); err != nil {
			return err
		}
		c.Gateway.RefusalAt = f.At.duration()
	}
	return nil
}

func (in *caseLine) proxy(c *restart.Call) (err error) {
	if c.Proxy.CancelWithState, err = either("proxy.cancel_relay", in.Proxy.CancelRelay, "t_relay", "forward"); err != nil {
		return err
	}
	c.Proxy.RoutesStrayAck, c.Proxy.DropsStrayReplies = setting(in.Proxy.RoutesStrayAck), setting(in.Proxy.DropsStrayReplies)
	c.Proxy.RingTimeout, c.Proxy.Failover = in.Proxy.RingTimeout.duration(), in.Proxy.Failover
	c.Proxy.MapArmedAt, c.Proxy.MapSaves = in.Proxy.MapArmedAt.duration(), in.Proxy.MapSaves
	return nil
}

func setting(b *bool) restart.Setting {
	switch {
	case b == nil:
		return restart.ByStrategy
	case *b:
		return restart.Yes
	}
	return restart.No
}

// either tells whether a word is yes or no, and what was wanted if neither.
func either(field, found, yes, no string) (bool, error) {
	if found == yes || found == no {
		return found == yes, nil
	}
	problem := fmt.Sprintf("%s: %s found, %s or %s wanted", field, clip([]byte(found)), yes, no)
	return false, fmt.Errorf("%s%s", problem, suggestion(found, yes, no))
}
