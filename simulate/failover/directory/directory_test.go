package directory

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

func docsOf(t *testing.T, texts ...string) (docs []document.Document) {
	t.Helper()
	for _, text := range texts {
		var o document.Object
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, document.New(o, "", "docs:1"))
	}
	return docs
}

func TestSettings(t *testing.T) {
	d := New(docsOf(t, `{"_id":"ecallmgr","default":{"failover_when_all_unreg":true,"expires_deviation_time":60},
		"east":{"failover_when_all_unreg":"false"},"ecallmgr@apps1":{"expires_deviation_time":"10"},"pvt_type":"config"}`))
	for _, c := range []struct {
		node, zone string
		on         bool
		deviation  int
	}{
		{"", "", true, 60},
		{"", "east", false, 60},
		{"ecallmgr@apps1", "east", false, 10},
		{"ecallmgr@apps2", "west", true, 60},
	} {
		on, set := d.Settings.FailoverWhenAllUnreg(c.node, c.zone)
		if deviation := d.Settings.ExpiresDeviationSec(c.node, c.zone); on != c.on || !set || deviation != c.deviation {
			t.Errorf("%+v: %v %v %d", c, on, set, deviation)
		}
	}
	if names := d.Settings.Sections(); !slices.Equal(names, []string{"east", "ecallmgr@apps1"}) {
		t.Errorf("sections %q", names)
	}
	if on, set := New(nil).Settings.FailoverWhenAllUnreg("", ""); on || set || New(nil).Settings.ExpiresDeviationSec("", "") != 180 {
		t.Errorf("without a document: %v %v", on, set)
	}
}

