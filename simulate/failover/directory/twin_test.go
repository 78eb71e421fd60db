package directory

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// The twin is the document rules of testdata/vectors/failover/README.md over
// plain structs; what it says of an endpoint is a line of text.

// world is one account and a call in it, as drawn.
type world struct {
	realm    string
	quiet    bool // do_not_disturb of the account
	users    []person
	devices  []set
	groups   []bunch
	module   string
	target   string
	strategy string
	self     bool // can_call_self in the element's data
	members  []entry
	from     string // authorizing_id
	fromUser string
}

type person struct {
	id    string
	quiet bool
	cf    map[string]any
}

type set struct {
	id, owner, kind          string
	hotdesk                  []string
	deleted, disabled, quiet bool
	sip                      map[string]string // nil: no sip object
	cf                       map[string]any
}

type bunch struct {
	id       string
	strategy string
	members  []entry
}

// entry is a member of a ring group or of a group; -1 is not said.
type entry struct {
	id, kind                      string
	delay, timeout, weight, until int
	self                          bool
}

const noon = 1000 // Unix seconds of the call

func (w *world) devicesOf(user string) (list []set) {
	for _, d := range w.devices {
		if d.deleted {
			continue
		}
		if len(d.hotdesk) > 0 && slices.Contains(d.hotdesk, user) || len(d.hotdesk) == 0 && d.owner == user {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b set) int { return strings.Compare(a.id, b.id) })
	return list
}

func (w *world) device(id string) (list []set) {
	for _, d := range w.devices {
		if d.id == id && !d.deleted {
			list = append(list, d)
		}
	}
	return list
}

// settings are a device's call forwarding, and the user they may come from.
func (w *world) settings(d set) (cf map[string]any, owner string) {
	user := d.owner
	if len(d.hotdesk) == 1 {
		user = d.hotdesk[0]
	} else if len(d.hotdesk) > 1 {
		user = ""
	}
	merged := map[string]any{}
	for k, v := range d.cf {
		merged[k] = v
	}
	for _, p := range w.users {
		if p.id == user {
			owner = user
			for k, v := range p.cf {
				if d.cf["enabled"] != true {
					merged[k] = v
				}
			}
		}
	}
	return merged, owner
}

func (w *world) isQuiet(d set, owner string) bool {
	return d.quiet || w.quiet || slices.ContainsFunc(w.users, func(p person) bool { return p.id == owner && p.quiet })
}

// lines are the endpoints of a device.
func (w *world) lines(d set, delay, timeout int, self bool) (list []string) {
	cf, owner := w.settings(d)
	if d.disabled || w.isQuiet(d, owner) {
		return nil
	}
	if !self && (d.id == w.from || owner != "" && owner == w.fromUser) {
		return nil
	}
	number, _ := cf["number"].(string)
	active := cf["enabled"] == true && number != "" && (w.module != "ring_group" || cf["direct_calls_only"] != true)
	timing := fmt.Sprintf(" delay %d timeout %d", delay, timeout)
	known := slices.Contains([]string{"sip_device", "sip_uri", "softphone", "smartphone", "cellphone", "landline", "fax"}, d.kind)
	if (known || d.sip != nil) && !(active && cf["substitute"] == true) {
		get := func(key, otherwise string) string {
			if d.sip[key] != "" {
				return d.sip[key]
			}
			return otherwise
		}
		line := fmt.Sprintf("%s %s user %s/%s@%s did %s ip %s route %s proxy %s%s", d.id, get("invite_format", "username"),
			get("static_invite", get("username", "")), get("username", ""), get("realm", w.realm), get("number", "+1"),
			get("ip", ""), get("route", ""), get("proxy", ""), timing)
		if cf["failover"] == true && number != "" {
			line += fmt.Sprintf(" failover %s marked %v", number, cf["enabled"] != true)
		}
		list = append(list, line)
	}
	if active {
		list = append(list, d.id+" forward "+number+timing)
	}
	return list
}

func (w *world) twin() (method string, list []string) {
	method = w.strategy
	if method == "" {
		method = "simultaneous"
	}
	switch w.module {
	case "device":
		for _, d := range w.device(w.target) {
			list = append(list, w.lines(d, 0, 0, w.self)...)
		}
		return "simultaneous", list // strategy is no key of a device element
	case "user":
		for _, d := range w.devicesOf(w.target) {
			list = append(list, w.lines(d, 0, 0, w.self)...)
		}
	case "group":
		return w.twinGroup()
	default:
		list = w.twinRing(method)
	}
	return method, list
}

