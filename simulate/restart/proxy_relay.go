package restart

// relayTransaction is a request relayed with state: one in a dialog, or a
// stray CANCEL under t_relay().
type relayTransaction struct {
	request packet
	from    Party
	// code is the reply, 0: none yet.
	code int
}

// relay sends a request on and sees to its copies, or repeats the reply if the
// request is itself a copy.
func (x *proxy) relay(p packet, to Party) {
	if r := x.relayed[p.exchange]; r != nil {
		x.again(r)
		return
	}
	from := p.From
	if p.Method == Invite {
		x.own(from, p, 100)
	}
	p.From, p.To = ProxyParty, to
	x.relayed[p.exchange] = &relayTransaction{request: p, from: from}
	x.send(p)
	x.plan(x.call.Timers.proxyGap(1), event{timer: relayCopy, packet: packet{Message: Message{exchange: p.exchange}}, copies: 2})
	x.plan(x.call.Timers.ProxyReply, event{timer: relaySilent, packet: packet{Message: Message{exchange: p.exchange}}})
}

// again repeats the reply to a request that came once more.
func (x *proxy) again(r *relayTransaction) {
	if r.code != 0 {
		x.own(r.from, r.request, r.code)
	}
}

func (x *proxy) wakeRelay(e event) {
	r := x.relayed[e.exchange]
	if r.code != 0 {
		return
	}
	if e.timer == relaySilent {
		r.code = 408
		x.own(r.from, r.request, 408)
		return
	}
	x.send(r.request)
	d := x.call.Timers.proxyGap(e.copies)
	e.copies++
	x.plan(d, e)
}
