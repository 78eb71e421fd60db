package simulate

// phase is how far a leg got before it ended.
type phase uint8

const (
	answered phase = iota
	rung           // 18x, but no answer
	refused        // a final reply before any 18x
	silent         // no reply at all, until a timer ran out
)

// next is what the caller meets when a B leg ends this way; at 0 the A leg
// ends with the same cause.
type next uint8

const (
	// nextGateway: another address is tried, and the A leg ends with the
	// cause in then, if there is one, when none is left.
	nextGateway next = iota + 1
	// mailbox: a user's callers mostly leave a message; other callers are told.
	mailbox
	// talksOn: the caller goes on with someone else.
	talksOn
)

// cause is one way a B leg ends.
type cause struct {
	name string
	// sip is the final status of the leg, 0 if there is none. Where another
	// cause belongs to it, a Q.850 Reason header came with it.
	sip   int64
	phase phase
	// waitMs is the timer of a silent leg.
	waitMs int64
	// offnet and onnet are how often it happens at carriers and at phones.
	offnet, onnet uint32
	next          next
	// then is the cause of the A leg if it is another.
	then string
}

// causes are the causes the simulator makes, by FreeSWITCH's names, with the
// weights of an ordinary network of offices.
var causes = []cause{
	{name: "NORMAL_CLEARING", sip: 200, phase: answered, offnet: 7350, onnet: 7000},
	{name: "ORIGINATOR_CANCEL", sip: 487, phase: rung, offnet: 1000, onnet: 900},
	{name: "NO_ANSWER", sip: 480, phase: rung, offnet: 480, onnet: 1000, next: mailbox},
	{name: "USER_BUSY", sip: 486, phase: refused, offnet: 420, onnet: 250, next: mailbox},
	{name: "NO_USER_RESPONSE", sip: 480, phase: refused, offnet: 150, onnet: 300, next: mailbox},
	{name: "LOSE_RACE", sip: 487, phase: rung, next: talksOn},
	{name: "ATTENDED_TRANSFER", sip: 200, phase: answered, onnet: 150, next: talksOn},
	{name: "ALLOTTED_TIMEOUT", sip: 200, phase: answered, offnet: 8, onnet: 5},
	{name: "PICKED_OFF", sip: 487, phase: rung, onnet: 60, next: talksOn},
	{name: "UNALLOCATED_NUMBER", sip: 404, phase: refused, offnet: 130},
	{name: "CALL_REJECTED", sip: 403, phase: refused, offnet: 110, onnet: 120},
	{name: "PROGRESS_TIMEOUT", phase: silent, waitMs: 8000, offnet: 70, next: nextGateway, then: "NORMAL_TEMPORARY_FAILURE"},
	{name: "NORMAL_TEMPORARY_FAILURE", sip: 503, phase: refused, offnet: 80, next: nextGateway},
	{name: "NO_ROUTE_DESTINATION", sip: 604, phase: refused, offnet: 60, onnet: 20},
	{name: "RECOVERY_ON_TIMER_EXPIRE", sip: 408, phase: silent, waitMs: 32000, offnet: 40, onnet: 20, next: nextGateway},
	{name: "USER_NOT_REGISTERED", phase: refused, onnet: 80, next: mailbox},
	{name: "INVALID_NUMBER_FORMAT", sip: 484, phase: refused, offnet: 25},
	{name: "NORMAL_UNSPECIFIED", sip: 580, phase: refused, offnet: 15},
	{name: "MANDATORY_IE_MISSING", sip: 400, phase: refused, offnet: 12, onnet: 3},
	{name: "DESTINATION_OUT_OF_ORDER", sip: 502, phase: refused, offnet: 10},
	{name: "INCOMPATIBLE_DESTINATION", sip: 488, phase: refused, offnet: 10, onnet: 8},
	{name: "NETWORK_OUT_OF_ORDER", sip: 502, phase: refused, offnet: 6, next: nextGateway},
	{name: "SERVICE_UNAVAILABLE", sip: 405, phase: refused, offnet: 4},
	{name: "INTERWORKING", sip: 420, phase: refused, offnet: 3},
	{name: "WRONG_CALL_STATE", sip: 481, phase: refused}, // never in an ordinary CDR of KAZOO
}

// Causes that the course of a call asks for by name.
var (
	normalClearing   = causeIndex("NORMAL_CLEARING")
	originatorCancel = causeIndex("ORIGINATOR_CANCEL")
	noAnswer         = causeIndex("NO_ANSWER")
	loseRace         = causeIndex("LOSE_RACE")
	attendedTransfer = causeIndex("ATTENDED_TRANSFER")
	allottedTimeout  = causeIndex("ALLOTTED_TIMEOUT")
)

// causeIndex is the index of a cause by its name, or -1.
func causeIndex(name string) int {
	for i := range causes {
		if causes[i].name == name {
			return i
		}
	}
	return -1
}

// causeNames are the names of the causes in their order.
func causeNames() []string {
	names := make([]string, len(causes))
	for i := range causes {
		names[i] = causes[i].name
	}
	return names
}
