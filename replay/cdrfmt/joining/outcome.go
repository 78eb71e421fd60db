package joining

import (
	"encoding/binary"
	"fmt"
)

// Outcome is what became of one row.
type Outcome struct {
	At      Place
	Verdict Verdict
	// Reason is why the call that a joined row belongs to gives no leg, or NoStart.
	Reason Reason
	// Leg is that of a row that gives one.
	Leg Leg
}

// Verdict is what became of a row.
type Verdict uint8

// The verdicts.
const (
	// GivesLeg: the row stands for a leg, Outcome.Leg.
	GivesLeg Verdict = iota
	// Joined: the row tells more of another row's leg, or gives none.
	Joined
	// Repeats: the same row stands elsewhere, before.
	Repeats

	numVerdicts = iota
)

var verdictNames = [numVerdicts]string{"leg", "joined", "repeats"}

func (v Verdict) String() string { return verdictNames[v] }

// Reason is why a call gives no leg. It is noted with one row of the call.
type Reason uint8

// The reasons.
const (
	// None: the row tells more of a leg.
	None Reason = iota
	// NoBye: a call was answered, and has not ended in the sources.
	NoBye
	// NoFinal: a call has neither a final reply nor an end in the sources.
	NoFinal
	// NoInvite: rows of a call of which neither INVITE nor BYE is there.
	NoInvite
	// NoCall: a message that belongs to no call.
	NoCall
	// NoHangup: a channel has not ended in the sources.
	NoHangup
	// NoStart is of a row that gives a leg all the same: the row that began
	// the leg is not in the sources, so its end alone is known.
	NoStart

	// NumReasons is how many there are, None included.
	NumReasons = iota
)

var reasonNames = [NumReasons]string{"none", "no BYE", "no final reply", "no INVITE", "no call", "no HANGUP", "no start"}

func (r Reason) String() string { return reasonNames[r] }

// Leg is what the rows of a leg say together. Times are in Unix microseconds;
// 0 is none.
type Leg struct {
	StartUs, AnswerUs, EndUs int64
	// Digits is how many decimals of a second the end has, 0 to 6.
	Digits uint8
	// Code is the final SIP status of the INVITE; 0 is none.
	Code uint16
	// Cleared: the leg was answered and ended by a BYE, or the like.
	Cleared bool
	// Guessed: a local time stood in a repeated or missing hour.
	Guessed bool
	// Derived: the end follows from a duration.
	Derived bool
	// First: see Row.First; known says whether its first row is there.
	First, FirstKnown bool
	// EndedBy is who ended it.
	EndedBy Party
	// Attempt counts the legs of a call that has several, from 1; else 0.
	Attempt uint16
	// Text is Row.Text of the row that begins the leg.
	Text string
}

// Party is an end of a call.
type Party uint8

// The parties.
const (
	Unknown Party = iota
	Caller
	Callee

	numParties = iota
)

var partyNames = [numParties]string{"", "caller", "callee"}

func (p Party) String() string { return partyNames[p] }

// The bits of the byte of flags of an encoded outcome.
const (
	bitCleared = 1 << iota
	bitLegGuessed
	bitDerived
	bitLegFirst
	bitFirstKnown
)

// outcomeBytes is what an outcome without a leg takes, legBytes what a leg
// takes more, besides its text.
const (
	outcomeBytes = placeBytes + 1 + 1
	legBytes     = 3*8 + 1 + 2 + 1 + 1 + 2
)

// Plain tells the outcome that needs no word: the row is joined.
func (o *Outcome) Plain() bool { return o.Verdict == Joined && o.Reason == None }

// Append appends the outcome so that encoded ones sort as bytes by place.
func (o *Outcome) Append(to []byte) []byte {
	to = o.At.append(to)
	to = append(to, byte(o.Verdict), byte(o.Reason))
	if o.Verdict != GivesLeg {
		return to
	}
	l := &o.Leg
	big := binary.BigEndian
	for _, v := range [...]int64{l.StartUs, l.AnswerUs, l.EndUs} {
		to = big.AppendUint64(to, uint64(v))
	}
	to = append(to, l.Digits)
	to = big.AppendUint16(to, l.Code)
	var flags byte
	for i, set := range [...]bool{l.Cleared, l.Guessed, l.Derived, l.First, l.FirstKnown} {
		if set {
			flags |= 1 << i
		}
	}
	to = append(to, flags, byte(l.EndedBy))
	to = big.AppendUint16(to, l.Attempt)
	return append(to, l.Text...)
}

// Decode reads what Append wrote.
func (o *Outcome) Decode(b []byte) error {
	if len(b) < outcomeBytes {
		return fmt.Errorf("%d bytes, an outcome has at least %d", len(b), outcomeBytes)
	}
	d := decoder{b}
	*o = Outcome{At: d.place(), Verdict: Verdict(d.byte()), Reason: Reason(d.byte())}
	if o.Verdict >= numVerdicts || o.Reason >= NumReasons {
		return fmt.Errorf("verdict %d, reason %d: there are none such", o.Verdict, o.Reason)
	}
	if o.Verdict != GivesLeg {
		return nil
	}
	if len(d.b) < legBytes {
		return fmt.Errorf("%d bytes, a leg has at least %d", len(d.b), legBytes)
	}
	l := &o.Leg
	l.StartUs, l.AnswerUs, l.EndUs = int64(d.uint64()), int64(d.uint64()), int64(d.uint64())
	l.Digits = d.byte()
	l.Code = uint16(d.byte())<<8 | uint16(d.byte())
	flags := d.byte()
	l.Cleared, l.Guessed, l.Derived = flags&bitCleared != 0, flags&bitLegGuessed != 0, flags&bitDerived != 0
	l.First, l.FirstKnown = flags&bitLegFirst != 0, flags&bitFirstKnown != 0
	l.EndedBy = Party(d.byte())
	l.Attempt = uint16(d.byte())<<8 | uint16(d.byte())
	l.Text = string(d.b)
	if l.EndedBy >= numParties {
		return fmt.Errorf("party %d, the last is %d", l.EndedBy, numParties-1)
	}
	return nil
}
