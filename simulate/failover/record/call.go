package record

import (
	"cmp"
	"slices"
	"strings"
)

// Call is what the record says of one call.
type Call struct {
	// Account is that of the caller's leg, "" if none is named.
	Account string
	// Device is the phone it comes from, "" if it comes from outside.
	Device string
	// Number is what was dialled, without a realm.
	Number string
	// CallID and InteractionID are those of the caller's leg; "" if ids were
	// not kept.
	CallID, InteractionID string
	// StartUs and EndUs bound the caller's leg, Unix microseconds.
	StartUs, EndUs int64
	// Incoming tells whether there is a caller's leg at all: without one, the
	// rest is that of the first leg.
	Incoming bool
	// Placed are the legs the switch placed, by start.
	Placed []Placed
	// Legs are how many legs the call has.
	Legs int
}

// Placed is a leg that the switch placed.
type Placed struct {
	// Device is the phone it went to or, for a forwarded call, the phone that
	// forwards it. Number is where it went.
	Device, Number string
	StartUs, EndUs int64
	// TalkMs is above 0 if it was answered.
	TalkMs int32
	Cause  string
	// Index finds the leg in Traffic.
	Index int
}

// Calls is how many calls there are.
func (t *Traffic) Calls() int { return len(t.calls) }

// Legs is how many legs there are.
func (t *Traffic) Legs() int { return len(t.legs) }

// Call reads the n-th call into c, whose memory is used again.
func (t *Traffic) Call(n int, c *Call) {
	s := t.calls[n]
	first := &t.legs[s.from]
	*c = Call{
		Account: t.names[first.account], Device: t.names[first.device], Number: userPart(t.names[first.number]),
		StartUs: first.startUs, EndUs: first.endUs, Incoming: first.inbound, Placed: c.Placed[:0], Legs: s.to - s.from,
	}
	c.CallID, c.InteractionID = t.ids.at(first.id)
	for i := s.from; i < s.to; i++ {
		if l := &t.legs[i]; l.placed {
			c.Placed = append(c.Placed, Placed{
				Device: t.names[l.device], Number: userPart(t.names[l.number]),
				StartUs: l.startUs, EndUs: l.endUs, TalkMs: l.talkMs, Cause: t.names[l.cause], Index: i,
			})
		}
	}
}

// userPart is a number without the realm that some files add to it.
func userPart(number string) string {
	number = strings.TrimPrefix(number, "sip:")
	user, _, _ := strings.Cut(number, "@")
	return user
}

// Leg is one leg as its row said.
type Leg struct {
	CallID, InteractionID, Account, Device, Number, Cause string
	// Placed legs are outbound. Incoming ones are inbound; neither is unknown.
	Placed, Incoming bool
	StartUs, EndUs   int64
	TalkMs           int32
}

// Leg is the leg with an index of Placed.
func (t *Traffic) Leg(index int) Leg {
	l := &t.legs[index]
	callID, interaction := t.ids.at(l.id)
	return Leg{
		CallID: callID, InteractionID: interaction, Account: t.names[l.account], Device: t.names[l.device],
		Number: t.names[l.number], Cause: t.names[l.cause], Placed: l.placed, Incoming: l.inbound,
		StartUs: l.startUs, EndUs: l.endUs, TalkMs: l.talkMs,
	}
}

// ByEnd are the indexes of all legs by the time they ended; of the same time,
// in the order of calls.
func (t *Traffic) ByEnd() []int {
	list := make([]int, 0, len(t.legs))
	for _, s := range t.calls {
		for i := s.from; i < s.to; i++ {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(t.legs[a].endUs, t.legs[b].endUs) })
	return list
}
