package study

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
)

// Knowledge is how it is known who was registered.
type Knowledge uint8

const (
	// Inferred: a phone was registered in the calls in which it rang, and
	// those over before its turn, which nothing about it shows.
	Inferred Knowledge = iota
	// Recorded: a Timeline tells.
	Recorded
	// AllRegistered and NoneRegistered are the bounds where nothing tells.
	AllRegistered
	NoneRegistered
)

var knowledgeWords = [...]string{"inferred", "recorded", "all", "none"}

// String is the word for it in JSON.
func (k Knowledge) String() string { return knowledgeWords[k] }

// MarshalText is String.
func (k Knowledge) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Registrations say who was registered when.
type Registrations struct {
	Knowledge
	// Timeline is who was, if Recorded. Unpadded is the same without
	// expires_deviation_time: who is only in the first was kept alive by it.
	Timeline, Unpadded *registrar.Timeline
}

// at answers for the phones of one call. Where the timeline does not know
// everyone, a phone that rang was registered too.
func (r *Registrations) at(atSec int64, rang []failover.Address) failover.Registered {
	switch r.Knowledge {
	case AllRegistered:
		return func(failover.Address) bool { return true }
	case NoneRegistered:
		return func(failover.Address) bool { return false }
	case Inferred:
		return func(a failover.Address) bool { return slices.Contains(rang, a) }
	}
	if r.Timeline.CoveredAt(atSec) {
		return r.Timeline.At(atSec)
	}
	return func(a failover.Address) bool { return r.Timeline.RegisteredAt(a, atSec) || slices.Contains(rang, a) }
}

// covers tells whether everyone registered at a second is known.
func (r *Registrations) covers(atSec int64) bool {
	return r.Knowledge != Recorded || r.Timeline.CoveredAt(atSec)
}

// keptAlive tells whether a phone counts as registered only because of
// expires_deviation_time.
func (r *Registrations) keptAlive(a failover.Address, atSec int64) bool {
	return r.Knowledge == Recorded && r.Unpadded != nil && r.Timeline.RegisteredAt(a, atSec) && !r.Unpadded.RegisteredAt(a, atSec)
}
