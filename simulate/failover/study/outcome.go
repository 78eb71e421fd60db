package study

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/callflow"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// Status is what became of a call in a study.
type Status uint8

const (
	// Undecided: no document says whom it was to ring.
	Undecided Status = iota
	// Decided: there is a bridge request, and a decision under each setting.
	Decided
	// NoPhone: it was to ring no phone of its account, so that the flag does
	// not concern it: voicemail, a call to the outside.
	NoPhone
)

var statusWords = [...]string{"undecided", "decided", "no_phone"}

// String is the word for it in JSON.
func (s Status) String() string { return statusWords[s] }

// Outcome is what a study says of one call.
type Outcome struct {
	Call   record.Call
	Status Status
	// Reason is why it is undecided, or what it reached instead of a phone.
	Reason string
	// AccountName is that of the account's document.
	AccountName string
	// Module and Target are the element that rings: "ring_group", "sales".
	Module, Target string
	// Chosen: the phones that rang told which branch the caller took.
	Chosen bool
	// Request is the bridge request; Registered those of its addresses that
	// were registered, in its order, each once.
	Request    *failover.Request
	Registered []failover.Address
	failover.Pair
	// Next is what the callflow does if nothing is dialled.
	Next string
	Difference
	Agreement Agreement
	// KeptAlive: a phone counts as registered only because of
	// expires_deviation_time.
	KeptAlive bool
	// Covered: everyone registered at that time is known.
	Covered bool

	seen         sight
	manyAccounts bool
}

// decide decides the n-th call.
func (s *Study) decide(n int, o *Outcome, walkers map[*account]*callflow.Walker) {
	call := o.Call
	s.traffic.Call(n, &call)
	*o = Outcome{Call: call, Registered: o.Registered[:0], seen: sight{legs: o.seen.legs[:0]}}
	a := s.accounts[o.Call.Account]
	switch {
	case !o.Call.Incoming:
		o.Reason = "no caller's leg"
		return
	case a == nil:
		o.Reason = ReasonNoDocuments
		return
	}
	o.AccountName, o.manyAccounts = a.Name, len(s.accounts) > 1
	walked := callflow.Call{
		Number: o.Call.Number, AtUnixSec: o.Call.StartUs / 1_000_000, AuthorizingID: o.Call.Device,
		CallerOwnerID: a.ownerOf(o.Call.Device), Rang: firstRung(&o.Call),
	}
	walker := walkers[a]
	if walker == nil {
		walker = a.plan.NewWalker()
		walkers[a] = walker
	}
	arrival := walker.Walk(&walked)
	o.Reason, o.Chosen, o.Module, o.Target = arrival.Reason, arrival.Chosen, arrival.Module(), arrival.Target()
	switch arrival.Way {
	case callflow.NoPhone:
		o.Status = NoPhone
		return
	case callflow.Undecided:
		return
	}
	o.Status, o.Request = Decided, arrival.Request
	o.look()
	s.register(o, walked.AtUnixSec)
	if len(o.Off.Dial) == 0 || len(o.On.Dial) == 0 {
		o.Next = walker.Next(arrival, &walked)
	}
	o.Difference = a.compare(o)
	o.Agreement = s.agreement(o)
}

// ReasonNoDocuments is why calls of an account without documents are
// undecided.
const ReasonNoDocuments = "no documents of the account"

// register finds who was registered, and decides.
func (s *Study) register(o *Outcome, atSec int64) {
	rang := o.rangAddresses()
	if s.opt.Knowledge == Inferred {
		rang = append(rang, o.undueAddresses()...)
	}
	registered := s.opt.at(atSec, rang)
	o.Covered = s.opt.covers(atSec)
	for i := range o.Request.Endpoints {
		e := &o.Request.Endpoints[i]
		a, ok := e.Address()
		if !ok || !e.NeedsLookup() || !registered(a) || slices.Contains(o.Registered, a) {
			continue
		}
		o.Registered = append(o.Registered, a)
		o.KeptAlive = o.KeptAlive || s.opt.keptAlive(a, atSec)
	}
	o.Pair = failover.DecideBoth(o.Request, registered, s.opt.Release)
}

// IsRegistered tells whether an address of the request was registered.
func (o *Outcome) IsRegistered(a failover.Address) bool { return slices.Contains(o.Registered, a) }

// Dialled names what a decision dials, in order: devices, and the numbers that
// failovers and forwards go to.
func (o *Outcome) Dialled(d *failover.Decision) (names []string) {
	for _, c := range d.Dial {
		names = append(names, nameOfEndpoint(dialled(o.Request, c)))
	}
	return names
}

// ownerOf is the one user a device belongs to, "" if none or several do.
func (a *account) ownerOf(device string) string {
	if users := a.owners[device]; len(users) == 1 {
		return users[0]
	}
	return ""
}

// firstRungUs is how much later than the first leg another one may begin that
// rings together with it.
const firstRungUs = 2_000_000

// firstRung are the devices that rang first.
func firstRung(c *record.Call) []string {
	var list []string
	for _, l := range c.Placed {
		if l.StartUs > c.Placed[0].StartUs+firstRungUs {
			break
		}
		if l.Device != "" && !slices.Contains(list, l.Device) {
			list = append(list, l.Device)
		}
	}
	return list
}

// Dials is what kind of channels a decision dials.
type Dials uint8

const (
	// DialsPhones: phones and forwards only.
	DialsPhones Dials = iota
	// DialsFailovers: failovers only.
	DialsFailovers
	// DialsBoth: failovers beside phones.
	DialsBoth
	// DialsNothing: nothing.
	DialsNothing
)

// Dials says what kind of channels a decision of the call dials.
func (o *Outcome) Dials(d *failover.Decision) Dials {
	failovers := 0
	for _, c := range d.Dial {
		if isFailover(o.Request, c) {
			failovers++
		}
	}
	switch {
	case len(d.Dial) == 0:
		return DialsNothing
	case failovers == 0:
		return DialsPhones
	case failovers == len(d.Dial):
		return DialsFailovers
	}
	return DialsBoth
}
