package study

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// Change is what the flag makes of a call: on against off.
type Change uint8

const (
	// Same: the same is dialled either way.
	Same Change = iota
	// OwnPhone: off, a failover rings beside the same user's own registered
	// phone, or forward. On, it does not: what the flag is for.
	OwnPhone
	// Duplicate: off, one number is dialled more than once.
	Duplicate
	// Gained: something is dialled with on only.
	Gained
	// Trap: on, the failover of somebody without a registered phone does not
	// ring, because somebody else can be reached.
	Trap
	// Exception: on, the bridge dies and nothing is dialled; off, something is.
	Exception

	NumChanges = iota
)

var changeWords = [NumChanges]string{"same", "own_phone", "duplicate", "gained", "trap", "exception"}

// String is the word for it in JSON.
func (c Change) String() string { return changeWords[c] }

// Better tells whether the caller and the called are better off with the flag
// on.
func (c Change) Better() bool { return c == OwnPhone || c == Duplicate || c == Gained }

// Worse tells whether they are worse off.
func (c Change) Worse() bool { return c == Trap || c == Exception }

// Difference is what changes for a call when the flag is switched on.
type Difference struct {
	Change Change
	// Lost are the channels dialled with off only, Won those with on only.
	Lost, Won []failover.Channel
	// Losers are the users, or devices without one, whose failover no longer
	// rings and who have nothing instead, each once. Answered are those of them
	// whose failover answered the call in the record.
	Losers, Answered []string
	// Gainers are the users whose failover no longer rings beside their phone.
	Gainers []string
}

// compare says what the flag changes. The worst thing names the change.
func (a *account) compare(o *Outcome) Difference {
	d := Difference{Lost: without(o.Off.Dial, o.On.Dial), Won: without(o.On.Dial, o.Off.Dial)}
	if len(d.Won) > 0 {
		d.Change = Gained
	}
	for _, c := range d.Lost {
		e := dialled(o.Request, c)
		switch {
		case o.On.Result == failover.Exception:
			d.Change = Exception
			a.lose(o, &d, e)
		case e.InviteFormat == loopback && dials(o, e.Route):
			d.Change = max(d.Change, Duplicate)
		case a.rings(o, e.DeviceID):
			d.Change = max(d.Change, OwnPhone)
			add(&d.Gainers, a.person(e.DeviceID))
		default:
			d.Change = Trap
			a.lose(o, &d, e)
		}
	}
	if d.Change == Duplicate && len(d.Gainers) > 0 {
		d.Change = OwnPhone
	}
	return d
}

// lose notes whose endpoint no longer rings, and whether it had answered.
func (a *account) lose(o *Outcome, d *Difference, e *failover.Endpoint) {
	who := a.person(e.DeviceID)
	add(&d.Losers, who)
	if leg := o.seen.leg(e); leg != nil && leg.TalkMs > 0 {
		add(&d.Answered, who)
	}
}

// leg is the leg that dialling an endpoint made, nil if the record has none.
func (s *sight) leg(e *failover.Endpoint) *record.Placed {
	if e.InviteFormat == loopback {
		return s.forward(e.DeviceID, e.Route)
	}
	return s.device(e.DeviceID)
}

// without are the channels of one list that another lacks.
func without(list, other []failover.Channel) (rest []failover.Channel) {
	for _, c := range list {
		if !slices.Contains(other, c) {
			rest = append(rest, c)
		}
	}
	return rest
}

// dialled is the endpoint or failover that a channel dials.
func dialled(req *failover.Request, c failover.Channel) *failover.Endpoint {
	e := &req.Endpoints[c.Endpoint]
	depth := c.Depth
	if c.Via == failover.ViaFailover {
		depth = max(depth, 1)
	}
	for ; depth > 0 && e.Failover != nil; depth-- {
		e = e.Failover
	}
	return e
}

// dials tells whether a number is dialled with the flag on.
func dials(o *Outcome, route string) bool {
	return slices.ContainsFunc(o.On.Dial, func(c failover.Channel) bool {
		e := dialled(o.Request, c)
		return e.InviteFormat == loopback && e.Route == route
	})
}

// rings tells whether, with the flag on, the user of a device is rung anyway.
func (a *account) rings(o *Outcome, device string) bool {
	return slices.ContainsFunc(o.On.Dial, func(c failover.Channel) bool {
		return a.sameUser(dialled(o.Request, c).DeviceID, device)
	})
}

// sameUser tells whether two devices belong to one user.
func (a *account) sameUser(x, y string) bool {
	return x == y || slices.ContainsFunc(a.owners[x], func(user string) bool { return slices.Contains(a.owners[y], user) })
}

// person is what people call the user of a device, or a device without one.
func (a *account) person(device string) string {
	for _, user := range a.owners[device] {
		if name := a.names[user]; name != "" {
			return name
		}
	}
	return a.plan.NameOf(device)
}

func add(list *[]string, name string) {
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}
