package directory

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Call is a call that has reached a callflow element.
type Call struct {
	// Module is the element's module: user, device, ring_group or group. Data is
	// its data.
	Module string
	Data   document.Object
	// AuthorizingID is the device the call comes from, CallerOwnerID its user;
	// "" if it comes from outside.
	AuthorizingID, CallerOwnerID string
	// Called is the number that was called.
	Called string
	// AtUnixSec is when, Unix time. 0 is unknown: members of a ring group that
	// are disabled until some time then are.
	AtUnixSec int64
}

// Endpoints is the bridge request that a callflow element makes of a call;
// without endpoints it makes none. The error is that of an unknown module.
func (a *Account) Endpoints(call *Call) (*failover.Request, error) {
	b := builder{account: a, call: call}
	key := "strategy"
	switch call.Module {
	case "user":
		b.user(call.Data.Text("id"), propertiesOf(call.Data))
	case "device":
		key = "dial_strategy"
		b.device(a.devices[call.Data.Text("id")], propertiesOf(call.Data))
	case "ring_group":
		b.ringGroup()
	case "group":
		if len(call.Data.Objects("endpoints")) > 0 { // cf_group hands these on
			b.ringGroup()
			break
		}
		return b.group()
	default:
		return nil, fmt.Errorf("module: %q found, user, device, ring_group or group wanted", call.Module)
	}
	return &failover.Request{Method: methodOf(call.Data.Text(key)), Endpoints: b.endpoints}, nil
}

// methodOf is the dial method of a strategy. weighted_random deals the members
// at random and then tries one after the other; here they keep their order.
func methodOf(strategy string) string {
	switch strategy {
	case "":
		return failover.MethodSimultaneous
	case "weighted_random":
		return "single"
	}
	return strategy
}

// properties are what the callflow says of an endpoint.
type properties struct {
	delaySec, timeoutSec int
	canCallSelf          bool
	staticInvite         string
}

func propertiesOf(o document.Object) properties {
	return properties{
		delaySec: max(0, o.Int(0, "delay")), timeoutSec: max(0, o.Int(0, "timeout")),
		canCallSelf: o.True("can_call_self"), staticInvite: o.Text("static_invite"),
	}
}

// builder gathers the endpoints of one call.
type builder struct {
	account *Account
	call    *Call
	// indirect: for a ring group, where direct_calls_only holds.
	indirect  bool
	endpoints []failover.Endpoint
}

// user adds the devices of a user.
func (b *builder) user(id string, p properties) {
	devices := b.account.owned[id]
	b.endpoints = slices.Grow(b.endpoints, len(devices))
	for _, d := range devices {
		b.device(d, p)
	}
}

// device adds the endpoints of a device: the phone, then where it is forwarded.
func (b *builder) device(d *device, p properties) {
	if d == nil || d.silent || !p.canCallSelf && b.callsItself(d) {
		return
	}
	f := d.forward
	active := f.enabled && f.number != "" && !(f.directOnly && b.indirect)
	if d.phone != nil && !(active && f.substitute) {
		b.endpoints = append(b.endpoints, b.phone(d, p))
	}
	if active {
		e := f.endpoint(d.id, b.call.Called)
		e.DelaySec, e.TimeoutSec = p.delaySec, p.timeoutSec
		b.endpoints = append(b.endpoints, e)
	}
}

// phone is the device's own endpoint in this call.
func (b *builder) phone(d *device, p properties) failover.Endpoint {
	e := *d.phone
	e.DelaySec, e.TimeoutSec = p.delaySec, p.timeoutSec
	if d.mobile {
		return e
	}
	if p.staticInvite != "" {
		e.ToUser = p.staticInvite
	}
	if e.ToDID = d.did; e.ToDID == "" {
		e.ToDID = b.call.Called
	}
	if d.forward.failover && d.forward.number != "" {
		f := d.forward.endpoint(d.id, b.call.Called)
		f.IsFailover = !d.forward.enabled
		e.Failover = &f
	}
	return e
}

// callsItself tells whether the call comes from the device or its user.
func (b *builder) callsItself(d *device) bool {
	return d.id == b.call.AuthorizingID || d.owner != "" && d.owner == b.call.CallerOwnerID
}
