package document

import "strings"

// Document is one KAZOO document.
type Document struct {
	Object
	// ID is its _id.
	ID string
	// Type is its pvt_type: account, user, device, group, callflow...
	Type string
	// Account is the account it belongs to, "" if it does not say.
	Account string
	// Place is where it was read, "file:line".
	Place string
}

// SoftDeleted tells whether KAZOO has marked the document as deleted. Only
// devices are left out for that; any other is opened like one that is not.
func (d *Document) SoftDeleted() bool { return d.True("pvt_deleted") }

// New is a document of an object; account stands in where it names none.
func New(o Object, account, place string) Document {
	d := Document{Object: o, ID: o.Text("_id"), Type: o.Text("pvt_type"), Account: o.Text("pvt_account_id"), Place: place}
	if d.Account == "" {
		d.Account = accountOfDatabase(o.Text("pvt_account_db"))
	}
	if d.Account == "" && d.Type == "account" {
		d.Account = d.ID
	}
	if d.Account == "" {
		d.Account = account
	}
	return d
}

// accountOfDatabase is the account in the name of its database:
// account%2Faa%2Fbb%2Fcc... or account/aa/bb/cc...
func accountOfDatabase(name string) string {
	name = strings.NewReplacer("%2F", "/", "%2f", "/").Replace(name)
	rest, ok := strings.CutPrefix(name, "account/")
	if !ok {
		return ""
	}
	return strings.ReplaceAll(rest, "/", "")
}
