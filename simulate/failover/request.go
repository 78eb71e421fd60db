package failover

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// MethodSimultaneous is the dial method that rings endpoints together; every
// other rings them one after the other.
const MethodSimultaneous = "simultaneous"

// Request is a bridge request.
type Request struct {
	// Method (Dial-Endpoint-Method) is simultaneous or single.
	Method string `json:"method"`
	// Endpoints are in the order of the request, invalid ones included.
	Endpoints []Endpoint `json:"endpoints"`
}

// Captured is a bridge request with what the registrar knew at the time.
type Captured struct {
	// ID is whatever JSON the line has; its answer has it too.
	ID json.RawMessage `json:"id"`
	Request
	// Addresses have a live registration ("user@realm"); every other has none.
	Addresses []string `json:"registered"`
}

// ParseCaptured reads a captured request from a JSON object. Fields that it
// does not know are left out. The error is a *cdr.DataError at place.
func ParseCaptured(place string, line []byte) (*Captured, error) {
	c := &Captured{}
	if err := json.Unmarshal(line, c); err != nil {
		return nil, LineError(place, err, `one object a line: {"id","method","registered":[...],"endpoints":[...]}`)
	}
	return c, nil
}

// LineError tells what in a line of JSON is not as wanted: a *cdr.DataError at
// place with a hint.
func LineError(place string, err error, hint string) error {
	bad := &cdr.DataError{Place: place, Problem: "no JSON object: " + err.Error(), Hint: hint, Err: err}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		field := strings.TrimPrefix(kind.Field, "Request.") // the embedded struct is no part of the line
		if field == "" {
			field = "line"
		}
		bad.Problem = fmt.Sprintf("%s: a JSON %s found, %s wanted", field, kind.Value, wanted(kind))
	}
	return bad
}

// wanted names the JSON kind of a Go type.
func wanted(e *json.UnmarshalTypeError) string {
	switch kind := e.Type.Kind().String(); kind {
	case "slice":
		return "an array"
	case "struct", "ptr", "map":
		return "an object"
	case "bool":
		return "true or false"
	case "int":
		return "a whole number"
	default:
		return "a " + kind
	}
}

// AddressSet answers from a list of addresses. The error is a *cdr.DataError
// at place.
func AddressSet(place string, addresses []string) (Registered, error) {
	set := make(map[Address]struct{}, len(addresses))
	for i, text := range addresses {
		a, ok := ParseAddress(text)
		if !ok {
			return nil, &cdr.DataError{Place: place, Problem: fmt.Sprintf("registered[%d]: %q found, user@realm wanted", i, text)}
		}
		set[a] = struct{}{}
	}
	return func(a Address) bool {
		_, ok := set[a]
		return ok
	}, nil
}
