package directory

import (
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// group is module group: a group document's devices, then its users' devices,
// each once, and all of it in reverse, since cf_group puts each before the
// last. The calling device never rings.
func (b *builder) group() (*failover.Request, error) {
	doc, ok := b.account.documents[b.call.Data.Text("id")]
	if !ok {
		return &failover.Request{Method: methodOf("")}, nil
	}
	members := b.groupDevices(doc.Object.Object("endpoints"))
	for _, m := range slices.Backward(members) {
		b.device(m.device, m.properties)
	}
	strategy := doc.Text("strategy")
	if strategy == "" {
		strategy = b.call.Data.Text("strategy")
	}
	return &failover.Request{Method: methodOf(strategy), Endpoints: b.endpoints}, nil
}

// groupDevice is a device with what its group says of it.
type groupDevice struct {
	device     *device
	properties properties
}

// groupDevices are the devices of a group's members. A member of no type is
// tried as a device and as a user.
func (b *builder) groupDevices(endpoints document.Object) []groupDevice {
	var list []groupDevice
	seen := map[*device]bool{nil: true, b.account.devices[b.call.AuthorizingID]: true}
	add := func(d *device, member document.Object) {
		if !seen[d] {
			seen[d] = true
			list = append(list, groupDevice{d, propertiesOf(member)})
		}
	}
	for _, f := range endpoints.Fields() {
		member, _ := f.Value.(document.Object)
		if t := member.Text("type"); t == "" || t == typeDevice {
			add(b.account.devices[f.Key], member)
		}
	}
	for _, f := range endpoints.Fields() {
		member, _ := f.Value.(document.Object)
		if t := member.Text("type"); t == "" || t == typeUser {
			for _, d := range b.account.owned[f.Key] {
				add(d, member)
			}
		}
	}
	return list
}
