package directory

import (
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// forward is call_forward of a device as it acts.
type forward struct {
	enabled, failover bool
	// substitute leaves the phone itself out.
	substitute bool
	// directOnly: not for members of ring groups.
	directOnly bool
	// number is where calls go; nothing happens without one.
	number string
}

// mergeForward merges the settings key by key: the owner's win over the
// device's, and those over the account's. If the device's own are enabled,
// they are all there is.
func mergeForward(account, device, owner document.Object) forward {
	const key = "call_forward"
	sources := []document.Object{owner.Object(key), device.Object(key), account.Object(key)}
	if device.True(key, "enabled") {
		sources = sources[1:2]
	}
	from := func(name string) document.Object {
		for _, o := range sources {
			if o.Has(name) {
				return o
			}
		}
		return document.Object{}
	}
	direct := from("direct_calls_only")
	return forward{
		enabled: from("enabled").True("enabled"), failover: from("failover").True("failover"),
		substitute: from("substitute").True("substitute"), number: from("number").Text("number"),
		directOnly: direct.Has("direct_calls_only") && !direct.False("direct_calls_only"),
	}
}

// endpoint is the loopback to the number forwarded to.
func (f forward) endpoint(deviceID, called string) failover.Endpoint {
	return failover.Endpoint{InviteFormat: "loopback", ToDID: called, Route: f.number, DeviceID: deviceID, CallForward: true}
}
