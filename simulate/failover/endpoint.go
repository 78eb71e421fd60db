package failover

import "slices"

// Endpoint is one endpoint of a bridge request; an empty field is absent. The
// bridge API's name of each is in brackets.
type Endpoint struct {
	// InviteFormat (Invite-Format) is username, e164, npan, 1npan, contact,
	// route or loopback; on master also strip_plus.
	InviteFormat string `json:"invite_format,omitempty"`
	// Type (Endpoint-Type) is sip, freetdm or skype; absent means sip.
	Type string `json:"endpoint_type,omitempty"`
	// ToUser (To-User) is the user part to dial.
	ToUser string `json:"to_user,omitempty"`
	// ToUsername (To-Username) is the user name to look up, else ToUser is.
	ToUsername string `json:"to_username,omitempty"`
	// ToRealm (To-Realm) is the realm, as written.
	ToRealm string `json:"to_realm,omitempty"`
	// ToDID (To-DID) is the number that was called.
	ToDID string `json:"to_did,omitempty"`
	// ToIP (To-IP) is a fixed address, which saves the look-up.
	ToIP string `json:"to_ip,omitempty"`
	// Route (Route) is the number of a loopback, or the URI of a route.
	Route string `json:"route,omitempty"`
	// ProxyIP and ProxyZone (Proxy-IP, Proxy-Zone) only tell endpoints apart.
	ProxyIP   string `json:"proxy_ip,omitempty"`
	ProxyZone string `json:"proxy_zone,omitempty"`
	// EndpointID (Endpoint-ID) is the device, in requests of master.
	EndpointID string `json:"endpoint_id,omitempty"`
	// IsFailover is the channel variable of that name.
	IsFailover bool `json:"is_failover,omitempty"`
	// Failover (Failover) is dialled in the endpoint's place, or nil.
	Failover *Endpoint `json:"failover,omitempty"`

	// What follows is not part of a decision: the device an endpoint was made
	// from, its timing in the request, and whether call forwarding made it.
	DeviceID    string `json:"device_id,omitempty"`
	CallForward bool   `json:"call_forward,omitempty"`
	DelaySec    int    `json:"delay,omitempty"`
	TimeoutSec  int    `json:"timeout,omitempty"`
}

// Invite formats with rules of their own.
const (
	loopback  = "loopback"
	route     = "route"
	stripPlus = "strip_plus"
)

// valid is kapi_dialplan's check of an endpoint.
func (e *Endpoint) valid(rel Release) bool {
	switch e.InviteFormat {
	case "username", "e164", "npan", "1npan", "contact", route, loopback:
	case stripPlus:
		if rel != Master {
			return false
		}
	default:
		return false
	}
	switch e.Type {
	case "", "sip", "freetdm", "skype":
		return true
	}
	return false
}

// NeedsLookup tells whether an endpoint is dialled only if registered. Routes,
// loopbacks and fixed addresses are never offline.
func (e *Endpoint) NeedsLookup() bool {
	return e.InviteFormat != route && e.InviteFormat != loopback && e.ToIP == ""
}

// Address is what is looked up; ok is false if that is impossible, for want of
// a user name or a realm.
func (e *Endpoint) Address() (a Address, ok bool) {
	user := e.ToUsername
	if user == "" {
		user = e.ToUser
	}
	if user == "" || e.ToRealm == "" {
		return Address{}, false
	}
	return NewAddress(user, e.ToRealm), true
}

// identity is what makes two endpoints of a request the same, as written.
type identity struct {
	format, user, realm, did, route, proxyZone, proxyIP, id string
}

// identity leaves out the endpoint's id before master.
func (e *Endpoint) identity(rel Release) identity {
	i := identity{e.InviteFormat, e.ToUser, e.ToRealm, e.ToDID, e.Route, e.ProxyZone, e.ProxyIP, ""}
	if rel == Master {
		i.id = e.EndpointID
	}
	return i
}

// fewIdentities is up to how many a look at each is faster than a map.
const fewIdentities = 32

// identities are those met in a request so far.
type identities struct {
	few  []identity
	many map[identity]struct{}
}

// add tells whether an identity is new.
func (s *identities) add(i identity) bool {
	if s.many == nil && len(s.few) < fewIdentities {
		if slices.Contains(s.few, i) {
			return false
		}
		s.few = append(s.few, i)
		return true
	}
	if s.many == nil {
		s.many = map[identity]struct{}{}
		for _, known := range s.few {
			s.many[known] = struct{}{}
		}
	}
	before := len(s.many)
	s.many[i] = struct{}{}
	return len(s.many) > before
}
