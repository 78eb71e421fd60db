package directory

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// gregorianUnixSec is the Unix epoch in KAZOO's gregorian seconds.
const gregorianUnixSec = 62167219200

// memberTimeoutSec is how long a member rings if nothing says so.
const memberTimeoutSec = 20

// member is a device of a ring group. Two with the same device, delay and
// timeout are the same member.
type member struct {
	device *device
	timing
}

// timing is when and for how long a member rings.
type timing struct {
	delaySec, timeoutSec int
}

// timingOf reads what a member says of it, otherwise what the one around says.
func timingOf(o document.Object, otherwise timing) timing {
	return timing{max(0, o.Int(otherwise.delaySec, "delay")), max(0, o.Int(otherwise.timeoutSec, "timeout"))}
}

// place is a member at one of its places, with what is said of it there.
type place struct {
	member
	said properties
}

// ringGroup is module ring_group: its members in order, each once, at the last
// place it has; with strategy simultaneous then by delay.
func (b *builder) ringGroup() {
	b.indirect = true
	strategy := b.call.Data.Text("strategy")
	r := ring{account: b.account, single: strategy == "single"}
	for _, o := range b.call.Data.Objects("endpoints") {
		if !b.disabled(o) {
			r.add(o.Text("id"), o.Text("endpoint_type"), timingOf(o, timing{0, memberTimeoutSec}), propertiesOf(o))
		}
	}
	last := map[member]int{}
	for i, p := range r.places {
		last[p.member] = i
	}
	once := make([]place, 0, len(last))
	for i, p := range r.places {
		if last[p.member] == i {
			once = append(once, p)
		}
	}
	if methodOf(strategy) == failover.MethodSimultaneous { // stable: members of the same delay keep their order
		slices.SortStableFunc(once, func(x, y place) int { return cmp.Compare(x.delaySec, y.delaySec) })
	}
	b.endpoints = slices.Grow(b.endpoints, len(once))
	for _, p := range once {
		if p.device.id != b.call.AuthorizingID { // even if it may call itself
			b.device(p.device, p.said)
		}
	}
}

// disabled tells whether a member is switched off at the time of the call.
func (b *builder) disabled(o document.Object) bool {
	until, ok := o.Number("disable_until")
	return ok && until > float64(b.call.AtUnixSec+gregorianUnixSec)
}

// ring gathers the members of a ring group.
type ring struct {
	account *Account
	single  bool
	places  []place
	// within are the groups that are being taken apart, lest one hold itself.
	within []string
	taken  int
}

// maxMembers bounds the members that are looked at: groups that hold groups
// can name more of them than could ever be counted.
const maxMembers = 100_000

// add takes a member: a device, a user's devices, or a group's members.
func (r *ring) add(id, kind string, t timing, said properties) {
	if r.taken++; r.taken > maxMembers {
		return
	}
	switch kind {
	case "", typeDevice:
		if d := r.account.devices[id]; d != nil {
			r.places = append(r.places, place{member{d, t}, said})
		}
	case typeUser:
		for _, d := range r.account.owned[id] {
			r.places = append(r.places, place{member{d, t}, said})
		}
	case typeGroup:
		doc, ok := r.account.documents[id]
		if !ok || slices.Contains(r.within, id) {
			return
		}
		r.within = append(r.within, id)
		for _, m := range groupMembers(doc.Object.Object("endpoints"), r.single) {
			t := timingOf(m.entry, t)
			said.delaySec, said.timeoutSec = t.delaySec, t.timeoutSec // a group always says both
			r.add(m.id, m.entry.Text("type"), t, said)
		}
		r.within = r.within[:len(r.within)-1]
	}
}

// groupMember is an entry of a group document.
type groupMember struct {
	id     string
	entry  document.Object
	weight float64
}

// groupMembers are a group's members as a ring group takes them: in reverse,
// or, tried one after the other, by weight. There an entry without weight is
// left out, and of several with the same the last counts.
func groupMembers(endpoints document.Object, single bool) []groupMember {
	var list []groupMember
	for _, f := range endpoints.Fields() {
		entry, _ := f.Value.(document.Object)
		weight, weighted := entry.Number("weight")
		if !single {
			list = append(list, groupMember{f.Key, entry, 0})
			continue
		}
		if !weighted {
			continue
		}
		list = slices.DeleteFunc(list, func(m groupMember) bool { return m.weight == weight })
		list = append(list, groupMember{f.Key, entry, weight})
	}
	if single {
		slices.SortFunc(list, func(a, b groupMember) int { return cmp.Compare(a.weight, b.weight) })
	} else {
		slices.Reverse(list)
	}
	return list
}
