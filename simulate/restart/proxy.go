package restart

import "time"

// proxy is the record-routing proxy. With a transaction it does what RFC 3261
// section 16 and Kamailio's tm module do; without one it asks the strategy.
type proxy struct {
	*simulation
	down bool
	// life numbers the processes: timers die with theirs.
	life int
	list *dispatcher
	hash uint32
	// mapped and confirmed are the gateway in the map and in the dialog table,
	// -1: none.
	mapped, confirmed int
	// invite is the transaction of the call's INVITE, relayed are those of the
	// other requests; nil: none known.
	invite  *inviteTransaction
	relayed [exchanges]*relayTransaction
}

func newProxy(s *simulation, list *dispatcher) proxy {
	return proxy{simulation: s, hash: CallIDHash(s.call.CallID), mapped: -1, confirmed: -1, list: list}
}

// stop ends the process. A saved map whose table is never written is lost as
// in a crash.
func (x *proxy) stop(how Stop) {
	x.down = true
	if !x.call.Proxy.MapSaves {
		how = Crash
	}
	kept := x.call.Strategy.Survives(how)
	if kept&GatewayMap == 0 {
		x.mapped = -1
	}
	if kept&Dialogs == 0 {
		x.confirmed = -1
	}
	if kept&Transactions == 0 {
		x.life++
		x.list.turn = 0
		x.invite, x.relayed = nil, [exchanges]*relayTransaction{}
	}
}

// start begins the new process, which reads its list of gateways anew and
// holds them all for alive.
func (x *proxy) start() {
	x.down = false
	x.list.gateways, x.list.disabled = x.call.GatewaysAfter, -1
}

func (x *proxy) dispatch() int { return x.list.choose(x.hash) }

// enter notes the call's gateway in the map.
func (x *proxy) enter(gateway int) {
	if x.now >= x.call.Proxy.MapArmedAt {
		x.mapped = gateway
	}
}

// towards sends a message on.
func (x *proxy) towards(to Party, p packet) {
	p.From, p.To = ProxyParty, to
	x.send(p)
}

// own sends a reply of the proxy's own to whom a request came from.
func (x *proxy) own(to Party, p packet, code int) {
	p.Code = code
	x.towards(to, p)
}

func (x *proxy) receive(p packet) {
	switch {
	case p.Code != 0:
		x.reply(p)
	case p.Method == Ack && p.gateway >= 0: // in its dialog: Route headers
		x.towards(FirstGateway+Party(p.gateway), p)
	case p.Method == Ack:
		x.ack(p)
	case p.Method == Cancel:
		x.cancel(p)
	case p.Method == Invite && p.exchange == setup:
		x.invited(p)
	case p.exchange == calleeBye:
		x.relay(p, CallerParty)
	default:
		x.relay(p, FirstGateway+Party(p.gateway))
	}
}

// ack ends at the INVITE's transaction; without one it is astray.
func (x *proxy) ack(p packet) {
	if x.invite != nil {
		return
	}
	verdict := Verdict{Action: Drop}
	switch x.call.Proxy.RoutesStrayAck {
	case Yes:
		if verdict = x.call.Strategy.StrayAck(&Desk{x}); verdict.Action == Drop {
			verdict = Verdict{Action: Forward, Gateway: x.dispatch()}
		}
	case ByStrategy:
		verdict = x.call.Strategy.StrayAck(&Desk{x})
	}
	if verdict.Action != Forward {
		x.drop(p)
		return
	}
	x.towards(FirstGateway+Party(verdict.Gateway), p)
}

// cancel cancels the INVITE's branches; without its transaction it is astray.
func (x *proxy) cancel(p packet) {
	if x.invite != nil {
		x.invite.cancelled = true
		for i := range x.invite.branches {
			x.cancelBranch(i)
		}
		x.own(CallerParty, p, 200)
		return
	}
	if r := x.relayed[strayCancel]; r != nil {
		x.again(r)
		return
	}
	verdict := x.judgeCancel()
	switch {
	case verdict.Action == Drop:
		x.drop(p)
	case verdict.Action == Answer:
		x.own(CallerParty, p, verdict.Code)
	case x.call.Proxy.CancelWithState:
		p.exchange = strayCancel
		x.relay(p, FirstGateway+Party(verdict.Gateway))
	default:
		x.towards(FirstGateway+Party(verdict.Gateway), p)
	}
}

func (x *proxy) judgeCancel() Verdict {
	if x.missing {
		x.list.avoid = x.calleeGateway()
		defer func() { x.list.avoid = -1 }()
	}
	v := x.call.Strategy.StrayCancel(&Desk{x})
	if v.Action == Forward {
		x.cancels++
	}
	return v
}

// reply goes the way of its transaction, else that of its Via headers if the
// configuration lets it.
func (x *proxy) reply(p packet) {
	to := CallerParty
	if p.exchange == calleeBye {
		to = FirstGateway + Party(p.gateway)
	}
	if p.exchange == setup {
		if x.invite != nil {
			x.inviteReply(p)
			return
		}
	} else if r := x.relayed[p.exchange]; r != nil {
		r.code = p.Code
		x.towards(to, p)
		return
	}
	drops := !x.call.Strategy.RelaysStrayReplies()
	if s := x.call.Proxy.DropsStrayReplies; s != ByStrategy {
		drops = s == Yes
	}
	if drops {
		x.drop(p)
		return
	}
	x.towards(to, p)
}

// plan sets a timer of this process.
func (x *proxy) plan(d time.Duration, e event) {
	e.life = x.life
	x.after(d, e)
}

// wake takes a timer, at the next start if it fell due while nobody was
// there but its transaction is kept.
func (x *proxy) wake(e event) {
	switch {
	case e.life != x.life:
	case x.down:
		x.plan(x.call.Restart.Bound-x.now, e)
	case e.timer == relayCopy || e.timer == relaySilent:
		x.wakeRelay(e)
	default:
		x.wakeBranch(e)
	}
}
