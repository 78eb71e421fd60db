package inflight

// Leg is one SIP dialog between the switch and its peer, as its CDR tells it.
type Leg struct {
	CallID  string
	StartUs int64 // INVITE sent, Unix microseconds
	// ProgressMs, FinalMs, EndMs are after the start: the first 18x, -1 if there
	// was none or it is not known; the end of the set-up; the end of the leg.
	ProgressMs, FinalMs, EndMs int32
	Final                      Final
	Direction                  Direction
	// WholeSeconds: the CDR has no decimals, and StartUs is the middle of the
	// second it tells.
	WholeSeconds bool
	// Group is the leg's gateway, or its account where no gateway is known: an
	// index into Traffic.Groups.
	Group uint32
}

// FinalUs is when the set-up ended: by an answer, a CANCEL or another final
// reply.
func (l *Leg) FinalUs() int64 { return l.StartUs + int64(l.FinalMs)*1000 }

// EndUs is when the leg ended.
func (l *Leg) EndUs() int64 { return l.StartUs + int64(l.EndMs)*1000 }

// Final is how a set-up ended.
type Final uint8

// Ends of a set-up.
const (
	// Answered: a 2xx.
	Answered Final = iota
	// Refused: any other final reply, be it at once or after ringing out.
	Refused
	// CallerGaveUp: CANCEL, because the caller hung up (ORIGINATOR_CANCEL).
	CallerGaveUp
	// LoseRace: CANCEL, because another branch was answered (LOSE_RACE).
	LoseRace
	// PickedOff: CANCEL, because somebody took the call elsewhere (PICKED_OFF).
	PickedOff
	// RingLimit: CANCEL, because it rang for too long (NO_ANSWER,
	// ALLOTTED_TIMEOUT, PROGRESS_TIMEOUT).
	RingLimit

	NumFinals = iota
)

var finalNames = [NumFinals]string{"answered", "refused", "caller", "LOSE_RACE", "PICKED_OFF", "limit"}

// String is the end in a word.
func (f Final) String() string { return finalNames[f] }

// IsCancel tells whether a CANCEL ended the set-up.
func (f Final) IsCancel() bool { return f >= CallerGaveUp }

// Direction is the leg's, seen from the switch.
type Direction uint8

// Directions.
const (
	Unknown Direction = iota
	Inbound
	Outbound

	numDirections = iota
)

var directionNames = [numDirections]string{"unknown", "inbound", "outbound"}

// String is the direction as CDRs write it.
func (d Direction) String() string { return directionNames[d] }
