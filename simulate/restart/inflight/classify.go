package inflight

// finalOf tells how an unanswered set-up ended, from the hangup cause, the SIP
// disposition if the source has one, and the direction.
//
// On an outbound leg the switch is the caller: causes by which it ends the
// ringing mean a CANCEL. On an inbound leg only the peer can cancel; whatever
// else ends it is a final reply of the switch. Where the direction is not
// known, NO_ANSWER and ALLOTTED_TIMEOUT may be either, and are taken for
// replies: fewer CANCELs, not more.
func finalOf(cause, disposition string, d Direction) Final {
	kind, known := cancels[cause]
	switch disposition {
	case "send_refuse", "recv_refuse":
		return Refused
	case "send_cancel", "recv_cancel":
		if !known {
			return CallerGaveUp
		}
		return kind
	}
	switch {
	case !known:
		return Refused
	case d == Outbound || kind == CallerGaveUp:
		return kind
	case d == Inbound || cause == "NO_ANSWER" || cause == "ALLOTTED_TIMEOUT":
		return Refused
	}
	return kind
}

// cancels are the causes by which a caller ends ringing.
var cancels = map[string]Final{
	"ORIGINATOR_CANCEL": CallerGaveUp,
	"LOSE_RACE":         LoseRace,
	"PICKED_OFF":        PickedOff,
	"NO_ANSWER":         RingLimit,
	"ALLOTTED_TIMEOUT":  RingLimit,
	"PROGRESS_TIMEOUT":  RingLimit,
}

func directionOf(name string) Direction {
	for d, n := range directionNames {
		if n == name {
			return Direction(d)
		}
	}
	return Unknown
}
