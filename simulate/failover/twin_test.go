package failover

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The twin is the rules of testdata/vectors/failover/README.md sentence by
// sentence, over plain lists.

// twinEndpoint is an endpoint with its number in the request.
type twinEndpoint struct {
	Endpoint
	number int
}

func twin(req Request, registered []string, release string, flag bool) (result, separator string, dial []string) {
	var valid []twinEndpoint
	for i, e := range req.Endpoints {
		formats := []string{"username", "e164", "npan", "1npan", "contact", "route", "loopback"}
		if release == "master" {
			formats = append(formats, "strip_plus")
		}
		if slices.Contains(formats, e.InviteFormat) && slices.Contains([]string{"sip", "freetdm", "skype", ""}, e.Type) {
			valid = append(valid, twinEndpoint{e, i})
		}
	}
	if len(valid) == 0 {
		return "no_endpoints_in_request", "", nil
	}
	separator = "|"
	if req.Method == "simultaneous" && len(valid) > 1 {
		separator = ","
	}
	// Two or more, all marked: treated as ordinary endpoints.
	if len(valid) > 1 && !slices.ContainsFunc(valid, func(e twinEndpoint) bool { return !e.IsFailover }) {
		for i := range valid {
			valid[i].IsFailover = false
		}
	}
	var once []twinEndpoint
	for _, e := range valid {
		if !slices.ContainsFunc(once, func(f twinEndpoint) bool { return twinSame(e.Endpoint, f.Endpoint, release) }) {
			once = append(once, e)
		}
	}
	if flag {
		result, dial = twinOn(once, registered, release)
	} else {
		for _, e := range once {
			if via := twinOff(e.Endpoint, registered, 0); via != "" {
				dial = append(dial, fmt.Sprint(e.number, " ", via))
			}
		}
		result = "dial"
	}
	if result == "dial" && len(dial) == 0 {
		result = "no_endpoints_left"
	}
	if result != "dial" {
		return result, "", nil
	}
	return result, separator, dial
}

func twinSame(a, b Endpoint, release string) bool {
	return a.InviteFormat == b.InviteFormat && a.ToUser == b.ToUser && a.ToRealm == b.ToRealm && a.ToDID == b.ToDID &&
		a.Route == b.Route && a.ProxyZone == b.ProxyZone && a.ProxyIP == b.ProxyIP &&
		(release != "master" || a.EndpointID == b.EndpointID)
}

// twinLookup is "up", "down" or "impossible".
func twinLookup(e Endpoint, registered []string) string {
	if e.InviteFormat == "route" || e.InviteFormat == "loopback" || e.ToIP != "" {
		return "up"
	}
	user := e.ToUser
	if e.ToUsername != "" {
		user = e.ToUsername
	}
	if user == "" || e.ToRealm == "" {
		return "impossible"
	}
	for _, address := range registered {
		if strings.EqualFold(address, user+"@"+e.ToRealm) {
			return "up"
		}
	}
	return "down"
}

func twinOff(e Endpoint, registered []string, depth int) string {
	switch twinLookup(e, registered) {
	case "up":
		return []string{"itself", "failover", "failover 2", "failover 3", "failover 4"}[depth]
	case "down":
		if e.Failover != nil {
			return twinOff(*e.Failover, registered, depth+1)
		}
	}
	return ""
}

func twinOn(endpoints []twinEndpoint, registered []string, release string) (result string, dial []string) {
	var devices, failovers, routes []string
	for _, e := range slices.Backward(endpoints) {
		up := twinLookup(e.Endpoint, registered)
		if up == "impossible" && release == "4.3" {
			return "exception", nil
		}
		failover, via := e.Endpoint, "itself"
		if !e.IsFailover {
			if up == "up" {
				devices = append(devices, fmt.Sprint(e.number, " itself"))
				continue
			}
			if e.Failover == nil {
				continue
			}
			failover, via = *e.Failover, "failover"
		}
		if failover.InviteFormat != "loopback" {
			return "exception", nil
		}
		if !slices.Contains(routes, failover.Route) {
			routes = append(routes, failover.Route)
			failovers = append(failovers, fmt.Sprint(e.number, " ", via))
		}
	}
	slices.Reverse(devices)
	slices.Reverse(failovers)
	if len(devices) > 0 {
		return "dial", devices
	}
	return "dial", failovers
}

