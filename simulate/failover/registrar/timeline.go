package registrar

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// Timeline is who was registered when. It is only read, by any number of
// goroutines.
type Timeline struct {
	// Coverage are the spans in which everyone registered is known, sorted.
	// Outside of them an address may be registered although RegisteredAt denies.
	Coverage []Span
	// Sources are what was read, in order.
	Sources   []Source
	intervals map[failover.Address][]Span
}

// Span are the seconds from FromSec to UntilSec, Unix time, both included.
// FromSec 0 is an unknown start.
type Span struct {
	FromSec, UntilSec int64
}

// RegisteredAt tells whether a bridge would have found the address at a second.
func (t *Timeline) RegisteredAt(a failover.Address, atSec int64) bool {
	_, ok := find(t.intervals[a], atSec)
	return ok
}

// At is RegisteredAt with the second held fast.
func (t *Timeline) At(atSec int64) failover.Registered {
	return func(a failover.Address) bool { return t.RegisteredAt(a, atSec) }
}

// CoveredAt tells whether everyone registered at a second is known.
func (t *Timeline) CoveredAt(atSec int64) bool {
	_, ok := find(t.Coverage, atSec)
	return ok
}

// Spans are when an address was registered, sorted, for reading only.
func (t *Timeline) Spans(a failover.Address) []Span { return t.intervals[a] }

// Addresses are all that were ever registered, by realm and user.
func (t *Timeline) Addresses() []failover.Address {
	return slices.SortedFunc(maps.Keys(t.intervals), failover.Address.Compare)
}

// Registration is one address that is registered, and for how long it was.
type Registration struct {
	Address failover.Address
	Span
}

// Registered are those registered at a second, by realm and user.
func (t *Timeline) Registered(atSec int64) []Registration {
	var list []Registration
	for _, a := range t.Addresses() {
		if span, ok := find(t.intervals[a], atSec); ok {
			list = append(list, Registration{a, span})
		}
	}
	return list
}

// find is the span that holds a second, of sorted ones that do not meet.
func find(spans []Span, atSec int64) (Span, bool) {
	i, _ := slices.BinarySearchFunc(spans, atSec, func(s Span, at int64) int { return cmp.Compare(s.UntilSec, at) })
	if i < len(spans) && spans[i].FromSec <= atSec {
		return spans[i], true
	}
	return Span{}, false
}

// event is a change to the table: registered until a second, that included, or
// with an untilSec before atSec no longer registered.
type event struct {
	atSec    int64
	address  failover.Address
	untilSec int64
}

// gone is the event of an end.
func gone(a failover.Address, atSec int64) event { return event{atSec, a, atSec - 1} }

// walk turns events, sorted by time, into intervals.
func walk(events []event) map[failover.Address][]Span {
	list := map[failover.Address][]Span{}
	for _, e := range events {
		spans := list[e.address]
		last := len(spans) - 1
		switch {
		case last >= 0 && e.atSec <= spans[last].UntilSec+1:
			// Still registered: the latest word holds, even if it is shorter.
			if spans[last].UntilSec = e.untilSec; spans[last].UntilSec < spans[last].FromSec {
				spans = spans[:last]
			}
		case e.untilSec >= e.atSec:
			spans = append(spans, Span{e.atSec, e.untilSec})
		}
		list[e.address] = spans
	}
	maps.DeleteFunc(list, func(_ failover.Address, spans []Span) bool { return len(spans) == 0 })
	return list
}

// joined sorts spans and joins those that meet.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.FromSec, b.FromSec), cmp.Compare(a.UntilSec, b.UntilSec))
	})
	var list []Span
	for _, s := range spans {
		if last := len(list) - 1; last >= 0 && s.FromSec <= list[last].UntilSec+1 {
			list[last].UntilSec = max(list[last].UntilSec, s.UntilSec)
			continue
		}
		list = append(list, s)
	}
	return list
}
