package restart

import "time"

// Effect is what a restart does to a leg. The zero Effect is none.
type Effect struct {
	// InviteDelay, CancelDelay, FinalDelay and ByeDelay are from a message's
	// first copy to the one that got through the downtime; -1: none did.
	InviteDelay, CancelDelay, FinalDelay, ByeDelay time.Duration
	// CancelLost: the caller gave up and the callee's gateway has not heard of
	// it, or took the CANCEL for another call's. RingsOn is then how long the
	// callee rang after the CANCEL; -1: until somebody else ends it.
	CancelLost bool
	RingsOn    time.Duration
	// GhostAnswer: the callee answered a call that had been given up, and held
	// it for GhostFor; -1: nobody hung up.
	GhostAnswer bool
	GhostFor    time.Duration
	// SecondPhone: a copy of the INVITE rang another callee.
	SecondPhone bool
	// NoFinal: the callee ended the ringing and the caller was never told.
	NoFinal bool
	// FinalRepeats is how often the callee repeated its final reply for want of
	// an ACK.
	FinalRepeats int
}

// Hurts tells whether the restart did more than to delay the leg.
func (e Effect) Hurts() bool {
	return e.CancelLost || e.GhostAnswer || e.SecondPhone || e.NoFinal ||
		e.InviteDelay < 0 || e.CancelDelay < 0 || e.FinalDelay < 0 || e.ByeDelay < 0
}

// Effect sums an outcome up.
func (o *Outcome) Effect() Effect {
	e := Effect{GhostAnswer: o.GhostAnswer, SecondPhone: o.SecondPhone, FinalRepeats: max(0, len(o.CalleeFinalSentAt)-1)}
	if o.InviteReaches == nil {
		e.InviteDelay = -1
	} else {
		e.InviteDelay = o.InviteReaches[0].At
	}
	if o.CancelSentAt != nil {
		e.CancelDelay = throughAfter(o.Ladder, Cancel, o.CancelSentAt[0])
		e.CancelLost = !o.CancelTaken && (o.CalleeFinal.Code == 0 || o.CalleeFinal.At > o.CancelSentAt[0])
	}
	if e.CancelLost {
		e.RingsOn = -1
		if o.CalleeFinal.Code != 0 {
			e.RingsOn = o.CalleeFinal.At - o.CancelSentAt[0]
		}
	}
	if o.GhostAnswer {
		e.GhostFor = o.AnsweredFor
	}
	if o.CalleeFinal.Code != 0 {
		e.NoFinal = o.CallerFinal.Code == 0
		// Below 0: the caller had one before, from another phone.
		if e.FinalDelay = max(0, o.CallerFinal.At-o.CalleeFinal.At); e.NoFinal {
			e.FinalDelay = -1
		}
	}
	if o.CallerByeSentAt != nil {
		e.ByeDelay = throughAfter(o.Ladder, Bye, o.CallerByeSentAt[0])
	}
	return e
}

// throughAfter is how long after its first copy a caller's request was first
// taken by the proxy, -1: never.
func throughAfter(ladder []Message, m Method, first time.Duration) time.Duration {
	for _, line := range ladder {
		if line.From == CallerParty && line.Method == m && line.Code == 0 && line.Lost != ProxyDown {
			return line.At - first
		}
	}
	return -1
}
