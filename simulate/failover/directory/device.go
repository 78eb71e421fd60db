package directory

import (
	"regexp"
	"strings"
	"sync"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// device is what a device contributes to any call.
type device struct {
	id string
	// owner is the user whose settings it has; "" if none, or several.
	owner string
	// silent: disabled, or not to be disturbed by its own, its owner's or the
	// account's wish. A disabled owner does not matter.
	silent bool
	// phone is its own endpoint, without what depends on the call; nil if none
	// can be built of it.
	phone *failover.Endpoint
	// mobile: phone is the route to a mobile network's number, which has
	// neither DID nor failover.
	mobile bool
	// did stands in for the number called, if not "".
	did string
	// forward are its call forwarding settings, merged with its owner's.
	forward forward
}

func newDevice(doc, owner, account document.Document) *device {
	d := &device{
		id: doc.ID, owner: owner.ID,
		forward: mergeForward(account.Object, doc.Object, owner.Object),
		did:     doc.Text("sip", "number"),
	}
	d.silent = doc.False("enabled")
	for _, o := range []document.Document{doc, owner, account} {
		d.silent = d.silent || o.True("do_not_disturb", "enabled")
	}
	switch kindOf(doc.Object) {
	case kindSIP:
		d.phone = sipEndpoint(doc, account)
	case kindMobile:
		d.phone, d.mobile = mobileEndpoint(doc, account), true
	}
	return d
}

// kind is what kz_endpoint builds of a device.
type kind uint8

const (
	kindUnknown kind = iota
	kindSIP
	kindMobile
)

// kindOf goes by the device's type, else by what settings it has.
func kindOf(o document.Object) kind {
	t := o.Text("endpoint_type")
	if t == "" {
		t = o.Text("device_type")
	}
	switch t {
	case "smartphone", "softphone", "cellphone", "landline", "fax":
		return kindSIP
	case "mobile":
		return kindMobile
	}
	switch {
	case strings.HasPrefix(t, "sip_"):
		return kindSIP
	case len(o.Object("mobile").Fields()) > 0:
		return kindMobile
	case len(o.Object("sip").Fields()) > 0:
		return kindSIP
	}
	return kindUnknown
}

// sipEndpoint is the endpoint of a phone (kz_endpoint:create_sip_endpoint).
func sipEndpoint(doc, account document.Document) *failover.Endpoint {
	sip := doc.Object.Object("sip")
	e := &failover.Endpoint{
		InviteFormat: sip.Text("invite_format"), ToUsername: sip.Text("username"), ToUser: sip.Text("static_invite"),
		ToRealm: sip.Text("realm"), ToIP: sip.Text("ip"), Route: sip.Text("route"), ProxyIP: sip.Text("proxy"),
		EndpointID: doc.ID, DeviceID: doc.ID,
	}
	if e.InviteFormat == "" {
		e.InviteFormat = "username"
	}
	if e.ToUser == "" {
		e.ToUser = e.ToUsername
	}
	if e.ToRealm == "" {
		e.ToRealm = account.Text("realm")
	}
	return e
}

// mobileNumber and mobileRealm are the defaults of callflow.mobile.
var mobileNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\+?1?([2-9][0-9]{2}[2-9][0-9]{6})$`)
})

const mobileRealm = "mobile.k.zswitch.net"

// mobileEndpoint is the route to a mobile network's number, which is never
// offline; nil without such a number (kz_endpoint:create_mobile_endpoint).
func mobileEndpoint(doc, account document.Document) *failover.Endpoint {
	number := mobileNumber().FindStringSubmatch(doc.Text("mobile", "mdn"))
	if number == nil {
		return nil
	}
	e := sipEndpoint(doc, account)
	return &failover.Endpoint{
		InviteFormat: "route", Route: "sip:" + number[1] + "@" + mobileRealm,
		ToUser: e.ToUser, ToUsername: e.ToUsername, ToRealm: e.ToRealm, DeviceID: doc.ID,
	}
}
