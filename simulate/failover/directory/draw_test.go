package directory

import (
	"fmt"
	"math/rand/v2"
)

// drawer draws small worlds in which every rule comes up.
type drawer struct{ *rand.Rand }

func (r drawer) one(words ...string) string { return words[r.IntN(len(words))] }
func (r drawer) rarely() bool               { return r.IntN(8) == 0 }
func (r drawer) number(values ...int) int   { return values[r.IntN(len(values))] }

func draw(random *rand.Rand) *world {
	r := drawer{random}
	w := &world{realm: "x.example", quiet: r.IntN(40) == 0, self: r.IntN(4) == 0}
	users, devices := []string{"u1", "u2", "u3"}, []string{}
	for _, id := range users[:1+r.IntN(3)] {
		w.users = append(w.users, person{id: id, quiet: r.rarely(), cf: r.forward()})
	}
	for i := range 1 + r.IntN(6) {
		id := fmt.Sprint("d", (i*7)%5, i) // not in the order of ids
		devices = append(devices, id)
		w.devices = append(w.devices, r.set(id))
	}
	for i := range r.IntN(3) {
		g := bunch{id: fmt.Sprint("g", i), strategy: r.one("", "", "single")}
		seen := map[string]bool{}
		for range r.IntN(5) {
			if m := r.entry(devices, "", "device", "user"); !seen[m.id] {
				seen[m.id] = true
				g.members = append(g.members, m)
			}
		}
		w.groups = append(w.groups, g)
	}
	w.module = r.one("user", "device", "ring_group", "ring_group", "group")
	w.target = map[string]string{"user": r.one("u1", "u2"), "device": r.one(devices...), "group": "g0"}[w.module]
	w.strategy = r.one("", "", "single", "simultaneous")
	if w.module == "ring_group" {
		for range r.IntN(6) {
			m := r.entry(devices, "", "device", "user", "user", "group")
			if m.until = -1; r.rarely() {
				m.until = r.number(1, noon+62167219200, noon+62167219201)
			}
			w.members = append(w.members, m)
		}
	}
	if r.IntN(3) == 0 {
		w.from = r.one(devices...)
	}
	if r.IntN(3) == 0 {
		w.fromUser = r.one("u1", "u2")
	}
	return w
}

func (r drawer) set(id string) set {
	d := set{
		id: id, owner: r.one("u1", "u1", "u2", "u3", "nobody", ""), deleted: r.rarely(), disabled: r.rarely(), quiet: r.rarely(),
		kind: r.one("sip_device", "softphone", "cellphone", "landline", "ata", "sip_uri", "fax"), cf: r.forward(),
	}
	for range r.IntN(8) - 5 {
		if u := r.one("u1", "u2", "nobody"); len(d.hotdesk) == 0 || d.hotdesk[0] != u {
			d.hotdesk = append(d.hotdesk, u)
		}
	}
	if r.IntN(5) > 0 {
		d.sip = map[string]string{"username": r.one("a", "b", "A", "")}
		for _, key := range []string{"invite_format", "realm", "ip", "route", "proxy", "static_invite", "number"} {
			if r.IntN(5) == 0 {
				d.sip[key] = r.one("e164", "route", "username")
			}
		}
	}
	return d
}

func (r drawer) forward() map[string]any {
	cf := map[string]any{}
	for _, key := range []string{"enabled", "failover", "substitute", "direct_calls_only"} {
		if r.IntN(3) > 0 {
			cf[key] = r.IntN(2) == 0
		}
	}
	if r.IntN(3) > 0 {
		cf["number"] = r.one("1", "2", "")
	}
	return cf
}

func (r drawer) entry(devices []string, kinds ...string) entry {
	m := entry{
		kind: r.one(kinds...), delay: r.number(-1, -1, 0, 5, 10), timeout: r.number(-1, -1, 0, 10, 20),
		weight: r.number(-1, 1, 2, 3), until: -1, self: r.rarely(),
	}
	switch m.kind {
	case "user":
		m.id = r.one("u1", "u2", "u3", "nobody")
	case "group":
		m.id = r.one("g0", "g1")
	default:
		m.id = r.one(append(devices, "nothing")...)
	}
	return m
}
