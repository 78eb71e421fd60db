package restart

import (
	"slices"
	"time"
)

// Hop is a message at one gateway, from 0, and when.
type Hop struct {
	Gateway int
	At      time.Duration
}

// Reply is a status and when it was sent to whom the field says; a zero Code
// is none.
type Reply struct {
	Code int
	At   time.Duration
}

// Outcome is what became of a call. Instants are after the first copy of its
// INVITE, in the order in which they came.
type Outcome struct {
	// InviteSentAt are the caller's copies of the INVITE, InviteReaches those
	// the proxy sent on.
	InviteSentAt  []time.Duration
	InviteReaches []Hop
	// CalleeGateway got the last of them, from 0; -1: none did.
	CalleeGateway int
	// CancelSentAt are the caller's copies of its CANCEL, CancelForwarded those
	// the proxy sent, its own included.
	CancelSentAt    []time.Duration
	CancelForwarded []Hop
	// CancelReached tells of a caller's CANCEL whether the callee's gateway got
	// one; nil: the caller sent none. CancelTaken: it was taken for this call's.
	CancelReached *bool
	CancelTaken   bool
	// BranchMatches tells whether that CANCEL was on the INVITE's branch; nil:
	// there was no such CANCEL.
	BranchMatches *bool
	// CancelReply is the first reply to the CANCEL that the caller still cared
	// for.
	CancelReply Reply
	// CalleeFinal is the first copy of the callee's final reply,
	// CalleeFinalSentAt are all of them.
	CalleeFinal       Reply
	CalleeFinalSentAt []time.Duration
	// CallerFinal is the first final reply that reached the caller, of
	// CallerFinalCopies from all gateways. CallerGets487: one was that.
	CallerFinal       Reply
	CallerFinalCopies int
	CallerGets487     bool
	// ProvisionalAtCaller are the provisional replies there.
	ProvisionalAtCaller []Reply
	// GhostAnswer: a callee answered after the caller had sent its CANCEL.
	GhostAnswer bool
	// SecondPhone: two gateways were ringing for the call at once.
	SecondPhone bool
	// AckSentAt are the caller's ACKs, AckReachesAt those at the callee, the
	// proxy's own included; AckMisroutedTo are other gateways that got one.
	AckSentAt, AckReachesAt []time.Duration
	AckMisroutedTo          []int
	// Hanging up, by either side.
	CallerByeSentAt, CallerByeReachesAt []time.Duration
	CalleeByeSentAt, CalleeByeReachesAt []time.Duration
	// ByeReply is the reply to a BYE, ByeReplyTo who got it.
	ByeReply   Reply
	ByeReplyTo Party
	// AnsweredFor is from the callee's 2xx to the first BYE; -1: it did not
	// answer, or nobody hung up.
	AnsweredFor time.Duration
	// The caller's re-INVITE.
	ReinviteSentAt, ReinviteReachesAt []time.Duration
	ReinviteFinal                     Reply
	// LostInDowntime counts messages sent to the proxy while it was down; the
	// host reports each by ICMP.
	LostInDowntime int
	// HitProbability is that of some copy of a stray CANCEL finding its gateway
	// where gateways are drawn at random; nil: no draw decides.
	HitProbability *float64
	// Ladder is every message.
	Ladder []Message
}

// CalleeCancelled tells whether the callee ended with 487.
func (o *Outcome) CalleeCancelled() bool { return o.CalleeFinal.Code == 487 }

// calleeGateway is the gateway that was sent the last INVITE, -1: none was.
func (s *simulation) calleeGateway() int {
	for _, m := range slices.Backward(s.ladder) {
		if m.Method == Invite && m.Code == 0 && m.exchange == setup && m.To >= FirstGateway {
			return int(m.To - FirstGateway)
		}
	}
	return -1
}

