package restart

import (
	"fmt"
	"strconv"
)

// Algorithm is how the proxy chooses the gateway of a request that has no
// dialog (dispatcher module, parameter alg of ds_select_dst).
type Algorithm int

// Algorithms of the dispatcher, with its own numbers.
const (
	ByCallIDHash Algorithm = 0
	RoundRobin   Algorithm = 4
	AtRandom     Algorithm = 6
	AlwaysFirst  Algorithm = 8
)

var algorithmNames = map[string]Algorithm{
	"hash": ByCallIDHash, "round-robin": RoundRobin, "random": AtRandom, "first": AlwaysFirst,
}

// String is the algorithm's name, as ParseAlgorithm takes it.
func (a Algorithm) String() string {
	for _, name := range AlgorithmNames() {
		if algorithmNames[name] == a {
			return name
		}
	}
	return strconv.Itoa(int(a))
}

// AlgorithmNames are the algorithms that are known, in the order of their
// numbers.
func AlgorithmNames() []string { return []string{"hash", "round-robin", "random", "first"} }

// ParseAlgorithm takes a name or the dispatcher's number.
func ParseAlgorithm(s string) (Algorithm, error) {
	if a, ok := algorithmNames[s]; ok {
		return a, nil
	}
	for _, a := range algorithmNames {
		if s == strconv.Itoa(int(a)) {
			return a, nil
		}
	}
	return 0, unknown(fmt.Sprintf("algorithm %q found, hash (0), round-robin (4), random (6) or first (8) wanted", s), s, AlgorithmNames())
}

// CallIDHash is what the dispatcher module makes of a Call-ID (ds_get_hash):
// the gateway is the hash modulo their number.
func CallIDHash(callID string) uint32 {
	var h, v uint32
	p := 0
	for ; p+4 <= len(callID); p += 4 {
		v = uint32(callID[p])<<24 + uint32(callID[p+1])<<16 + uint32(callID[p+2])<<8 + uint32(callID[p+3])
		h += v ^ v>>3
	}
	v = 0
	for ; p < len(callID); p++ {
		v = v<<8 + uint32(callID[p])
	}
	h += v ^ v>>3
	h += h>>11 + h>>13 + h>>23
	if h == 0 {
		return 1
	}
	return h
}

// dispatcher is the proxy's list of gateways and whose turn it is. The turn
// is state of the process and begins at the first gateway with it.
type dispatcher struct {
	algorithm Algorithm
	gateways  int
	// disabled is a gateway that is out of service, -1: none.
	disabled int
	turn     int
	draws    draws
	// avoid makes every draw miss this gateway, unless it is the only one;
	// -1: draws are free.
	avoid int
}

// newDispatcher is the list of the process before a restart.
func newDispatcher(c *Call) *dispatcher {
	return &dispatcher{
		algorithm: c.Algorithm, gateways: c.Gateways, disabled: c.Disabled, avoid: -1,
		turn: c.TurnsBefore % c.Gateways, draws: newDraws(c.Seed, c.CallID),
	}
}

// choose takes the next gateway for a request of the call.
func (d *dispatcher) choose(hash uint32) int {
	i := 0
	switch d.algorithm {
	case ByCallIDHash:
		i = int(hash % uint32(d.gateways))
	case RoundRobin:
		i = d.turn % d.gateways
	case AtRandom:
		i = d.draws.below(d.gateways)
		if i == d.avoid {
			i = (i + 1) % d.gateways
		}
	}
	if i == d.disabled {
		i = d.after(i)
	}
	if d.algorithm == RoundRobin {
		d.turn = d.after(i)
	}
	return i
}

// after is the next in the list: the turn after it, and where a call fails
// over to.
func (d *dispatcher) after(i int) int { return (i + 1) % d.gateways }
