package failover_test

import (
	"fmt"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// A ring group of Anna, whose only phone is offline, and Ben, whose phone is
// registered: with the flag on, Anna's cell phone does not ring.
func ExampleDecideBoth() {
	cell := &failover.Endpoint{InviteFormat: "loopback", Route: "+15551110001", IsFailover: true}
	req := &failover.Request{Method: failover.MethodSimultaneous, Endpoints: []failover.Endpoint{
		{InviteFormat: "username", ToUser: "anna", ToRealm: "acme.example", Failover: cell},
		{InviteFormat: "username", ToUser: "ben", ToRealm: "acme.example"},
	}}
	registered, err := failover.AddressSet("the registrar", []string{"ben@acme.example"})
	if err != nil {
		fmt.Println(err)
		return
	}
	both := failover.DecideBoth(req, registered, failover.Release43)
	fmt.Println("off:", both.Off.Dial[0].Via, "of 0,", both.Off.Dial[1].Via, "1")
	fmt.Println("on:", both.On.Dial[0].Via, both.On.Dial[0].Endpoint)
	// Output:
	// off: failover of 0, endpoint 1
	// on: endpoint 1
}
