package callflow_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/cdrlab/cdrlab/simulate/failover/callflow"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

const accountID = "account"

// planOf compiles documents, with users one and two, each with a phone.
func planOf(t testing.TB, docs ...string) *callflow.Plan {
	t.Helper()
	docs = append(docs,
		`{"_id":"account","pvt_type":"account","realm":"a.example.net","timezone":"Europe/Berlin"}`,
		`{"_id":"one","pvt_type":"user","username":"anna"}`, `{"_id":"two","pvt_type":"user","first_name":"Ben","last_name":"Bode"}`,
		`{"_id":"phone-1","pvt_type":"device","owner_id":"one","sip":{"username":"p1"}}`,
		`{"_id":"phone-2","pvt_type":"device","owner_id":"two","sip":{"username":"p2"}}`,
		`{"_id":"three","pvt_type":"user","username":"nobody"}`,
	)
	var list []document.Document
	for _, text := range docs {
		var o document.Object
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		list = append(list, document.New(o, accountID, "test"))
	}
	return callflow.NewPlan(directory.New(list).Lookup(accountID))
}

// flow is a callflow document.
func flow(id, numbers, flow string) string {
	return fmt.Sprintf(`{"_id":%q,"pvt_type":"callflow",%s,"flow":%s}`, id, numbers, flow)
}

const (
	userOne   = `{"module":"user","data":{"id":"one"},"children":{"_":{"module":"voicemail","data":{},"children":{}}}}`
	userTwo   = `{"module":"user","data":{"id":"two"},"children":{"_":` + userOne + `}}`
	voicemail = `{"module":"voicemail","data":{},"children":{}}`
)

// told is where a call arrives, in words.
func told(p *callflow.Plan, c *callflow.Call) string {
	a := p.Walk(c)
	switch a.Way {
	case callflow.Bridge:
		return a.Module() + " " + p.Target(a) + ", then " + p.Next(a, c)
	case callflow.NoPhone:
		return "no phone: " + a.Reason
	}
	return "undecided: " + a.Reason
}