func TestIssues(t *testing.T) {
	d := New(docsOf(t,
		`{"_id":"lost","pvt_type":"user"}`,
		`{"_id":"a","pvt_type":"account","realm":"x"}`,
		`{"_id":"a","pvt_type":"account","realm":"x","pvt_account_id":"a"}`,
		`{"_id":"u","pvt_type":"user","pvt_account_id":"a"}`,
		`{"_id":"u","pvt_type":"user","pvt_account_id":"a"}`,
		`{"_id":"v","pvt_type":"vmbox","pvt_account_id":"a"}`,
		`{"_id":"d","pvt_type":"device","pvt_account_id":"a","owner_id":"gone"}`,
		`{"_id":"e","pvt_type":"device","pvt_account_id":"a","pvt_deleted":true,"owner_id":"gone"}`,
		`{"_id":"g","pvt_type":"group","pvt_account_id":"a","endpoints":{"d":{},"no":{},"nor":{}}}`,
		`{"_id":"w","pvt_type":"user","pvt_account_id":"b"}`,
	))
	var got []string
	for _, i := range d.Issues {
		got = append(got, i.String())
	}
	want := []string{
		"1 documents belong to no account and are left out, first lost (docs:1)",
		"1 documents are there more than once; the last of each counts, first u (docs:1)",
		"1 devices belong to a user that is not in the documents, first d (docs:1)",
		"1 documents are marked as deleted; devices among them are left out, first e (docs:1)",
		"2 members of groups are not in the documents, first g (docs:1)",
		`1 documents of type "vmbox" have no part in routing, first v (docs:1)`,
		"1 accounts have no account document: their realm is unknown, their phones count as unregistered, first b",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if d.Lookup("c") != nil || len(d.Accounts()) != 2 || len(d.Lookup("a").Documents("device")) != 2 {
		t.Error("accounts or documents are missing")
	}
	if doc, ok := d.Lookup("a").Document("v"); !ok || doc.Type != "vmbox" {
		t.Errorf("%+v", doc)
	}
}

// TestBeyondTheRules: what the vectors do not reach.
func TestBeyondTheRules(t *testing.T) {
	docs := docsOf(t,
		`{"_id":"a","pvt_type":"account","realm":"x"}`,
		`{"_id":"m","pvt_type":"device","pvt_account_id":"a","device_type":"mobile","owner_id":"u","mobile":{"mdn":"+12125550123"},"sip":{"username":"m"}}`,
		`{"_id":"n","pvt_type":"device","pvt_account_id":"a","device_type":"mobile","owner_id":"u","mobile":{"mdn":"12"}}`,
		`{"_id":"p","pvt_type":"device","pvt_account_id":"a","device_type":"sip_device","owner_id":"w","sip":{"username":7}}`,
		`{"_id":"g","pvt_type":"group","pvt_account_id":"a","endpoints":{"g":{"type":"group"},"h":{"type":"group"}}}`,
		`{"_id":"h","pvt_type":"group","pvt_account_id":"a","endpoints":{"g":{"type":"group"},"p":{"type":"device","delay":-3,"timeout":1e300}}}`,
	)
	account := New(docs).Lookup("a")
	for _, c := range []struct{ name, module, data, method, want string }{
		{"mobile", "user", `{"id":"u"}`, "simultaneous", `{"invite_format":"route","to_user":"m","to_username":"m","to_realm":"x","route":"sip:2125550123@mobile.k.zswitch.net","device_id":"m"}` + "\n"},
		{"a user name of digits", "device", `{"id":"p","dial_strategy":"single"}`, "single", `{"invite_format":"username","to_user":"7","to_username":"7","to_realm":"x","to_did":"1","endpoint_id":"p","device_id":"p"}` + "\n"},
		{"the element's own user part", "device", `{"id":"p","static_invite":"q"}`, "simultaneous", `{"invite_format":"username","to_user":"q","to_username":"7","to_realm":"x","to_did":"1","endpoint_id":"p","device_id":"p"}` + "\n"},
		{"groups that hold each other", "ring_group", `{"endpoints":[{"id":"g","endpoint_type":"group"}]}`, "simultaneous", `{"invite_format":"username","to_user":"7","to_username":"7","to_realm":"x","to_did":"1","endpoint_id":"p","device_id":"p","timeout":20}` + "\n"},
		{"group with members of its own", "group", `{"id":"none","strategy":"weighted_random","endpoints":[{"id":"p"}]}`, "single", `{"invite_format":"username","to_user":"7","to_username":"7","to_realm":"x","to_did":"1","endpoint_id":"p","device_id":"p"}` + "\n"},
		{"nothing", "group", `{"id":"none"}`, "simultaneous", ""},
	} {
		var data document.Object
		if err := json.Unmarshal([]byte(c.data), &data); err != nil {
			t.Fatal(err)
		}
		req, err := account.Endpoints(&Call{Module: c.module, Data: data, Called: "1"})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(req.Endpoints); got != c.want || req.Method != c.method {
			t.Errorf("%s: %s %s, want %s %s", c.name, req.Method, got, c.method, c.want)
		}
	}
	if _, err := account.Endpoints(&Call{Module: "menu"}); err == nil {
		t.Error("module menu rings")
	}
}

// FuzzEndpoints: no documents and no element make it panic, or differ between
// two runs.
func FuzzEndpoints(f *testing.F) {
	f.Add([]byte(`[{"_id":"a","pvt_type":"account"},{"_id":"d","pvt_type":"device","owner_id":"u","sip":{"username":"d"}},{"_id":"g","pvt_type":"group","endpoints":{"u":{"type":"user"}}}]`),
		[]byte(`{"id":"u","endpoints":[{"id":"g","endpoint_type":"group","delay":5}]}`))
	f.Fuzz(func(t *testing.T, docs, element []byte) {
		var objects []document.Object
		var data document.Object
		if json.Unmarshal(docs, &objects) != nil || json.Unmarshal(element, &data) != nil {
			return
		}
		var list []document.Document
		for _, o := range objects {
			list = append(list, document.New(o, "a", "docs"))
		}
		for _, a := range New(list).Accounts() {
			again := New(list).Lookup(a.ID)
			for _, module := range []string{"user", "device", "ring_group", "group"} {
				call := &Call{Module: module, Data: data, Called: "1"}
				x, err := a.Endpoints(call)
				if err != nil {
					t.Fatal(err)
				}
				if y, _ := again.Endpoints(call); lines(x.Endpoints) != lines(y.Endpoints) {
					t.Errorf("%s, then %s", lines(x.Endpoints), lines(y.Endpoints))
				}
			}
		}
	})
}
