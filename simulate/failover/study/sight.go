package study

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// sight is what the record shows of a bridge request: the legs that are its
// phones and forwards. Legs of later elements are no part of it.
type sight struct{ legs []seenLeg }

// seenLeg is a leg that belongs to a request.
type seenLeg struct {
	*record.Placed
	// route is the number forwarded to, "" if the device itself rang.
	route string
}

// look finds the legs of the request among those of the call.
func (o *Outcome) look() {
	for i := range o.Call.Placed {
		if leg, ok := o.belongs(&o.Call.Placed[i]); ok {
			o.seen.legs = append(o.seen.legs, leg)
		}
	}
}

// belongs says what of the request a leg is. A forwarded leg has the device
// that forwards it, or none.
func (o *Outcome) belongs(l *record.Placed) (seenLeg, bool) {
	device := false
	for i := range o.Request.Endpoints {
		e := &o.Request.Endpoints[i]
		own := l.Device != "" && e.DeviceID == l.Device
		device = device || own
		if own || l.Device == "" {
			for ; e != nil; e = e.Failover {
				if e.InviteFormat == loopback && sameNumber(l.Number, e.Route) {
					return seenLeg{l, e.Route}, true
				}
			}
		}
	}
	return seenLeg{l, ""}, device
}

// loopback is the invite format of a forwarded call.
const loopback = "loopback"

// rangAddresses are those of the devices that rang themselves.
func (o *Outcome) rangAddresses() []failover.Address {
	return o.addresses(func(i int) bool { return o.seen.device(o.Request.Endpoints[i].DeviceID) != nil })
}

// undueAddresses are those of the devices whose turn had not come when the
// call was answered or given up: nothing tells whether they were registered.
func (o *Outcome) undueAddresses() []failover.Address {
	overSec := o.overSec()
	last := len(o.Request.Endpoints)
	if o.Request.Method != failover.MethodSimultaneous && o.answered() {
		for last > 0 && o.seen.device(o.Request.Endpoints[last-1].DeviceID) == nil {
			last--
		}
	}
	return o.addresses(func(i int) bool { return i >= last || o.early(i, overSec) })
}

// early tells whether a call was over before an endpoint's delay was.
func (o *Outcome) early(endpoint int, overSec int64) bool {
	return int64(o.Request.Endpoints[endpoint].DelaySec)+1 > overSec
}

// answered tells whether a leg of the request was.
func (o *Outcome) answered() bool {
	return slices.ContainsFunc(o.seen.legs, func(l seenLeg) bool { return l.TalkMs > 0 })
}

// addresses are those of the endpoints that need a look-up and fit.
func (o *Outcome) addresses(fits func(endpoint int) bool) []failover.Address {
	var list []failover.Address
	for i := range o.Request.Endpoints {
		e := &o.Request.Endpoints[i]
		if a, ok := e.Address(); ok && e.NeedsLookup() && fits(i) {
			list = append(list, a)
		}
	}
	return list
}

// device is the leg to a phone itself, nil if it did not ring; that which was
// answered, if one was.
func (s *sight) device(id string) *record.Placed {
	return s.best(func(l *seenLeg) bool { return l.route == "" && l.Device == id })
}

// forward is the leg to a number, with the same preference. A leg of another
// device to that number is not it.
func (s *sight) forward(device, route string) *record.Placed {
	return s.best(func(l *seenLeg) bool { return l.route == route && (l.Device == "" || l.Device == device) })
}

func (s *sight) best(fits func(*seenLeg) bool) (found *record.Placed) {
	for i := range s.legs {
		if l := &s.legs[i]; fits(l) && (found == nil || found.TalkMs == 0) {
			found = l.Placed
		}
	}
	return found
}

// sameNumber tells whether two numbers are one, written with and without
// country code or trunk prefix.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	a, b = digits(a), digits(b)
	if a == b {
		return a != ""
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= subscriberDigits && strings.HasSuffix(b, a)
}

// subscriberDigits is how many digits must agree at least.
const subscriberDigits = 7

// digits are those of a number.
func digits(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
