package study

import (
	"github.com/cdrlab/cdrlab/simulate/failover"
)

// Verdict is what the record says of a simulated dial list.
type Verdict uint8

const (
	// Unchecked: no leg of the record tells which device it rang.
	Unchecked Verdict = iota
	// Agrees: the legs seen are those simulated.
	Agrees
	// Disagrees: a leg was seen that was not simulated, or the other way
	// round.
	Disagrees
)

var verdictWords = [...]string{"unchecked", "agrees", "disagrees"}

// String is the word for it in JSON.
func (v Verdict) String() string { return verdictWords[v] }

// Agreement is how a simulated dial list, with the flag as it was, compares
// with the legs seen.
type Agreement struct {
	Verdict Verdict
	// Unseen were simulated and not seen, Unforeseen the other way round: the
	// devices, or the numbers forwarded to.
	Unseen, Unforeseen []string
}

// agreement compares. A leg that is not there is excused if the call was over
// before its turn.
func (s *Study) agreement(o *Outcome) (a Agreement) {
	if s.traffic.Attributed == 0 {
		return a
	}
	decision := o.recorded(s.opt.RecordedOn)
	overSec := o.overSec()
	for i, c := range decision.Dial {
		e := dialled(o.Request, c)
		excused := o.early(c.Endpoint, overSec) || decision.Separator == "|" && i > 0
		if !excused && o.seen.leg(e) == nil {
			add(&a.Unseen, nameOfEndpoint(e))
		}
	}
	for i := range o.seen.legs {
		if l := &o.seen.legs[i]; !simulated(o.Request, decision, l) {
			name := l.route
			if name == "" {
				name = l.Device
			}
			add(&a.Unforeseen, name)
		}
	}
	a.Verdict = Agrees
	if len(a.Unseen)+len(a.Unforeseen) > 0 {
		a.Verdict = Disagrees
	}
	return a
}

// recorded is the decision with the flag as it was.
func (o *Outcome) recorded(on bool) *failover.Decision {
	if on {
		return &o.On
	}
	return &o.Off
}

// overSec is after how many seconds a phone answered or the caller gave up.
func (o *Outcome) overSec() int64 {
	over := o.Call.EndUs
	for _, l := range o.Call.Placed {
		if l.TalkMs > 0 {
			over = min(over, l.EndUs-int64(l.TalkMs)*1000)
		}
	}
	return (over - o.Call.StartUs) / 1_000_000
}

// simulated tells whether a leg is one of a decision.
func simulated(req *failover.Request, d *failover.Decision, l *seenLeg) bool {
	for _, c := range d.Dial {
		e := dialled(req, c)
		sameRoute := e.InviteFormat == loopback && e.Route == l.route || e.InviteFormat != loopback && l.route == ""
		if sameRoute && (l.Device == "" || l.Device == e.DeviceID) {
			return true
		}
	}
	return false
}

// nameOfEndpoint is the number of a forward, or the device.
func nameOfEndpoint(e *failover.Endpoint) string {
	if e.InviteFormat == loopback {
		return e.Route
	}
	return e.DeviceID
}
