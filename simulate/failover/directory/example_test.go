package directory_test

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
)

// From an export of documents and a list of REGISTERs to what a call would
// have dialled.
func Example() {
	var export document.Export
	err := export.Read("docs.jsonl", []byte(`
		{"_id":"acme","pvt_type":"account","realm":"acme.example"}
		{"_id":"anna","pvt_type":"user","pvt_account_id":"acme","call_forward":{"failover":true,"number":"+15551110001"}}
		{"_id":"desk","pvt_type":"device","pvt_account_id":"acme","device_type":"sip_device","owner_id":"anna","sip":{"username":"anna"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	account := directory.New(export.Documents).Lookup("acme")

	registrations := registrar.NewBuilder(registrar.Options{DeviationSec: failover.DefaultExpiresDeviationSec})
	if err := registrations.Read("reg.csv", strings.NewReader("time,username,realm,expires\n1773151200,anna,acme.example,300\n")); err != nil {
		fmt.Println(err)
		return
	}
	timeline := registrations.Timeline()

	var element document.Object
	if err := element.UnmarshalJSON([]byte(`{"id":"anna"}`)); err != nil {
		fmt.Println(err)
		return
	}
	for _, atSec := range []int64{1773151680, 1773151681} {
		req, err := account.Endpoints(&directory.Call{Module: "user", Data: element, Called: "+15550009999", AtUnixSec: atSec})
		if err != nil {
			fmt.Println(err)
			return
		}
		decision := failover.Decide(req, timeline.At(atSec), failover.Release43, true)
		fmt.Println(atSec, decision.Result, decision.Dial[0].Via)
	}
	// Output:
	// 1773151680 dial endpoint
	// 1773151681 dial failover
}
