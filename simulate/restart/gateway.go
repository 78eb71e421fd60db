package restart

import "time"

// gateway is the called party behind one entry of the dispatcher's list: the
// server side of RFC 3261 sections 9.2, 13.3 and 17.2.
type gateway struct {
	*simulation
	index int
	// rung: an INVITE has come, on that branch.
	rung   bool
	branch int
	// rungAt is when it came, endedAt when the final reply went, Never: not yet.
	rungAt, endedAt time.Duration
	// reply is the last reply to the INVITE, final the final one; 0: none yet.
	reply, final int
	// refusal is the code with which the first gateway refuses.
	refusal                         int
	acknowledged, ended             bool
	byeAnswered, renewalAckReceived bool
	// branchMatch is whether the last CANCEL here was on the INVITE's branch;
	// nil: none came.
	branchMatch *bool
}

// answer sends a reply to the proxy.
func (g *gateway) answer(m Method, ex exchange, code int) {
	g.send(packet{
		Message: Message{From: FirstGateway + Party(g.index), To: ProxyParty, Method: m, Code: code, exchange: ex},
		gateway: g.index, branch: g.branch,
	})
}

func (g *gateway) receive(p packet) {
	switch {
	case p.Code != 0:
		g.byeAnswered = true
	case p.Method == Invite && p.exchange == renewal:
		g.answer(Invite, renewal, 200)
		g.renewed()
	case p.Method == Invite:
		g.invited(p)
	case p.Method == Cancel:
		g.cancelled(p)
	case p.Method == Bye && g.final/100 == 2:
		g.ended = true
		g.answer(Bye, p.exchange, 200)
	case p.Method == Bye:
		g.answer(Bye, p.exchange, 481)
	case p.exchange == renewal:
		g.renewalAckReceived = true
	case p.gateway == g.index && g.final/100 == 2, p.gateway < 0 && g.final >= 300:
		g.acknowledged = true
	}
}

// invited rings, or takes the INVITE for a copy if it is one (17.2.1).
func (g *gateway) invited(p packet) {
	if g.rung {
		if g.reply != 0 {
			g.answer(Invite, setup, g.reply)
		}
		return
	}
	g.rung, g.branch, g.rungAt = true, p.branch, g.now
	due := func(at time.Duration) time.Duration {
		if p.began+at >= g.now {
			return p.began + at - g.now
		}
		return at
	}
	callee := &g.call.Callee
	ringing := due(callee.ProvisionalAt)
	if refusal := g.call.Gateway.RefusalCode; refusal != 0 && g.index == g.simulation.first {
		g.refusal = refusal
		at := due(g.call.Gateway.RefusalAt)
		g.after(at, event{timer: finalDue, packet: packet{gateway: g.index}})
		if at <= ringing {
			return
		}
	} else if callee.Final != 0 && callee.FinalAt != Never {
		g.after(due(callee.FinalAt), event{timer: finalDue, packet: packet{gateway: g.index}})
	}
	if callee.ProvisionalAt != Never {
		g.after(ringing, event{timer: provisionalDue, packet: packet{gateway: g.index}})
	}
}

// cancelled ends the ringing if the CANCEL is for the INVITE that was had
// here (9.2) and whose transaction has not ended.
func (g *gateway) cancelled(p packet) {
	if g.rung {
		same := p.branch == g.branch
		g.branchMatch = &same
	}
	refused := g.acknowledged && g.final >= 300
	if !g.rung || refused || g.call.Callee.MatchesBranch && p.branch != g.branch {
		if !g.call.Gateway.SilentToUnknownCancel {
			g.answer(Cancel, p.exchange, 481)
		}
		return
	}
	g.answer(Cancel, p.exchange, 200)
	g.after(0, event{timer: ringingEnds, packet: packet{gateway: g.index}})
}

// finish sends a final reply and repeats it until its ACK comes (17.2.1,
// 13.3.1.4). An answer nobody acknowledges is hung up.
func (g *gateway) finish(code int) {
	g.final, g.reply, g.endedAt = code, code, g.now
	g.answer(Invite, setup, code)
	g.repeat(1, capped, event{timer: finalCopy, packet: packet{gateway: g.index}})
	if code < 300 {
		g.after(g.call.Timers.Transaction, event{timer: unacknowledged, packet: packet{gateway: g.index}})
	}
}

func (g *gateway) hangUp() {
	g.send(packet{Message: Message{From: FirstGateway + Party(g.index), To: ProxyParty, Method: Bye, exchange: calleeBye}, gateway: g.index})
}

// renewed plans the copies of the answer to a re-INVITE.
func (g *gateway) renewed() {
	g.repeat(1, capped, event{timer: renewalFinalCopy, packet: packet{gateway: g.index}})
}

func (g *gateway) wake(e event) {
	switch e.timer {
	case provisionalDue:
		if g.final == 0 {
			g.reply = 180
			g.answer(Invite, setup, 180)
		}
	case ringingEnds:
		if g.final == 0 {
			g.finish(487)
		}
	case finalDue:
		switch {
		case g.final != 0:
		case g.refusal != 0:
			g.finish(g.refusal)
		default:
			g.finish(g.call.Callee.Final)
		}
	case finalCopy:
		if !g.acknowledged && !g.ended {
			g.answer(Invite, setup, g.final)
			g.repeat(e.copies, capped, e)
		}
	case unacknowledged:
		if !g.acknowledged && !g.ended {
			g.ended = true
			g.hangUp()
			g.repeat(1, capped, event{timer: calleeByeCopy, packet: packet{gateway: g.index}})
		}
	case calleeByeCopy:
		if !g.byeAnswered {
			g.hangUp()
			g.repeat(e.copies, capped, e)
		}
	case renewalFinalCopy:
		if !g.renewalAckReceived && !g.ended {
			g.answer(Invite, renewal, 200)
			g.repeat(e.copies, capped, e)
		}
	}
}