// asTwin is a decision in the twin's words.
func asTwin(d Decision) (result, separator string, dial []string) {
	for _, c := range d.Dial {
		via := map[Via]string{ViaEndpoint: "itself", ViaFailover: "failover"}[c.Via]
		if c.Depth > 0 {
			via += fmt.Sprint(" ", c.Depth)
		}
		dial = append(dial, fmt.Sprint(c.Endpoint, " ", via))
	}
	return d.Result.String(), d.Separator, dial
}

func holdsTwin(t *testing.T, req Request, addresses []string) {
	t.Helper()
	registered, err := AddressSet("list", addresses)
	if err != nil {
		t.Fatal(err)
	}
	for _, rel := range []Release{Release43, Master} {
		both := DecideBoth(&req, registered, rel)
		for _, flag := range []bool{false, true} {
			got := Decide(&req, registered, rel, flag)
			if one := map[bool]Decision{false: both.Off, true: both.On}[flag]; !reflect.DeepEqual(one, got) {
				t.Fatalf("%s, flag %v: %+v of two, %+v alone", rel, flag, one, got)
			}
			result, separator, dial := asTwin(got)
			wantResult, wantSeparator, wantDial := twin(req, addresses, rel.String(), flag)
			if result != wantResult || separator != wantSeparator || !slices.Equal(dial, wantDial) {
				t.Fatalf("%s, flag %v, registered %v, %+v:\n%s %q %v, want\n%s %q %v",
					rel, flag, addresses, req, result, separator, dial, wantResult, wantSeparator, wantDial)
			}
		}
	}
}

// drawn makes requests in which every rule comes up.
type drawn struct{ *rand.Rand }

func (r drawn) word(words ...string) string { return words[r.IntN(len(words))] }

func (r drawn) endpoint(depth int) Endpoint {
	e := Endpoint{
		InviteFormat: r.word("username", "username", "username", "e164", "contact", "loopback", "loopback", "route", "strip_plus", "", "sips"),
		Type:         r.word("", "", "", "", "sip", "freetdm", "skype", "h323"),
		ToUser:       r.word("a", "b", "A", "c", ""), ToRealm: r.word("x", "x", "X", "y", ""),
		ToUsername: r.word("", "", "", "b"), ToDID: r.word("", "1", "2"), ToIP: r.word("", "", "", "", "", "192.0.2.1"),
		ProxyIP: r.word("", "", "", "p"), ProxyZone: r.word("", "", "", "z"), EndpointID: r.word("", "i", "j"),
		IsFailover: r.IntN(5) == 0,
	}
	if e.InviteFormat == "loopback" || e.InviteFormat == "route" {
		e.Route = r.word("1", "2", "3", "")
	}
	if depth < 3 && r.IntN(3) == 0 {
		f := r.endpoint(depth + 1)
		e.Failover = &f
	}
	return e
}

func (r drawn) request() Request {
	req := Request{Method: r.word("simultaneous", "single", "")}
	marked := r.IntN(10) == 0
	n := r.IntN(7)
	if r.IntN(50) == 0 {
		n = 80
	}
	for range n {
		e := r.endpoint(0)
		e.IsFailover = e.IsFailover || marked
		req.Endpoints = append(req.Endpoints, e)
	}
	return req
}

func TestDecideIsTheTwin(t *testing.T) {
	r := drawn{rand.New(rand.NewPCG(1, 2))}
	for range 5000 {
		var addresses []string
		for _, a := range []string{"a@x", "b@x", "C@Y", "b@y"} {
			if r.IntN(2) == 0 {
				addresses = append(addresses, a)
			}
		}
		holdsTwin(t, r.request(), addresses)
	}
}

func FuzzParseCaptured(f *testing.F) {
	f.Add([]byte(`{"id":"a","method":"single","registered":["a@x"],"endpoints":[{"invite_format":"username","to_user":"a","to_realm":"x"}]}`))
	f.Add([]byte(`{"endpoints":[{"invite_format":"username","to_user":"a","failover":{"failover":{}}},{"invite_format":"loopback","route":"1"}]}`))
	f.Add([]byte(`{"endpoints":[{"invite_format":7}],"registered":["@"]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		req, err := ParseCaptured("line", line)
		if err != nil {
			return
		}
		for i := range req.Endpoints {
			depth := 0
			for e := &req.Endpoints[i]; e != nil; e = e.Failover {
				depth++
			}
			if depth > 5 {
				return // more than the twin has words for
			}
		}
		if _, err := AddressSet("line", req.Addresses); err == nil && isASCII(line) {
			holdsTwin(t, req.Request, req.Addresses)
		}
	})
}

// isASCII: folding by Unicode and lower case differ for a few letters.
func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool { return b >= 0x80 || b == '\\' })
}
