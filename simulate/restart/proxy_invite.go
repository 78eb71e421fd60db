package restart

import "time"

// inviteTransaction is what the proxy knows of a call being set up.
type inviteTransaction struct {
	began time.Duration
	// answer is the last reply sent to the caller.
	answer    int
	branches  []branch
	cancelled bool
}

// branch is one gateway tried.
type branch struct {
	gateway     int
	provisional bool
	// final ends the branch: the gateway's reply or the proxy's own timer.
	final      int
	cancelSent bool
}

// invited begins a transaction, or repeats the last reply if the INVITE is a
// copy of one it knows.
func (x *proxy) invited(p packet) {
	if x.invite != nil {
		x.own(CallerParty, p, x.invite.answer)
		return
	}
	x.invite = &inviteTransaction{began: x.now, answer: 100}
	x.own(CallerParty, p, 100)
	gateway := x.placed
	if gateway < 0 || x.first >= 0 {
		gateway = x.dispatch()
	}
	x.try(gateway)
}

// try begins a branch.
func (x *proxy) try(gateway int) {
	if x.first < 0 {
		x.first = gateway
	}
	x.enter(gateway)
	n := len(x.invite.branches)
	x.invite.branches = append(x.invite.branches, branch{gateway: gateway})
	x.sendInvite(n)
	x.plan(x.call.Timers.proxyGap(1), event{timer: branchCopy, packet: packet{branch: n}, copies: 2})
	x.plan(x.call.Timers.ProxyReply, event{timer: branchSilent, packet: packet{branch: n}})
	if d := x.call.Proxy.RingTimeout; d != Never {
		x.plan(d, event{timer: ringTimeout, packet: packet{branch: n}})
	}
}

func (x *proxy) sendInvite(n int) {
	x.towards(FirstGateway+Party(x.invite.branches[n].gateway), packet{gateway: -1, branch: n, began: x.invite.began})
}

// cancelBranch cancels a branch that has begun to ring. One that has not is
// left until it does: before, its CANCEL could overtake the INVITE (9.1).
func (x *proxy) cancelBranch(n int) {
	b := &x.invite.branches[n]
	if b.provisional && b.final == 0 && !b.cancelSent {
		b.cancelSent = true
		x.towards(FirstGateway+Party(b.gateway), packet{Message: Message{Method: Cancel}, gateway: -1, branch: n})
	}
}

// inviteReply takes a gateway's reply to the INVITE or to a CANCEL of it.
func (x *proxy) inviteReply(p packet) {
	if p.Method == Cancel {
		return
	}
	n := -1
	for i, b := range x.invite.branches {
		if b.gateway == p.gateway && i == p.branch {
			n = i
		}
	}
	switch {
	case n < 0: // of a transaction that the process before knew
		x.passReply(p)
	case p.Code < 200:
		b := &x.invite.branches[n]
		b.provisional = true
		if x.invite.cancelled {
			x.cancelBranch(n)
			return
		}
		x.passReply(p)
	case p.Code < 300:
		x.invite.branches[n].final = p.Code
		x.confirmed = p.gateway
		x.passReply(p)
	default:
		x.towards(p.From, packet{Message: Message{Method: Ack}, gateway: -1, branch: n})
		if x.invite.branches[n].final == 0 {
			x.invite.branches[n].final = p.Code
			x.branchFailed(p.Code)
		}
	}
}

// passReply sends a reply to the caller.
func (x *proxy) passReply(p packet) {
	x.invite.answer = p.Code
	x.towards(CallerParty, p)
}

// branchFailed tries the next gateway or tells the caller.
func (x *proxy) branchFailed(code int) {
	t := x.invite
	last := t.branches[len(t.branches)-1].gateway
	if x.call.Proxy.Failover && (code == 408 || code/100 == 5) && !t.cancelled && len(t.branches) < x.list.gateways {
		x.try(x.list.after(last))
		return
	}
	if t.answer < 200 {
		x.passReply(packet{Message: Message{Code: code}, gateway: last})
	}
}

func (x *proxy) wakeBranch(e event) {
	n := e.branch
	b := &x.invite.branches[n]
	switch {
	case b.final != 0:
	case e.timer == ringTimeout:
		x.expire(n)
	case b.provisional:
	case e.timer == branchSilent:
		x.expire(n)
	default:
		x.sendInvite(n)
		d := x.call.Timers.proxyGap(e.copies)
		e.copies++
		x.plan(d, e)
	}
}

// expire ends a branch by the proxy's own timer: 408 to the caller or the next
// gateway, CANCEL to the one that rings.
func (x *proxy) expire(n int) {
	b := x.invite.branches[n]
	x.invite.branches[n].final = 408
	x.branchFailed(408)
	if b.provisional && !b.cancelSent {
		x.invite.branches[n].cancelSent = true
		x.towards(FirstGateway+Party(b.gateway), packet{Message: Message{Method: Cancel}, gateway: -1, branch: n})
	}
}
