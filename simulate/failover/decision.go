package failover

// Decision is what becomes of a bridge request.
type Decision struct {
	Result Result `json:"result"`
	// Separator is "," for channels dialled together and "|" for one after the
	// other; empty unless something is dialled.
	Separator string `json:"separator,omitempty"`
	// Dial are the channels in the order of the bridge string.
	Dial []Channel `json:"dial,omitempty"`
}

// Channel is one dialled channel.
type Channel struct {
	// Endpoint is the number of the endpoint in the request, from 0.
	Endpoint int `json:"endpoint"`
	// Via says whether the endpoint itself or its failover is dialled.
	Via Via `json:"via"`
	// Depth is how deep a failover of a failover lies, from 2; 0 otherwise.
	Depth int `json:"depth,omitempty"`
}

// Result is how a bridge request ends.
type Result uint8

const (
	// NoEndpoints: the callflow element found none and made no request.
	NoEndpoints Result = iota
	// Dial: at least one channel is dialled.
	Dial
	// NoEndpointsInRequest: the request holds nothing valid.
	NoEndpointsInRequest
	// NoEndpointsLeft: nothing in the request can be reached.
	NoEndpointsLeft
	// Exception: the bridge command dies, and its caller sees it fail.
	Exception
)

var resultNames = [...]string{"no_endpoints", "dial", "no_endpoints_in_request", "no_endpoints_left", "exception"}

// String is the word for a result in JSON.
func (r Result) String() string { return resultNames[r] }

// MarshalText is String.
func (r Result) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Via is which part of an endpoint is dialled.
type Via uint8

const (
	// ViaEndpoint: the endpoint itself.
	ViaEndpoint Via = iota
	// ViaFailover: its failover object, in its place.
	ViaFailover
)

var viaNames = [...]string{"endpoint", "failover"}

// String is the word in JSON.
func (v Via) String() string { return viaNames[v] }

// MarshalText is String.
func (v Via) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// dialled is the decision to dial channels, if there are any.
func dialled(separator string, channels []Channel) Decision {
	if len(channels) == 0 {
		return Decision{Result: NoEndpointsLeft}
	}
	return Decision{Result: Dial, Separator: separator, Dial: channels}
}
