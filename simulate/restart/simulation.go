package restart

import "time"

// timer is what an event is if it is not the arrival of a message.
type timer int

const (
	arrival timer = iota
	proxyStops
	proxyStarts
	otherTurn
	// The caller's.
	inviteCopy
	noReply
	givesUp
	cancelCopy
	forgets
	hangsUp
	byeCopy
	renews
	renewalCopy
	// A gateway's.
	provisionalDue
	ringingEnds
	finalDue
	finalCopy
	unacknowledged
	calleeByeCopy
	renewalFinalCopy
	// The proxy's.
	branchCopy
	branchSilent
	ringTimeout
	relayCopy
	relaySilent
)

// simulation is one call on its way. The network takes no time: a message
// arrives at the instant it is sent, after everything planned before it.
type simulation struct {
	call *Call
	// now is that of the event at hand; base is when the INVITE is first sent.
	now, base time.Duration
	queue     *queue
	ladder    []Message
	caller    caller
	proxy     proxy
	gateways  []gateway
	// first is the gateway tried first, -1: none yet; placed is where the INVITE
	// is known to have gone, -1: the dispatcher chooses.
	first, placed int
	// missing makes stray CANCELs miss their gateway whenever a draw may.
	missing bool
	// cancels counts the stray CANCELs that were sent to some gateway.
	cancels int
}

// Simulate plays the call to its end. The call must be valid.
func Simulate(c *Call) *Outcome {
	o := play(c, false).outcome()
	if o.CancelSentAt != nil && c.Algorithm == AtRandom {
		o.HitProbability = hitProbability(c)
	}
	return o
}

// hitProbability is the chance that some copy of a stray CANCEL finds its
// gateway if each is drawn at random: if none does, the simulation tells how
// many there are. It is nil if none is drawn.
func hitProbability(c *Call) *float64 {
	s := play(c, true)
	if s.cancels == 0 {
		return nil
	}
	miss := 1.0
	if o := s.outcome(); o.CancelReached != nil && *o.CancelReached {
		miss = 0 // no draw could miss
	} else if o.CalleeGateway < c.GatewaysAfter {
		for range s.cancels {
			miss *= 1 - 1/float64(c.GatewaysAfter)
		}
	}
	hit := 1 - miss
	return &hit
}

// play simulates a call alone.
func play(c *Call, missing bool) *simulation {
	q, list := &queue{}, newDispatcher(c)
	s := newSimulation(c, q, list, 0)
	s.missing = missing
	for _, at := range c.OtherTurnsAt {
		q.push(event{at: at, timer: otherTurn, call: s})
	}
	q.run(c.ObserveUntil)
	return s
}

// newSimulation plans a call that begins at base. Calls that share a queue and
// a dispatcher's list go through the same proxy.
func newSimulation(c *Call, q *queue, list *dispatcher, base time.Duration) *simulation {
	s := &simulation{call: c, now: base, base: base, queue: q, first: -1, placed: -1}
	s.caller = caller{simulation: s, dialog: -1}
	s.proxy = newProxy(s, list)
	s.gateways = make([]gateway, max(c.Gateways, c.GatewaysAfter))
	for i := range s.gateways {
		s.gateways[i] = gateway{simulation: s, index: i, endedAt: Never}
	}
	if r := c.Restart; r != nil {
		q.push(event{at: r.Signal, timer: proxyStops, call: s})
		q.push(event{at: r.Bound, timer: proxyStarts, call: s})
	}
	s.after(0, event{timer: inviteCopy, copies: 1})
	s.after(c.Timers.Transaction, event{timer: noReply})
	if c.Caller.CancelAt != Never {
		s.after(c.Caller.CancelAt, event{timer: givesUp})
	}
	return s
}

// run lets everything happen that is planned until an instant.
func (q *queue) run(until time.Duration) {
	for len(q.events) > 0 && q.events[0].at <= until {
		e := q.pop()
		e.call.now = e.at
		e.call.happen(e)
	}
}

// after plans an event of the call.
func (s *simulation) after(d time.Duration, e event) {
	e.at, e.call = s.now+d, s
	s.queue.push(e)
}

// repeat plans the copy of a message that follows copy n, unless that would be
// past its transaction's end.
func (s *simulation) repeat(n int, p pace, e event) {
	d := s.call.Timers.gap(n, p)
	e.copies, e.elapsed = n+1, e.elapsed+d
	if e.elapsed < s.call.Timers.Transaction {
		s.after(d, e)
	}
}

// happen hands an event to whom it concerns.
func (s *simulation) happen(e event) {
	switch e.timer {
	case arrival:
		switch {
		case e.To == CallerParty:
			s.caller.receive(e.packet)
		case e.To == ProxyParty:
			s.proxy.receive(e.packet)
		default:
			s.gateways[e.To-FirstGateway].receive(e.packet)
		}
	case proxyStops:
		s.proxy.stop(s.call.Restart.Stop)
	case proxyStarts:
		s.proxy.start()
	case otherTurn:
		if !s.proxy.down {
			s.proxy.dispatch()
		}
	case inviteCopy, noReply, givesUp, cancelCopy, forgets, hangsUp, byeCopy, renews, renewalCopy:
		s.caller.wake(e)
	case provisionalDue, ringingEnds, finalDue, finalCopy, unacknowledged, calleeByeCopy, renewalFinalCopy:
		s.gateways[e.gateway].wake(e)
	default:
		s.proxy.wake(e)
	}
}

// send puts a message on the ladder and, unless nobody is there to take it, on
// its way.
func (s *simulation) send(p packet) {
	p.At = s.now
	switch {
	case p.To == ProxyParty && s.proxy.down:
		p.Lost = ProxyDown
	case p.To >= FirstGateway && s.now < s.call.Gateway.SlowToStart:
		p.Lost = GatewayDown
	}
	p.line = len(s.ladder)
	s.ladder = append(s.ladder, p.Message)
	switch {
	case p.Lost == Delivered:
		s.after(0, event{packet: p})
	case p.From == CallerParty && s.call.Caller.HeedsICMP && p.Code == 0:
		s.caller.unreachable(p)
	}
}

// drop notes that a message was for nothing.
func (s *simulation) drop(p packet) { s.ladder[p.line].Lost = Dropped }
