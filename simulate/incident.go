package simulate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Incident is a time in which B legs end with a cause of its own.
type Incident struct {
	// Cause is the hangup cause the legs end with: one the simulator knows.
	Cause string
	// Gateway is the carrier it happens at, "carrier-1" and so on; "" is
	// every B leg, those to phones included.
	Gateway string
	// Account is the account it happens to, by its size: 1 is the largest.
	// 0 is every account.
	Account int
	// At is when it begins, after the traffic's start; For is how long it
	// lasts. Both in whole seconds. A leg belongs to it if it was tried in
	// this time: it ends later, a PROGRESS_TIMEOUT by 8 s.
	At, For time.Duration
	// Share is the part of the legs it takes, above 0, at most 1.
	Share float64
	// RatePerSec is how many calls to the outside come on top of the
	// ordinary ones each second while it lasts, all to its gateway first: a
	// campaign, or people who try again. At most MaxRatePerSec; 0 is none.
	RatePerSec float64
}

// String is the incident as ParseIncident reads it.
func (in Incident) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cause=%s,at=%s,for=%s", in.Cause, in.At, in.For)
	if in.Gateway != "" {
		fmt.Fprintf(&b, ",gateway=%s", in.Gateway)
	}
	if in.Account != 0 {
		fmt.Fprintf(&b, ",account=%d", in.Account)
	}
	fmt.Fprintf(&b, ",share=%s", strconv.FormatFloat(in.Share, 'g', -1, 64))
	if in.RatePerSec != 0 {
		fmt.Fprintf(&b, ",rate=%s", strconv.FormatFloat(in.RatePerSec, 'g', -1, 64))
	}
	return b.String()
}

// check tells the first value that no traffic could have.
func (in *Incident) check() error {
	switch {
	case causeIndex(in.Cause) < 0:
		return unknown("incident cause", in.Cause, "a cause that can be simulated", causeNames())
	case in.Gateway != "" && carrierIndex(in.Gateway) < 0:
		return wrong("incident gateway", "%q is not carrier-1 to carrier-%d", in.Gateway, MaxGateways)
	case in.Account < 0 || in.Account > MaxAccounts:
		return wrong("incident account", "%d is not between 1, the largest, and %d", in.Account, MaxAccounts)
	case in.At < 0 || in.At%time.Second != 0:
		return wrong("incident at", "%s is not a number of whole seconds after the start", in.At)
	case in.For <= 0 || in.For%time.Second != 0:
		return wrong("incident for", "%s is not a positive number of whole seconds", in.For)
	case !(in.Share > 0 && in.Share <= 1):
		return wrong("incident share", "%g is not above 0 and at most 1", in.Share)
	case !(in.RatePerSec >= 0 && in.RatePerSec <= MaxRatePerSec):
		return wrong("incident rate", "%g is not between 0 and %g calls per second", in.RatePerSec, MaxRatePerSec)
	}
	return nil
}

// validate tells the first value that does not suit the traffic.
func (in *Incident) validate(o *TrafficOptions) error {
	if err := in.check(); err != nil {
		return err
	}
	switch {
	case carrierIndex(in.Gateway) >= o.gateways():
		return wrong("incident gateway", "%s is beyond the %d gateways of the traffic", in.Gateway, o.gateways())
	case in.Account > o.accounts():
		return wrong("incident account", "%d is beyond the %d accounts of the traffic", in.Account, o.accounts())
	case in.At >= o.Duration:
		return wrong("incident at", "%s is not before the end of the traffic, %s after its start", in.At, o.Duration)
	}
	return nil
}

// unknown is the error for a name that is not one of the known ones.
func unknown(place, name, wanted string, known []string) *cdr.UsageError {
	e := wrong(place, "%q is not %s", name, wanted)
	if near := cdr.Nearest(name, known); near != "" {
		e.Hint = "did you mean " + near + "?"
	} else {
		e.Hint = "known: " + strings.Join(known, " ")
	}
	return e
}

// effect is an incident as the course of a call asks for it.
type effect struct {
	cause            int
	carrier, account int // -1 for any
	fromMs, untilMs  int64
	share            probability
	callsPerSec      uint64 // in units of 2^-32
}

func newEffect(in *Incident, startMs int64) effect {
	from := startMs + in.At.Milliseconds()
	return effect{
		cause:       causeIndex(in.Cause),
		carrier:     carrierIndex(in.Gateway),
		account:     in.Account - 1,
		fromMs:      from,
		untilMs:     from + in.For.Milliseconds(),
		share:       probabilityOf(in.Share),
		callsPerSec: uint64(in.RatePerSec * (1 << 32)),
	}
}

// takes tells whether a leg tried at that time ends by the incident. It draws
// from a stream of its own, so that an incident never moves other calls.
func (e *effect) takes(account, carrier int, tryMs int64, draw uint64) bool {
	if tryMs < e.fromMs || tryMs >= e.untilMs ||
		e.carrier >= 0 && e.carrier != carrier ||
		e.account >= 0 && e.account != account {
		return false
	}
	r := random(draw)
	return e.share.happens(&r)
}
