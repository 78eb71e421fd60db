package failover

// Registered answers whether a bridge would find an address registered.
type Registered func(Address) bool

// Decide is what ecallmgr does with a request; whenAllUnreg is the flag.
func Decide(req *Request, registered Registered, rel Release, whenAllUnreg bool) Decision {
	c, result := candidatesOf(req, registered, rel)
	switch {
	case result != Dial:
		return Decision{Result: result}
	case whenAllUnreg:
		return c.allOrNothing()
	}
	return c.eachAlone(registered)
}

// Pair is the outcome of one request with the flag off and on.
type Pair struct {
	Off Decision `json:"off"`
	On  Decision `json:"on"`
}

// DecideBoth is Decide with the flag off and on.
func DecideBoth(req *Request, registered Registered, rel Release) Pair {
	c, result := candidatesOf(req, registered, rel)
	if result != Dial {
		return Pair{Decision{Result: result}, Decision{Result: result}}
	}
	return Pair{Off: c.eachAlone(registered), On: c.allOrNothing()}
}

// candidates are the endpoints of a request that are worth a look.
type candidates struct {
	release   Release
	endpoints []Endpoint
	// kept are the valid endpoints, each once, in order.
	kept      []candidate
	separator string
	// allFailover: two or more valid endpoints, all marked as failovers. Their
	// common variable then moves to the call, and none of them is special.
	allFailover bool
}

// candidate is an endpoint, by its number, and what its look-up says.
type candidate struct {
	number int
	found  standing
}

// candidatesOf drops what is invalid and what is there twice. The result is
// Dial if something is left.
func candidatesOf(req *Request, registered Registered, rel Release) (candidates, Result) {
	c := candidates{release: rel, endpoints: req.Endpoints, separator: "|"}
	if len(req.Endpoints) == 0 {
		return c, NoEndpointsInRequest
	}
	c.kept = make([]candidate, 0, len(req.Endpoints))
	seen := identities{few: make([]identity, 0, min(len(req.Endpoints), fewIdentities))}
	valid, marked := 0, 0
	for i := range req.Endpoints {
		e := &req.Endpoints[i]
		if !e.valid(rel) {
			continue
		}
		valid++
		if e.IsFailover {
			marked++
		}
		if seen.add(e.identity(rel)) {
			c.kept = append(c.kept, candidate{i, lookUp(e, registered)})
		}
	}
	if valid == 0 {
		return c, NoEndpointsInRequest
	}
	// The separator counts before duplicates and phones offline are taken out.
	if req.Method == MethodSimultaneous && valid >= 2 {
		c.separator = ","
	}
	c.allFailover = valid >= 2 && marked == valid
	return c, Dial
}

// standing is what a look-up says of an endpoint.
type standing uint8

const (
	unregistered standing = iota
	reachable
	impossible // no user name or no realm to look up
)

func lookUp(e *Endpoint, registered Registered) standing {
	if !e.NeedsLookup() {
		return reachable
	}
	address, ok := e.Address()
	switch {
	case !ok:
		return impossible
	case registered(address):
		return reachable
	}
	return unregistered
}

// eachAlone is the flag off: an unregistered endpoint is replaced by its
// failover, that by its own, and so on. An impossible look-up ends the search.
func (c *candidates) eachAlone(registered Registered) Decision {
	channels := make([]Channel, 0, len(c.kept))
	for _, k := range c.kept {
		depth, e, found := 0, &c.endpoints[k.number], k.found
		for found == unregistered && e.Failover != nil {
			depth, e = depth+1, e.Failover
			found = lookUp(e, registered)
		}
		switch {
		case found != reachable:
		case depth == 0:
			channels = append(channels, Channel{Endpoint: k.number})
		case depth == 1:
			channels = append(channels, Channel{Endpoint: k.number, Via: ViaFailover})
		default:
			channels = append(channels, Channel{Endpoint: k.number, Via: ViaFailover, Depth: depth})
		}
	}
	return dialled(c.separator, channels)
}

// allOrNothing is the flag on: ordinary endpoints that can be reached, or
// else failovers. Only a loopback can be a failover; any other kills the
// command, whatever else is in the request.
func (c *candidates) allOrNothing() Decision {
	var ordinary, failovers []Channel
	var routes []string
	for _, k := range c.kept {
		e := &c.endpoints[k.number]
		if k.found == impossible && c.release == Release43 {
			return Decision{Result: Exception}
		}
		channel := Channel{Endpoint: k.number}
		switch {
		case e.IsFailover && !c.allFailover:
		case k.found == reachable:
			ordinary = append(ordinary, channel)
			continue
		case e.Failover == nil:
			continue
		default:
			channel.Via, e = ViaFailover, e.Failover
		}
		if e.InviteFormat != loopback {
			return Decision{Result: Exception}
		}
		failovers, routes = append(failovers, channel), append(routes, e.Route)
	}
	if len(ordinary) > 0 {
		return dialled(c.separator, ordinary)
	}
	return dialled(c.separator, lastOfEach(failovers, routes))
}

// lastOfEach keeps the last channel of each route, in its place: ecallmgr
// walks the request from its end and skips routes it has.
func lastOfEach(channels []Channel, routes []string) []Channel {
	last := make(map[string]int, len(routes))
	for i, r := range routes {
		last[r] = i
	}
	kept := channels[:0]
	for i, channel := range channels {
		if last[routes[i]] == i {
			kept = append(kept, channel)
		}
	}
	return kept
}
