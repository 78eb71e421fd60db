package directory

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// BenchmarkDecide is one call with the flag off and on in an account of 10,000
// devices: of a user with two phones, and of a ring group of ten such users.
func BenchmarkDecide(b *testing.B) {
	const users = 5000
	docs := []document.Document{document.New(parsed(b, `{"_id":"acme","pvt_type":"account","realm":"acme.example"}`), "acme", "")}
	for u := range users {
		docs = append(docs, document.New(parsed(b, fmt.Sprintf(`{"_id":"u%d","pvt_type":"user","call_forward":{"enabled":false,"failover":true,"number":"+1555%07d"}}`, u, u)), "acme", ""))
		for d := range 2 {
			docs = append(docs, document.New(parsed(b, fmt.Sprintf(`{"_id":"d%d-%d","pvt_type":"device","device_type":"sip_device","owner_id":"u%d","sip":{"username":"user_%d_%d"}}`, u, d, u, u, d)), "acme", ""))
		}
	}
	account := New(docs).Lookup("acme")
	ring := ""
	for u := range 10 {
		ring += fmt.Sprintf(`,{"id":"u%d","endpoint_type":"user"}`, u*99)
	}
	registered := func(a failover.Address) bool { return len(a.User)%2 == 0 }
	for _, c := range []struct{ module, data string }{{"user", `{"id":"u7"}`}, {"ring_group", `{"endpoints":[` + ring[1:] + `]}`}} {
		b.Run(c.module, func(b *testing.B) {
			call := &Call{Module: c.module, Data: parsed(b, c.data), Called: "+15550000000", AtUnixSec: noon}
			b.ReportAllocs()
			for b.Loop() {
				req, err := account.Endpoints(call)
				if err != nil {
					b.Fatal(err)
				}
				failover.DecideBoth(req, registered, failover.Release43)
			}
		})
	}
}

func parsed(b *testing.B, text string) (o document.Object) {
	b.Helper()
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		b.Fatal(err)
	}
	return o
}
