package directory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// Directory is the compiled documents of all accounts.
type Directory struct {
	// Settings are those of system_config/ecallmgr.
	Settings Settings
	// Issues are what in the documents does not fit together.
	Issues   []Issue
	accounts map[string]*Account
}

// Account is the compiled documents of one account.
type Account struct {
	// ID is its 32 hex digits; Name and Realm are those of its document, Zone
	// its time zone. All but the ID are "" if there is no such document.
	ID, Name, Realm, Zone string
	documents             map[string]document.Document
	devices               map[string]*device
	// owned are a user's devices, by _id.
	owned map[string][]*device
}

// New compiles documents. Of two with the same account and _id the later
// counts.
func New(docs []document.Document) *Directory {
	d := &Directory{accounts: map[string]*Account{}}
	var issues issues
	for _, doc := range docs {
		switch {
		case isSettings(doc):
			d.Settings.add(doc)
		case doc.Account == "":
			issues.note(NoAccount, doc)
		default:
			a := d.account(doc.Account)
			if _, again := a.documents[doc.ID]; again && doc.ID != a.ID {
				issues.note(Repeated, doc)
			}
			a.documents[doc.ID] = doc
		}
	}
	for _, a := range d.Accounts() {
		a.compile(&issues)
	}
	d.Issues = issues.found
	return d
}

func (d *Directory) account(id string) *Account {
	a := d.accounts[id]
	if a == nil {
		a = &Account{ID: id, documents: map[string]document.Document{}, devices: map[string]*device{}, owned: map[string][]*device{}}
		d.accounts[id] = a
	}
	return a
}

// Lookup is the account of an id, nil if no document belongs to it.
func (d *Directory) Lookup(account string) *Account { return d.accounts[account] }

// Accounts are all accounts, by id.
func (d *Directory) Accounts() []*Account {
	return slices.SortedFunc(maps.Values(d.accounts), func(a, b *Account) int { return cmp.Compare(a.ID, b.ID) })
}

// Document is the document of an id; ok is false if there is none.
func (a *Account) Document(id string) (doc document.Document, ok bool) {
	doc, ok = a.documents[id]
	return doc, ok
}

// Documents are the documents of a pvt_type, by _id.
func (a *Account) Documents(pvtType string) []document.Document {
	var list []document.Document
	for _, doc := range a.documents {
		if doc.Type == pvtType {
			list = append(list, doc)
		}
	}
	slices.SortFunc(list, func(x, y document.Document) int { return cmp.Compare(x.ID, y.ID) })
	return list
}

// compile resolves the references between the documents of the account.
func (a *Account) compile(issues *issues) {
	own := a.documents[a.ID]
	if own.Type != typeAccount {
		issues.note(NoAccountDocument, document.Document{ID: a.ID})
	}
	a.Name, a.Realm, a.Zone = own.Text("name"), own.Text("realm"), own.Text("timezone")
	for _, id := range slices.Sorted(maps.Keys(a.documents)) {
		doc := a.documents[id]
		if !routes(doc.Type) {
			issues.noteType(doc)
		}
		if doc.SoftDeleted() {
			issues.note(Deleted, doc)
		}
		switch doc.Type {
		case typeDevice:
			if !doc.SoftDeleted() {
				a.addDevice(doc, own, issues)
			}
		case typeGroup:
			for _, member := range doc.Object.Object("endpoints").Fields() {
				if _, ok := a.documents[member.Key]; !ok {
					issues.note(NoMember, doc)
				}
			}
		}
	}
}

// addDevice compiles a device and gives it to its users. Devices come in the
// order of their ids, so each user's are sorted.
func (a *Account) addDevice(doc, account document.Document, issues *issues) {
	users := UsersOf(doc)
	for _, user := range users {
		if a.documents[user].Type != typeUser {
			issues.note(NoOwner, doc)
		}
	}
	var owner document.Document
	if len(users) == 1 {
		owner = a.documents[users[0]]
	}
	dev := newDevice(doc, owner, account)
	a.devices[doc.ID] = dev
	for _, user := range users {
		a.owned[user] = append(a.owned[user], dev)
	}
}

// UsersOf are whom a device belongs to: those who hot-desk at it, else its
// owner.
func UsersOf(doc document.Document) []string {
	var users []string
	for _, f := range doc.Object.Object("hotdesk", "users").Fields() {
		if !slices.Contains(users, f.Key) {
			users = append(users, f.Key)
		}
	}
	if owner := doc.Text("owner_id"); len(users) == 0 && owner != "" {
		return []string{owner}
	}
	return users
}
