package restart

import (
	"fmt"
	"time"
)

// Repeated is a kind of message that whoever sends it repeats.
type Repeated int

// Kinds of repeated messages.
const (
	RepeatedInvite Repeated = iota
	RepeatedCancel
	RepeatedBye
	RepeatedFinal
)

var repeatedNames = []string{"invite", "cancel", "bye", "final"}

// String is the kind as ParseRepeated takes it.
func (r Repeated) String() string { return repeatedNames[r] }

// ParseRepeated finds a kind by its name.
func ParseRepeated(name string) (Repeated, error) {
	for i, n := range repeatedNames {
		if n == name {
			return Repeated(i), nil
		}
	}
	return 0, unknown(fmt.Sprintf("kind %q found, invite, cancel, bye or final wanted", name), name, repeatedNames)
}

// Delay is how much later than its first copy a message gets through a
// downtime, and how many copies that takes. The first copy is sent phase after
// the stop; ok is false if no copy gets through.
func (t Timers) Delay(kind Repeated, phase, downtime time.Duration) (delay time.Duration, copies int, ok bool) {
	p := capped
	if kind == RepeatedInvite {
		p = doubling
	}
	for i, at := range t.copies(p) {
		if phase+at < 0 || phase+at >= downtime {
			return at, i + 1, true
		}
	}
	return 0, 0, false
}
