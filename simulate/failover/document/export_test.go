package document

import (
	"strings"
	"testing"
)

const (
	anna  = `{"_id":"anna","pvt_type":"user","pvt_account_id":"acme"}`
	phone = `{"_id":"phone","pvt_type":"device","pvt_account_db":"account%2Fac%2F%6de"}`
)

func TestReadForms(t *testing.T) {
	for _, c := range []struct {
		name, text, ids string
		tally           Tally
	}{
		{"lines", anna + "\n" + phone + "\n", "anna:1 phone:2", Tally{}},
		{"array", "[" + anna + ",\n" + phone + "]", "anna:1 phone:1", Tally{}},
		{"pretty", strings.ReplaceAll(anna, ",", ",\n  ") + "\n\n" + phone, "anna:1 phone:5", Tally{}},
		{"byte order mark, CR LF", "\ufeff" + anna + "\r\n" + phone + "\r\n", "anna:1 phone:2", Tally{}},
		{"bulk", `{"docs":[` + anna + `]}`, "anna:1", Tally{}},
		{"answer", `{"total_rows":3,"offset":0,"rows":[` + "\n" +
			`{"id":"anna","key":"anna","value":{"rev":"1-a"},"doc":` + anna + "},\n" +
			`{"id":"_design/x","key":"_design/x","value":{},"doc":{"_id":"_design/x"}},` + "\n" +
			`{"id":"gone","key":"gone","value":{"rev":"2-a","deleted":true},"doc":null}` + "\n]}\n", "anna:1", Tally{Design: 1, Tombstones: 1}},
		{"rows cut out", `{"id":"anna","key":"anna","value":{},"doc":` + anna + "},\n" + phone + ",\n", "anna:1 phone:2", Tally{}},
		{"answer cut off", `{"total_rows":3,"offset":0,"rows":[` + "\n" + `{"id":"anna","value":{},"doc":` + anna + "},\n" + phone[:20], "anna:2",
			Tally{Damaged: 1, FirstDamaged: "docs:3: cut off within a JSON value"}},
		{"tail of an answer", `{"id":"anna","value":{},"doc":` + anna + "}\n]}\n", "anna:1", Tally{}},
		{"end on the last row", `{"id":"x","value":{},"doc":{}},` + "\n" + `{"id":"anna","value":{},"doc":` + anna + "}]}", "anna:2",
			Tally{Damaged: 1, FirstDamaged: "docs:1: an object without _id"}},
		{"tombstone", anna + `{"_id":"x","_deleted":true}`, "anna:1", Tally{Tombstones: 1}},
		{"without documents", anna + "\n" + `{"id":"a","key":"a","value":{"rev":"1-a"}}`, "anna:1", Tally{Bare: 1}},
		{"other values", anna + "\n7 []", "anna:1", Tally{Damaged: 1, FirstDamaged: "docs:2: a JSON number found, a document wanted"}},
	} {
		var e Export
		if err := e.Read("docs", []byte(c.text)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var ids []string
		for _, d := range e.Documents {
			ids = append(ids, strings.Replace(d.Place, "docs", d.ID, 1))
		}
		if got := strings.Join(ids, " "); got != c.ids || e.Tally != c.tally {
			t.Errorf("%s: %s %+v, want %s %+v", c.name, got, e.Tally, c.ids, c.tally)
		}
	}
}

func TestReadNothing(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "docs: no KAZOO documents found",
		"[]":                     "docs: no KAZOO documents found",
		"a,b\n1,2\n":             "docs: no KAZOO documents found: docs:1: invalid character 'a' looking for beginning of value",
		`{"total_rows":3}`:       "docs: no KAZOO documents found: docs:1: an object without _id",
		`{"error":"not_found"}`:  "docs: no KAZOO documents found: docs:1: an object without _id",
		strings.Repeat("[", 2e3): "docs: no KAZOO documents found: docs:1: values lie more than 1000 deep in each other",
	} {
		var e Export
		if err := e.Read("docs", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%.30s: %v, want %s", text, err, want)
		}
	}
}

func TestRemarks(t *testing.T) {
	if r := (Tally{Design: 3, Tombstones: 1}).Remarks(); len(r) != 0 {
		t.Errorf("%q", r)
	}
	if r := (Tally{Damaged: 2, FirstDamaged: "a:7: x", Bare: 5}).Remarks(); len(r) != 2 || r[0] != "2 damaged lines left out, the first a:7: x" {
		t.Errorf("%q", r)
	}
}

func TestAccount(t *testing.T) {
	for text, want := range map[string]string{
		`{"_id":"x","pvt_account_id":"a"}`:                                             "a",
		`{"_id":"x","pvt_account_db":"account%2Faa%2Fbb%2Fcc"}`:                        "aabbcc",
		`{"_id":"x","pvt_account_db":"account/aa/bb/cc"}`:                              "aabbcc",
		`{"_id":"aabb","pvt_type":"account"}`:                                          "aabb",
		`{"_id":"x","pvt_account_db":"system_config"}`:                                 "given",
		`{"_id":"x","pvt_type":"user","pvt_account_id":"","pvt_account_db":"account"}`: "given",
	} {
		var o Object
		if err := o.UnmarshalJSON([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if d := New(o, "given", "docs:1"); d.Account != want {
			t.Errorf("%s: %q, want %q", text, d.Account, want)
		}
	}
}
