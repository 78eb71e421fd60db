package directory

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// BenchmarkDecide is one call of a user or a ring group of ten, with the flag
// off and on, in a cluster of 10,000 devices.
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
	var calls []*Call
	for u := range 500 {
		module, data := "user", fmt.Sprintf(`{"id":"u%d"}`, u)
		if u%5 == 0 {
			module, data = "ring_group", `{"endpoints":[`
			for m := range 10 {
				data += fmt.Sprintf(`{"id":"u%d","endpoint_type":"user"},`, u+m)
			}
			data = data[:len(data)-1] + "]}"
		}
		calls = append(calls, &Call{Module: module, Data: parsed(b, data), Called: "+15550000000", AtUnixSec: noon})
	}
	registered := func(a failover.Address) bool { return len(a.User)%2 == 0 }
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		req, err := account.Endpoints(calls[i%len(calls)])
		if err != nil {
			b.Fatal(err)
		}
		failover.DecideBoth(req, registered, failover.Release43)
	}
}

func parsed(b *testing.B, text string) (o document.Object) {
	b.Helper()
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		b.Fatal(err)
	}
	return o
}