func (w *world) twinGroup() (method string, list []string) {
	method = "simultaneous"
	for _, g := range w.groups {
		if g.id != w.target {
			continue
		}
		var picked []set
		var said []entry
		take := func(devices []set, m entry) {
			for _, d := range devices {
				if d.id != w.from && !slices.ContainsFunc(picked, func(p set) bool { return p.id == d.id }) {
					picked, said = append(picked, d), append(said, m)
				}
			}
		}
		for _, m := range g.members {
			if m.kind != "user" {
				take(w.device(m.id), m)
			}
		}
		for _, m := range g.members {
			if m.kind != "device" {
				take(w.devicesOf(m.id), m)
			}
		}
		for i := len(picked) - 1; i >= 0; i-- {
			list = append(list, w.lines(picked[i], max(0, said[i].delay), max(0, said[i].timeout), said[i].self)...)
		}
		switch {
		case g.strategy != "":
			method = g.strategy
		case w.strategy != "":
			method = w.strategy
		}
	}
	return method, list
}

// ringer is a device of a ring group; key is what makes two the same.
type ringer struct {
	key            string
	device         set
	delay, timeout int
	self           bool
}

func (w *world) twinRing(method string) (list []string) {
	var ringers []ringer
	for _, m := range w.members {
		if m.until <= noon+62167219200 {
			ringers = append(ringers, w.ringers(m, method, 0)...)
		}
	}
	var once []ringer
	for i, r := range ringers {
		if !slices.ContainsFunc(ringers[i+1:], func(later ringer) bool { return later.key == r.key }) {
			once = append(once, r)
		}
	}
	if method == "simultaneous" {
		slices.SortStableFunc(once, func(a, b ringer) int { return a.delay - b.delay })
	}
	for _, r := range once {
		if r.device.id != w.from {
			list = append(list, w.lines(r.device, r.delay, r.timeout, r.self)...)
		}
	}
	return list
}

func (w *world) ringers(m entry, method string, depth int) (list []ringer) {
	devices := w.device(m.id)
	switch m.kind {
	case "user":
		devices = w.devicesOf(m.id)
	case "group":
		devices = nil
		for _, g := range w.groups {
			if g.id != m.id || depth > 0 {
				continue
			}
			for _, inner := range inOrder(g.members, method) {
				if inner.delay < 0 {
					inner.delay = max(0, m.delay)
				}
				if inner.timeout < 0 {
					inner.timeout = m.timeout
				}
				if inner.timeout < 0 {
					inner.timeout = 20
				}
				inner.self = m.self
				list = append(list, w.ringers(inner, method, depth+1)...)
			}
		}
	}
	for _, d := range devices {
		shown, counted := max(0, m.timeout), m.timeout
		if counted < 0 {
			counted = 20
		}
		list = append(list, ringer{fmt.Sprint(d.id, " ", max(0, m.delay), " ", counted), d, max(0, m.delay), shown, m.self})
	}
	return list
}

// inOrder is the order of a group's members within a ring group.
func inOrder(members []entry, method string) (list []entry) {
	if method != "single" {
		list = slices.Clone(members)
		slices.Reverse(list)
		return list
	}
	for weight := range 10 {
		last := -1
		for i, m := range members {
			if m.weight == weight {
				last = i
			}
		}
		if last >= 0 {
			list = append(list, members[last])
		}
	}
	return list
}

// said is a product endpoint in the twin's words.
func said(e failover.Endpoint) string {
	timing := fmt.Sprintf(" delay %d timeout %d", e.DelaySec, e.TimeoutSec)
	if e.CallForward {
		if e.InviteFormat != "loopback" || e.ToDID != "+1" || e.IsFailover || e.Failover != nil {
			return fmt.Sprintf("%+v", e)
		}
		return e.DeviceID + " forward " + e.Route + timing
	}
	line := fmt.Sprintf("%s %s user %s/%s@%s did %s ip %s route %s proxy %s%s", e.EndpointID, e.InviteFormat, e.ToUser, e.ToUsername,
		e.ToRealm, e.ToDID, e.ToIP, e.Route, e.ProxyIP, timing)
	if f := e.Failover; f != nil {
		line += fmt.Sprintf(" failover %s marked %v", f.Route, f.IsFailover)
	}
	return line
}

func TestEndpointsAreTheTwin(t *testing.T) {
	rung := 0
	for seed := range uint64(1500) {
		w := draw(rand.New(rand.NewPCG(seed, 1)))
		docs, data := w.documents(t)
		req, err := New(docs).Lookup("acme").Endpoints(&Call{
			Module: w.module, Data: data, AuthorizingID: w.from, CallerOwnerID: w.fromUser, Called: "+1", AtUnixSec: noon,
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range req.Endpoints {
			got = append(got, said(e))
		}
		method, want := w.twin()
		if !slices.Equal(got, want) || req.Method != method {
			t.Fatalf("seed %d, %+v:\n%s %s\nwant\n%s %s", seed, w, req.Method, strings.Join(got, "\n"), method, strings.Join(want, "\n"))
		}
		rung += len(got)
	}
	if rung < 800 {
		t.Errorf("only %d endpoints: the worlds are too empty", rung)
	}
}
