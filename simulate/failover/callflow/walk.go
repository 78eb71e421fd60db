package callflow

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
)

// Call is a call to a number of the account.
type Call struct {
	// Number is what was dialled.
	Number string
	// AtUnixSec is when, Unix time.
	AtUnixSec int64
	// AuthorizingID is the device the call comes from, CallerOwnerID its user;
	// "" if it comes from outside.
	AuthorizingID, CallerOwnerID string
	// Rang are the devices that rang first in the record.
	Rang []string
}

// Way is how a walk ended.
type Way uint8

const (
	// Undecided: no document says where it went on.
	Undecided Way = iota
	// Bridge: at an element that makes a bridge request.
	Bridge
	// NoPhone: without ringing a phone of the account.
	NoPhone
)

// Arrival is where a walk ended.
type Arrival struct {
	Way Way
	// Reason is why it is undecided, or the module that rings no phone.
	Reason string
	// Request is what a bridge asks for.
	Request *failover.Request
	// Chosen: the phones that rang told which branch was taken.
	Chosen bool
	at     *element
}

// maxSteps bounds the elements that one walk looks at: menus that lead to
// menus can have more ways through them than anybody could try.
const maxSteps = 10_000

const inCircle = "callflow in a circle"

// Walk walks a call from its number to the first element that makes a bridge
// request.
func (p *Plan) Walk(call *Call) Arrival {
	flow := p.lookup(call.Number)
	if flow == nil {
		return Arrival{Reason: "no callflow"}
	}
	w := walker{plan: p, call: call, steps: maxSteps, within: []*element{flow}}
	return w.walk(flow)
}

// walker is one walk.
type walker struct {
	plan  *Plan
	call  *Call
	steps int
	// within are the callflows being followed, lest one lead back to itself.
	within []*element
}

// walk goes on from an element.
func (w *walker) walk(e *element) Arrival {
	for e != nil {
		if w.steps--; w.steps < 0 {
			return Arrival{Reason: "too many ways"}
		}
		switch e.kind {
		case bridges:
			if req := w.request(e); req != nil {
				return Arrival{Way: Bridge, Request: req, at: e}
			}
			e = e.next // without endpoints there is no request
		case passes:
			e = e.next
		case follows:
			if e = w.follow(e); slices.Contains(w.within, e) {
				return Arrival{Reason: inCircle}
			}
			w.within = append(w.within, e)
		case temporal:
			if e.temporal.action {
				return Arrival{Way: NoPhone, Reason: e.module}
			}
			e = e.child(e.temporal.choose(w.call.AtUnixSec))
		case ends:
			return Arrival{Way: NoPhone, Reason: e.module}
		case chooses, unknown:
			return w.choose(e)
		}
	}
	return Arrival{Way: NoPhone, Reason: "hung up"}
}

// follow is the callflow that an element leads to, else the next element.
func (w *walker) follow(e *element) *element {
	if to := w.plan.flows[e.id]; to != nil {
		return to
	}
	return e.next
}

// request is the bridge request of an element, nil if it makes none.
func (w *walker) request(e *element) *failover.Request {
	req, err := w.plan.account.Endpoints(&directory.Call{
		Module: e.module, Data: e.data, AuthorizingID: w.call.AuthorizingID, CallerOwnerID: w.call.CallerOwnerID,
		Called: w.call.Number, AtUnixSec: w.call.AtUnixSec,
	})
	if err != nil || len(req.Endpoints) == 0 {
		return nil
	}
	return req
}

// choose is the one branch whose request holds all phones that rang.
func (w *walker) choose(e *element) Arrival {
	reason := choosers[e.module]
	if reason == "" {
		reason = "module " + e.module
	}
	var fits []Arrival
	if len(w.call.Rang) > 0 {
		followed := len(w.within)
		for _, to := range e.ways() {
			a := w.walk(to)
			w.within = w.within[:followed]
			if a.Way == Bridge && w.rang(a.Request) && !slices.ContainsFunc(fits, func(f Arrival) bool { return f.at == a.at }) {
				fits = append(fits, a)
			}
		}
	}
	if len(fits) != 1 {
		return Arrival{Reason: reason}
	}
	fits[0].Chosen = true
	return fits[0]
}

// ways are all children of an element.
func (e *element) ways() []*element {
	list := []*element{e.next}
	for _, b := range e.branches {
		list = append(list, b.to)
	}
	return list
}

// rang tells whether all phones that rang are in a request.
func (w *walker) rang(req *failover.Request) bool {
	for _, id := range w.call.Rang {
		if !slices.ContainsFunc(req.Endpoints, func(e failover.Endpoint) bool { return e.DeviceID == id }) {
			return false
		}
	}
	return true
}
