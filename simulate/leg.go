package simulate

// leg is one leg of a call, as long as it is in flight. Times are Unix
// milliseconds; progress and answer are 0 if they did not happen.
type leg struct {
	// call is the call's seed, from which names, numbers and identifiers follow.
	call                                 uint64
	callMs                               int64 // when the call began
	startMs, progressMs, answerMs, endMs int64
	account                              int32
	carrier                              int16 // -1 for none
	cause                                uint8
	kind                                 callKind
	// number tells the legs of a call apart, 0 is the A leg; other is the
	// number of the leg it was bridged to, or would have been.
	number, other uint8
	attempt       uint8 // 0 on an A leg
	last          bool
	earlyMedia    bool
	disposition   disposition
}

// disposition is how a leg's signalling ended, seen from the switch: 0 if it
// just stopped, else a place in dispositionNames counted from 1.
type disposition uint8

const (
	noDisposition disposition = iota
	sendBye
	recvBye
	sendCancel
	recvCancel
	sendRefuse
	recvRefuse
)

var dispositionNames = [...]string{"send_bye", "recv_bye", "send_cancel", "recv_cancel", "send_refuse", "recv_refuse"}
