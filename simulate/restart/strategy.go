package restart

import (
	"fmt"
	"strings"
)

// Strategy is what a proxy's configuration does with messages whose
// transaction it does not know: those of calls set up before its restart. A
// new one is a value of its own in a file of its own and a line in
// strategies.
type Strategy interface {
	// Name is the strategy's on the command line and in case files.
	Name() string
	// Meaning says in a line what the configuration does.
	Meaning() string
	// Algorithm chooses gateways for INVITEs unless the case says otherwise.
	Algorithm() Algorithm
	// StrayCancel says where a CANCEL without its INVITE's transaction goes.
	StrayCancel(*Desk) Verdict
	// StrayAck says it of the ACK of a negative final reply. The ACK of a 2xx
	// belongs to the dialog and is routed by its Route headers whatever the
	// strategy.
	StrayAck(*Desk) Verdict
	// RelaysStrayReplies tells whether a reply without its transaction is sent
	// on by its Via headers (RFC 3261 section 16.7, step 1; 18.1.2).
	RelaysStrayReplies() bool
	// Survives says what of the proxy's state outlives a stop.
	Survives(Stop) State
}

// Stop is how the proxy's process ends.
type Stop int

// Ways to stop.
const (
	// Orderly is a stop in which modules write what they hold (SIGTERM).
	Orderly Stop = iota
	// Crash leaves no time for that (SIGKILL, a fault).
	Crash
)

// String is the way as case files write it.
func (s Stop) String() string { return [...]string{"orderly", "crash"}[s] }

// State is a set of what a proxy knows of its calls.
type State int

// What may outlive a stop.
const (
	// Transactions are those of the tm module, with their timers and turns.
	Transactions State = 1 << iota
	// GatewayMap is a table from Call-ID to gateway.
	GatewayMap
	// Dialogs are those of the dialog module, once confirmed.
	Dialogs
)

// Action is what becomes of a stray request.
type Action int

// Actions; the zero value loses the request.
const (
	Drop Action = iota
	Answer
	Forward
)

// Verdict is a strategy's answer to a stray request.
type Verdict struct {
	Action Action
	// Code is the status of the reply if the request is answered.
	Code int
	// Gateway, from 0, is where it is forwarded to.
	Gateway int
}

// Desk is what a strategy may ask about the call whose message went astray.
type Desk struct{ proxy *proxy }

// Dispatch chooses a gateway as for an INVITE; under round robin it takes a
// turn.
func (d *Desk) Dispatch() int { return d.proxy.dispatch() }

// Mapped is the gateway that the map has for the Call-ID.
func (d *Desk) Mapped() (gateway int, known bool) { return d.proxy.mapped, d.proxy.mapped >= 0 }

// Confirmed is the gateway of the call's dialog, if an answer made it one
// before the stop: the dialog module writes no earlier ones.
func (d *Desk) Confirmed() (gateway int, known bool) {
	return d.proxy.confirmed, d.proxy.confirmed >= 0
}

// strategies are those known, in the order in which they are listed.
var strategies = []Strategy{
	guarded{}, dropReplies{}, relayCancel{},
	dispatched{"hash", ByCallIDHash}, dispatched{"round-robin", RoundRobin}, dispatched{"random", AtRandom}, dispatched{"first", AlwaysFirst},
	externalMap{}, savedMap{}, dialogTable{}, hiddenTopology{}, stateKept{},
}

// Strategies are all that are known.
func Strategies() []Strategy { return append([]Strategy(nil), strategies...) }

// StrategyNames are their names, in the same order.
func StrategyNames() []string {
	var names []string
	for _, s := range strategies {
		names = append(names, s.Name())
	}
	return names
}

// ParseStrategy finds a strategy by its name; the error names the nearest.
func ParseStrategy(name string) (Strategy, error) {
	for _, s := range strategies {
		if s.Name() == name {
			return s, nil
		}
	}
	known := StrategyNames()
	return nil, unknown(fmt.Sprintf("strategy %q is not known, one of %s wanted", name, strings.Join(known, ", ")), name, known)
}
