package simulate

// callKind is where a call comes from and where it goes.
type callKind uint8

const (
	outgoing callKind = iota // a user calls the outside
	incoming                 // the outside calls a user
	internal                 // a user calls another
	numKinds
)

// kindWeights are how often each kind happens.
var kindWeights = [numKinds]uint32{outgoing: 50, incoming: 35, internal: 15}

// maxAttempts is how many addresses a call is tried at. A carrier has two of
// them: the third attempt goes to the next carrier.
const maxAttempts = 4

// ringGroup is the most phones that ring at once.
const ringGroup = 4

// longestCallSec bounds the seconds from a call's start to its last leg's end.
// It is a power of two because it sizes the ring of inFlight.
const longestCallSec = 1 << 12

// tryCarriers makes the B legs to the outside, one after the other.
func (s *scenario) tryCarriers(r *random, seed uint64, to place, first int, ms int64) {
	for k := range maxAttempts {
		to.carrier = (first + k/2) % s.gateways
		l := s.try(r, s.outcome(r, seed, to, ms), to, ms)
		l.number, l.attempt = uint8(k+1), uint8(k+1)
		l.last = k == maxAttempts-1 || causes[l.cause].next != nextGateway
		s.legs = append(s.legs, l)
		if l.last {
			return
		}
		ms = l.endMs + 5 + int64(r.below(40))
	}
}

// tryPhones makes the B legs to the phones of a user or, for some incoming
// calls, of a ring group: the phone that answers wins the race.
func (s *scenario) tryPhones(r *random, seed uint64, to place, ms int64, kind callKind) {
	won := s.try(r, s.outcome(r, seed, to, ms), to, ms)
	won.number, won.attempt, won.last = 1, 1, true
	s.legs = append(s.legs, won)
	c := int(won.cause)
	if kind != incoming || causes[c].phase == refused || causes[c].phase == silent || r.below(100) >= 12 {
		return
	}
	over := won.endMs // for the others
	if won.answerMs > 0 {
		c, over = loseRace, won.answerMs
	}
	for n := range 1 + r.below(ringGroup-1) {
		l := won
		l.number, l.cause, l.answerMs = uint8(n+2), uint8(c), 0
		l.startMs += int64(n) + 1
		l.progressMs = l.startMs + s.postDialMs(r, to)
		l.endMs = max(over+int64(r.below(30)), l.startMs)
		if l.progressMs > l.endMs {
			l.progressMs = 0
		}
		l.disposition = sendCancel
		s.legs = append(s.legs, l)
	}
}

// addCaller makes the A leg from the B leg that decided the call: the first
// phone, or the last carrier tried.
func (s *scenario) addCaller(r *random, account int, ms int64, kind callKind) {
	b := &s.legs[0]
	if kind == outgoing {
		b = &s.legs[len(s.legs)-1]
	}
	relay := 2 + int64(r.below(20))
	a := leg{startMs: ms, account: int32(account), carrier: -1, cause: b.cause, earlyMedia: b.earlyMedia, other: b.number}
	if b.progressMs > 0 {
		a.progressMs = b.progressMs + relay
	}
	if b.answerMs > 0 {
		a.answerMs = b.answerMs + relay
	}
	a.endMs = max(b.endMs, a.progressMs) + int64(r.below(30))
	c := &causes[b.cause]
	switch {
	case c.next == talksOn:
		a.cause, a.disposition = uint8(normalClearing), recvBye
		if a.answerMs == 0 {
			a.answerMs = a.endMs
		}
		a.endMs += 2_000 + s.exp.ms(r, 100_000, longestTransfer)
	case c.next == mailbox && kind != outgoing && r.below(3) > 0:
		a.cause, a.disposition = uint8(normalClearing), recvBye
		a.answerMs = a.endMs + 80
		a.endMs = a.answerMs + 3_000 + s.exp.ms(r, 18_000, longestMessage)
	case int(b.cause) == allottedTimeout: // the switch hangs up
		a.disposition, b.disposition = sendBye, sendBye
	case c.phase == answered && r.below(2) == 0: // the caller hangs up
		a.endMs, b.endMs = b.endMs, a.endMs
		a.disposition, b.disposition = recvBye, sendBye
	case c.phase == answered:
		a.disposition = sendBye
	case int(b.cause) == originatorCancel:
		a.disposition = recvCancel
	default:
		a.disposition = sendRefuse
		if c.then != "" {
			a.cause = uint8(causeIndex(c.then))
		}
	}
	s.legs = append(s.legs, a)
}