func TestWalk(t *testing.T) {
	for _, c := range []struct{ name, flow, rang, want string }{
		{"user", userOne, "", "user anna, then voicemail"},
		{"next rings too", userTwo, "", "user Ben Bode, then user anna"},
		{"passed through", `{"module":"set_cid","data":{},"children":{"_":{"module":"play","data":{},"children":{"_":` + userOne + `}}}}`, "", "user anna, then voicemail"},
		{"skipped", `{"module":"menu","data":{"skip_module":true},"children":{"_":` + userOne + `}}`, "", "user anna, then voicemail"},
		{"user without phones", `{"module":"user","data":{"id":"three"},"children":{"_":` + userOne + `}}`, "", "user anna, then voicemail"},
		{"nothing after", `{"module":"user","data":{"id":"one"},"children":{}}`, "", "user anna, then hung up"},
		{"voicemail", voicemail, "", "no phone: voicemail"},
		{"outside", `{"module":"offnet","data":{},"children":{}}`, "", "no phone: offnet"},
		{"empty", `{}`, "", "undecided: no callflow"},
		{"followed", `{"module":"callflow","data":{"id":"other"},"children":{"_":` + voicemail + `}}`, "", "user Ben Bode, then user anna"},
		{"nowhere to follow", `{"module":"callflow","data":{"id":"none"},"children":{"_":` + userOne + `}}`, "", "user anna, then voicemail"},
		{"circle", `{"module":"callflow","data":{"id":"flow"},"children":{}}`, "", "undecided: callflow in a circle"},
		{"menu, nobody rang", `{"module":"menu","data":{},"children":{"1":` + userOne + `,"2":` + userTwo + `}}`, "", "undecided: menu choice"},
		{"menu, one fits", `{"module":"menu","data":{},"children":{"1":` + userOne + `,"2":` + userTwo + `}}`, "phone-2", "user Ben Bode, then user anna"},
		{"menu, two fit", `{"module":"menu","data":{},"children":{"1":` + userOne + `,"2":` + userOne + `}}`, "phone-1", "undecided: menu choice"},
		{"menu, none fits", `{"module":"menu","data":{},"children":{"1":` + userOne + `}}`, "phone-9", "undecided: menu choice"},
		{"menu in menu", `{"module":"menu","data":{},"children":{"1":{"module":"menu","data":{},"children":{"5":` + userOne + `}},"2":` + userTwo + `}}`, "phone-1", "user anna, then voicemail"},
		{"queue", `{"module":"acdc_member","data":{},"children":{}}`, "phone-1", "undecided: queue"},
		{"pivot", `{"module":"pivot","data":{},"children":{}}`, "", "undecided: pivot"},
		{"caller ID", `{"module":"check_cid","data":{},"children":{"match":` + userOne + `,"nomatch":` + voicemail + `}}`, "", "undecided: caller ID"},
		{"unknown module", `{"module":"page_group","data":{},"children":{}}`, "", "undecided: module page_group"},
		{"feature code", `{"module":"temporal_route","data":{"action":"enable"},"children":{}}`, "", "no phone: temporal_route"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := planOf(t, flow("flow", `"numbers":["100"]`, c.flow), flow("other", `"numbers":["200"]`, userTwo))
			call := &callflow.Call{Number: "100"}
			if c.rang != "" {
				call.Rang = []string{c.rang}
			}
			if got := told(p, call); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestLookup(t *testing.T) {
	device := func(n int) string {
		return fmt.Sprintf(`{"module":"device","data":{"id":"phone-%d"},"children":{}}`, n)
	}
	p := planOf(t,
		flow("a", `"numbers":["100","+12223334444"]`, device(1)),
		flow("b", `"numbers":["100"],"patterns":["^2\\d{2}$","("]`, device(2)),
		flow("c", `"patterns":["^(2)\\d+$"]`, device(1)),
		flow("d", `"numbers":["no_match"]`, voicemail),
		`{"_id":"gone","pvt_type":"callflow","pvt_deleted":true,"numbers":["555"],"flow":`+device(1)+`}`,
	)
	for _, c := range []struct{ number, want string }{
		{"100", "device phone-1, then hung up"},          // of two the lower id
		{"+12223334444", "device phone-1, then hung up"}, // as written
		{"12223334444", "device phone-1, then hung up"},  // without its +
		{"2223334444", "device phone-1, then hung up"},   // without country code
		{"222", "device phone-2, then hung up"},          // the whole is more than a group of one digit
		{"2222", "device phone-1, then hung up"},
		{"555", "no phone: voicemail"}, // a deleted callflow has no number
		{"+49301", "no phone: voicemail"},
		{"*98", "undecided: no callflow"}, // no_match is for digits only
		{"", "undecided: no callflow"},
	} {
		if got := told(p, &callflow.Call{Number: c.number}); got != c.want {
			t.Errorf("%q: %s, want %s", c.number, got, c.want)
		}
	}
	if !slices.Equal(p.Flawed, []string{"b"}) {
		t.Errorf("flawed %v, want b, whose second pattern is none", p.Flawed)
	}
}

// TestTemporalRoute has rules in Berlin's time, where 2026-03-10 is a Tuesday.
func TestTemporalRoute(t *testing.T) {
	for _, c := range []struct {
		rule, at string
		holds    bool
	}{
		{`"cycle":"daily"`, "2026-03-10 12:00:00", true},
		{`"cycle":"daily","time_window_start":32400,"time_window_stop":61200`, "2026-03-10 08:59:59", false},
		{`"cycle":"daily","time_window_start":32400,"time_window_stop":61200`, "2026-03-10 09:00:00", true},
		{`"cycle":"daily","time_window_start":32400,"time_window_stop":61200`, "2026-03-10 17:00:00", true},
		{`"cycle":"daily","time_window_start":32400,"time_window_stop":61200`, "2026-03-10 17:00:01", false},
		{`"cycle":"daily","interval":2,"start_date":63940233600`, "2026-03-11 12:00:00", true}, // from Monday 9 March
		{`"cycle":"daily","interval":2,"start_date":63940233600`, "2026-03-10 12:00:00", false},
		{`"cycle":"weekly","wdays":["monday","tuesday"]`, "2026-03-10 12:00:00", true},
		{`"cycle":"weekly","wdays":["monday","wensday"]`, "2026-03-11 12:00:00", true},
		{`"cycle":"weekly","wdays":["monday"]`, "2026-03-10 00:00:00", false},
		{`"cycle":"weekly","wdays":["tuesday"],"interval":2,"start_date":63940233600`, "2026-03-17 12:00:00", false},
		{`"cycle":"weekly","wdays":["tuesday"],"interval":2,"start_date":63940233600`, "2026-03-24 12:00:00", true},
		{`"cycle":"monthly","days":[1,10]`, "2026-03-10 12:00:00", true},
		{`"cycle":"monthly","days":[1,"11"]`, "2026-03-11 12:00:00", true},
		{`"cycle":"monthly","ordinal":"second","wdays":["tuesday"]`, "2026-03-10 12:00:00", true},
		{`"cycle":"monthly","ordinal":"first","wdays":["tuesday"]`, "2026-03-10 12:00:00", false},
		{`"cycle":"monthly","ordinal":"last","wdays":["tuesday"]`, "2026-03-31 12:00:00", true},
		{`"cycle":"monthly","ordinal":"every","wdays":["tuesday"]`, "2026-03-10 12:00:00", true},
		{`"cycle":"yearly","month":3,"days":[10]`, "2026-03-10 12:00:00", true},
		{`"cycle":"yearly","month":4,"days":[10]`, "2026-03-10 12:00:00", false},
		{`"cycle":"yearly","month":3,"ordinal":"second","wdays":["tuesday"]`, "2026-03-10 12:00:00", true},
		{`"cycle":"date","start_date":63940233600`, "2026-03-09 12:00:00", true},
		{`"cycle":"date","start_date":63940233600`, "2026-03-10 12:00:00", false},
		{`"cycle":"daily","start_date":63940233600`, "2026-03-08 12:00:00", false}, // not yet
		{`"cycle":"","enabled":true`, "2026-03-10 12:00:00", true},
		{`"cycle":"daily","enabled":false`, "2026-03-10 12:00:00", false},
		{`"name":"no cycle"`, "2026-03-10 12:00:00", false},
	} {
		p := planOf(t,
			`{"_id":"rule","pvt_type":"temporal_rule",`+c.rule+`}`,
			flow("flow", `"numbers":["100"]`, `{"module":"temporal_route","data":{},"children":{"rule":`+userOne+`,"_":`+userTwo+`}}`))
		berlin, err := time.LoadLocation("Europe/Berlin")
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation(time.DateTime, c.at, berlin)
		if err != nil {
			t.Fatal(err)
		}
		got := p.Target(p.Walk(&callflow.Call{Number: "100", AtUnixSec: at.Unix()}))
		if want := map[bool]string{true: "anna", false: "Ben Bode"}[c.holds]; got != want {
			t.Errorf("{%s} at %s: %s, want %s", c.rule, c.at, got, want)
		}
	}
}

// Rules come in the order of data.rules, then of the children, and a set is
// its rules.
func TestTemporalOrder(t *testing.T) {
	on := `,"pvt_type":"temporal_rule","cycle":"daily"}`
	children := `"children":{"set":` + userTwo + `,"rule":` + userOne + `,"rule_set":` + voicemail + `}}`
	docs := []string{`{"_id":"rule"` + on, `{"_id":"inner"` + on, `{"_id":"set","pvt_type":"temporal_rule_set","temporal_rules":["absent","inner"]}`}
	for _, c := range []struct{ data, want string }{
		{`{}`, "user Ben Bode, then user anna"},
		{`{"rules":["rule"]}`, "user anna, then voicemail"},
		{`{"rules":["absent"],"timezone":"UTC"}`, "user Ben Bode, then user anna"},
	} {
		p := planOf(t, append(docs, flow("flow", `"numbers":["100"]`, `{"module":"temporal_route","data":`+c.data+`,`+children))...)
		if got := told(p, &callflow.Call{Number: "100"}); got != c.want {
			t.Errorf("%s: %s, want %s", c.data, got, c.want)
		}
	}
}

// FuzzWalk: any callflow document ends a walk, in bounded time.
func FuzzWalk(f *testing.F) {
	for _, text := range []string{userOne, userTwo, voicemail, `{"module":"menu","children":{"1":` + userOne + `}}`,
		`{"module":"callflow","data":{"id":"flow"}}`, `{"module":"temporal_route","data":{"rules":["one"]},"children":{"rule":` + userTwo + `}}`,
		`{"module":"ring_group","data":{"endpoints":[{"id":"one","endpoint_type":"user"}]}}`} {
		f.Add(text, "100", int64(1_773_000_000))
	}
	f.Fuzz(func(t *testing.T, text, number string, at int64) {
		var o document.Object
		if json.Unmarshal([]byte(`{"_id":"flow","pvt_type":"callflow","numbers":["100"],"patterns":["^1"],"flow":`+text+`}`), &o) != nil {
			return
		}
		p := planOf(t, mustText(t, o), `{"_id":"rule","pvt_type":"temporal_rule","cycle":"weekly","wdays":["monday"]}`)
		call := &callflow.Call{Number: number, AtUnixSec: at, Rang: []string{"phone-1"}}
		a := p.Walk(call)
		if (a.Way == callflow.Bridge) != (a.Request != nil) || a.Way != callflow.Bridge && a.Reason == "" {
			t.Errorf("arrival %+v", a)
		}
		if p.Next(a, call) == "" {
			t.Error("nothing next")
		}
	})
}

func mustText(t *testing.T, o document.Object) string {
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
