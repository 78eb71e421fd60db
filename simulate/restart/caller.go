package restart

// caller is the calling party: the client side of RFC 3261 sections 9.1, 13.2
// and 17.1.
type caller struct {
	*simulation
	provisional, wantsCancel, cancelSent, cancelAnswered bool
	// final is the first final reply to the INVITE, 0: none yet.
	final int
	// dialog is the gateway whose answer was taken, -1: none. Another gateway's
	// answer is acknowledged in the same dialog, as simple phones do.
	dialog int
	// forgotten: replies to the INVITE mean nothing any more. over: the call was
	// hung up.
	forgotten, over           bool
	renewalHeard, byeAnswered bool
}

// ask sends a request to the proxy.
func (c *caller) ask(m Method, ex exchange, dialog int) {
	c.send(packet{Message: Message{From: CallerParty, To: ProxyParty, Method: m, exchange: ex}, gateway: dialog})
}

func (c *caller) receive(p packet) {
	switch {
	case p.Code == 0:
		c.hungUp(p)
	case p.Method == Cancel:
		c.cancelAnswered = true
	case p.Method == Bye:
		c.byeAnswered, c.over = true, true
	case p.exchange == renewal:
		c.renewalHeard = true
		if p.Code >= 200 {
			c.ask(Ack, renewal, c.dialog)
		}
	case c.forgotten || c.over:
	case p.Code < 200:
		c.ring()
	case p.Code < 300:
		c.answered(p)
	case c.dialog < 0:
		c.refused(p.Code)
	}
}

// hungUp answers the callee's BYE: 481 if the call is not known. A caller that
// still waits for a final reply has no dialog to end and heeds no BYE.
func (c *caller) hungUp(p packet) {
	if c.final == 0 && !c.forgotten {
		return
	}
	code := 481
	if p.gateway == c.dialog && !c.over {
		code, c.over = 200, true
	}
	c.send(packet{
		Message: Message{From: CallerParty, To: ProxyParty, Method: Bye, Code: code, exchange: p.exchange}, gateway: p.gateway,
	})
}

func (c *caller) ring() {
	if !c.call.Caller.SeesProvisional {
		return
	}
	c.provisional = true
	if c.wantsCancel && !c.cancelSent {
		c.cancel()
	}
}

// answered acknowledges every copy of a 2xx (13.2.2.4). A caller that had
// given up hangs up at once.
func (c *caller) answered(p packet) {
	if c.final >= 300 {
		return
	}
	first := c.dialog < 0
	if first {
		c.final, c.dialog = p.Code, p.gateway
	}
	c.ask(Ack, setup, c.dialog)
	if !first {
		return
	}
	if c.wantsCancel {
		c.after(0, event{timer: hangsUp})
		return
	}
	if d := c.call.Caller.ReinviteAfterAnswer; d != Never {
		c.after(d, event{timer: renews})
	}
	if d := c.call.Caller.ByeAfterAnswer; d != Never {
		c.after(d, event{timer: hangsUp})
	}
}

// refused acknowledges a negative final reply, and its copies for as long as
// timer D lasts (17.1.1.2).
func (c *caller) refused(code int) {
	if c.final == 0 {
		c.final = code
		c.after(c.call.Timers.Transaction, event{timer: forgets, copies: 1})
	}
	c.ask(Ack, setup, -1)
}

func (c *caller) cancel() {
	c.cancelSent = true
	if d := c.call.Caller.Memory; d != Never {
		c.after(d, event{timer: forgets})
	}
	c.ask(Cancel, setup, -1)
	c.repeat(1, capped, event{timer: cancelCopy})
}

func (c *caller) hangUp() {
	c.ask(Bye, callerBye, c.dialog)
	c.repeat(1, capped, event{timer: byeCopy})
}

// unreachable ends the request that a host could not deliver (17.1.4).
func (c *caller) unreachable(p packet) {
	switch {
	case p.Method == Cancel:
		c.cancelAnswered = true
	case p.Method == Bye:
		c.byeAnswered, c.over = true, true
	case p.Method == Invite && p.exchange == renewal:
		c.renewalHeard = true
	case p.Method == Invite && !c.provisional:
		c.forgotten = true
	}
}

func (c *caller) wake(e event) {
	switch e.timer {
	case inviteCopy:
		if c.provisional || c.final != 0 || c.cancelSent || c.forgotten {
			return
		}
		c.ask(Invite, setup, -1)
		c.repeat(e.copies, doubling, e)
	case noReply: // timer B
		if !c.provisional && c.final == 0 && !c.cancelSent {
			c.forgotten = true
		}
	case givesUp:
		if c.final != 0 || c.forgotten {
			return
		}
		c.wantsCancel = true
		if c.provisional || !c.call.Caller.SeesProvisional {
			c.cancel()
		}
	case cancelCopy:
		if !c.cancelAnswered && c.final == 0 && !c.forgotten {
			c.ask(Cancel, setup, -1)
			c.repeat(e.copies, capped, e)
		}
	case forgets:
		if c.final == 0 || e.copies > 0 {
			c.forgotten = true
		}
	case hangsUp:
		if !c.over {
			c.hangUp()
		}
	case byeCopy:
		if !c.byeAnswered {
			c.ask(Bye, callerBye, c.dialog)
			c.repeat(e.copies, capped, e)
		}
	case renews:
		if !c.over {
			c.ask(Invite, renewal, c.dialog)
			c.repeat(1, doubling, event{timer: renewalCopy})
		}
	case renewalCopy:
		if !c.renewalHeard && !c.over {
			c.ask(Invite, renewal, c.dialog)
			c.repeat(e.copies, doubling, e)
		}
	}
}