func (s *simulation) outcome() *Outcome {
	o := &Outcome{CalleeGateway: s.calleeGateway(), AnsweredFor: -1, Ladder: s.ladder}
	callee := FirstGateway + Party(o.CalleeGateway)
	for _, m := range s.ladder {
		if m.Lost == ProxyDown {
			o.LostInDowntime++
		}
		switch {
		case m.Code == 0:
			o.request(m, callee)
		case m.Method == Invite:
			o.inviteReply(m, callee)
		default:
			o.otherReply(m, callee)
		}
	}
	if o.CancelSentAt != nil {
		reached := slices.ContainsFunc(o.CancelForwarded, func(h Hop) bool { return h.Gateway == o.CalleeGateway })
		o.CancelReached = &reached
	}
	if o.CalleeGateway >= 0 {
		o.BranchMatches = s.gateways[o.CalleeGateway].branchMatch
	}
	if hungUp := slices.Concat(o.CallerByeReachesAt, o.CalleeByeSentAt); o.CalleeFinal.Code/100 == 2 && hungUp != nil {
		o.AnsweredFor = slices.Min(hungUp) - o.CalleeFinal.At
	}
	for _, a := range s.gateways {
		for _, b := range s.gateways {
			o.SecondPhone = o.SecondPhone || a.index != b.index && a.rung && b.rung && a.rungAt <= b.rungAt && b.rungAt < a.endedAt
		}
	}
	return o
}

// request notes a request on the ladder.
func (o *Outcome) request(m Message, callee Party) {
	gateway := int(m.To - FirstGateway)
	sent, reaches := m.From == CallerParty, m.To >= FirstGateway
	note := func(sentAt, reachesAt *[]time.Duration) {
		if sent {
			*sentAt = append(*sentAt, m.At)
		} else if reaches {
			*reachesAt = append(*reachesAt, m.At)
		}
	}
	switch m.Method {
	case Invite:
		switch {
		case m.exchange == renewal:
			note(&o.ReinviteSentAt, &o.ReinviteReachesAt)
		case sent:
			o.InviteSentAt = append(o.InviteSentAt, m.At)
		default:
			o.InviteReaches = append(o.InviteReaches, Hop{gateway, m.At})
		}
	case Cancel:
		if sent {
			o.CancelSentAt = append(o.CancelSentAt, m.At)
		} else {
			o.CancelForwarded = append(o.CancelForwarded, Hop{gateway, m.At})
		}
	case Ack:
		switch {
		case sent:
			o.AckSentAt = append(o.AckSentAt, m.At)
		case m.To == callee:
			o.AckReachesAt = append(o.AckReachesAt, m.At)
		case !slices.Contains(o.AckMisroutedTo, gateway):
			o.AckMisroutedTo = append(o.AckMisroutedTo, gateway)
		}
	case Bye:
		switch {
		case m.exchange == callerBye:
			note(&o.CallerByeSentAt, &o.CallerByeReachesAt)
		case m.To == CallerParty:
			o.CalleeByeReachesAt = append(o.CalleeByeReachesAt, m.At)
		case m.From != ProxyParty:
			o.CalleeByeSentAt = append(o.CalleeByeSentAt, m.At)
		}
	}
}

// inviteReply notes a reply to an INVITE.
func (o *Outcome) inviteReply(m Message, callee Party) {
	reply := Reply{m.Code, m.At}
	atCaller, final := m.To == CallerParty, m.Code >= 200
	switch {
	case atCaller && !final:
		o.ProvisionalAtCaller = append(o.ProvisionalAtCaller, reply)
	case atCaller && m.exchange == renewal:
		first(&o.ReinviteFinal, reply)
	case atCaller:
		first(&o.CallerFinal, reply)
		o.CallerFinalCopies++
		o.CallerGets487 = o.CallerGets487 || m.Code == 487
	case final && m.exchange == setup && m.From == callee:
		first(&o.CalleeFinal, reply)
		o.CalleeFinalSentAt = append(o.CalleeFinalSentAt, m.At)
	}
	if !atCaller && m.exchange == setup && m.Code/100 == 2 && o.CancelSentAt != nil {
		o.GhostAnswer = true
	}
}

// otherReply notes a reply to a CANCEL or a BYE. A caller that has hung up
// cares for no CANCEL any more.
func (o *Outcome) otherReply(m Message, callee Party) {
	reply := Reply{m.Code, m.At}
	switch {
	case m.Method == Cancel && m.From == callee:
		o.CancelTaken = o.CancelTaken || m.Code == 200
	case m.Method == Cancel && m.To == CallerParty && o.ByeReply.Code == 0:
		first(&o.CancelReply, reply)
	case m.Method == Bye && (m.exchange == callerBye) == (m.To == CallerParty) && m.From == ProxyParty:
		if o.ByeReply.Code == 0 {
			o.ByeReply, o.ByeReplyTo = reply, m.To
		}
	}
}

// first keeps the first of several replies.
func first(kept *Reply, r Reply) {
	if kept.Code == 0 {
		*kept = r
	}
}
