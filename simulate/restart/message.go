package restart

import (
	"strconv"
	"time"
)

// Party sends and receives messages.
type Party int

// The parties of one call; gateway i (from 0) is FirstGateway + i.
const (
	CallerParty Party = iota
	ProxyParty
	FirstGateway
)

// String is the party's name on a ladder: gw1 is the first gateway of the
// dispatcher's list.
func (p Party) String() string {
	switch p {
	case CallerParty:
		return "caller"
	case ProxyParty:
		return "proxy"
	}
	return "gw" + strconv.Itoa(int(p-FirstGateway)+1)
}

// Method is a SIP request's, or that of the request which is replied to.
type Method int

// Methods that a call consists of.
const (
	Invite Method = iota
	Ack
	Cancel
	Bye
)

// String is the method as SIP writes it.
func (m Method) String() string { return [...]string{"INVITE", "ACK", "CANCEL", "BYE"}[m] }

// Loss is why a message did not arrive; the zero value is that it did.
type Loss int

// Reasons of losses.
const (
	Delivered Loss = iota
	// ProxyDown: sent to the proxy between its stop and its start.
	ProxyDown
	// GatewayDown: the gateway was not yet taking messages.
	GatewayDown
	// Dropped: it reached the proxy, which had no transaction for it and a
	// configuration that lets such messages go.
	Dropped
)

// String is the reason in words.
func (l Loss) String() string {
	return [...]string{"delivered", "proxy down", "gateway down", "dropped by the proxy"}[l]
}

// Message is one line of a ladder.
type Message struct {
	// At is when it was sent, after the first copy of the call's INVITE.
	At       time.Duration
	From, To Party
	Method   Method
	// Code is the status of a reply, 0 for a request.
	Code int
	// Lost says why it did not arrive or achieve anything.
	Lost Loss
	// exchange is which request of the call it belongs to (CSeq).
	exchange exchange
}

// What is the message as a ladder writes it: CANCEL, 200/CANCEL.
func (m Message) What() string {
	if m.Code == 0 {
		return m.Method.String()
	}
	return strconv.Itoa(m.Code) + "/" + m.Method.String()
}

// String is `t caller>proxy CANCEL`, and why it was lost.
func (m Message) String() string {
	s := strconv.FormatFloat(m.At.Seconds(), 'f', 3, 64) + " " + m.From.String() + ">" + m.To.String() + " " + m.What()
	if m.Lost != Delivered {
		s += " lost: " + m.Lost.String()
	}
	return s
}

// packet is a message with what its headers say beyond the ladder.
type packet struct {
	Message
	// gateway is the one whose dialog it is in (To tag, route set); -1: none.
	gateway int
	// branch is the number of the branch in the topmost Via at a gateway.
	branch int
	// began is when the proxy's transaction of an INVITE did.
	began time.Duration
	// line is where the message stands on the ladder.
	line int
}

// exchange numbers the requests of a call.
type exchange int

const (
	setup       exchange = iota // the INVITE that sets the call up, its CANCEL and ACKs
	renewal                     // the caller's re-INVITE
	callerBye                   // the caller hangs up
	calleeBye                   // the callee does
	strayCancel                 // a CANCEL without its INVITE's transaction, relayed with state
	exchanges
)
