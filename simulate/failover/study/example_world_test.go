package study_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
)

var update = flag.Bool("update", false, "write testdata/failover anew")

const exampleDir = "../../../testdata/failover"

const (
	acme   = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
	nordic = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
)

// TestExample holds the worked example to what makes it: two accounts over
// three days, whose registrar is out for two and a half hours.
func TestExample(t *testing.T) {
	for name, want := range exampleFiles(t) {
		path := filepath.Join(exampleDir, name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what is made now; go test -update writes it anew", path)
		}
	}
}

// exampleFiles are the files of the example by name.
func exampleFiles(t testing.TB) map[string][]byte {
	docs := exampleDocuments()
	regs := exampleRegistrations()
	builder := registrar.NewBuilder(registrar.Options{DeviationSec: 180})
	if err := builder.Read("registrations.csv", bytes.NewReader(regs)); err != nil {
		t.Fatal(err)
	}
	var export document.Export
	if err := export.Read("docs.jsonl", docs); err != nil {
		t.Fatal(err)
	}
	cdrs := exampleCalls(t, directory.New(export.Documents), builder.Timeline())
	return map[string][]byte{
		"docs.jsonl": docs, "registrations.csv": regs,
		"cdrs/" + acme + ".csv": cdrs[acme], "cdrs/" + nordic + ".csv": cdrs[nordic],
	}
}

// exampleStart is a Monday; the example lasts exampleDays.
var exampleStart = time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)

const exampleDays = 3

// exampleDocuments are the documents of both accounts, a JSON object a line.
func exampleDocuments() []byte {
	var out bytes.Buffer
	add := func(account, kind, id, rest string) {
		if rest != "" {
			rest = "," + rest
		}
		line := fmt.Sprintf(`{"_id":%q,"pvt_type":%q,"pvt_account_id":%q%s}`, id, kind, account, rest)
		if !json.Valid([]byte(line)) {
			panic("not JSON: " + line)
		}
		out.WriteString(line + "\n")
	}
	add(acme, "account", acme, `"name":"Acme","realm":"acme.example.net","timezone":"Europe/Berlin"`)
	user := func(account, id, forward string) {
		rest := fmt.Sprintf(`"username":%q`, id)
		if forward != "" {
			rest += `,"call_forward":{` + forward + `}`
		}
		add(account, "user", "user-"+id, rest)
	}
	phone := func(account, id, owner, more string) {
		rest := fmt.Sprintf(`"name":%q,"device_type":"sip_device","sip":{"username":%q}`, id, id)
		if owner != "" {
			rest += fmt.Sprintf(`,"owner_id":"user-%s"`, owner)
		}
		add(account, "device", "phone-"+id, rest+more)
	}
	user(acme, "anna", `"failover":true,"number":"+491701000001"`)
	user(acme, "ben", `"failover":true,"number":"+491701000002"`)
	user(acme, "cora", "")
	user(acme, "dan", `"enabled":true,"number":"+491701000004","require_keypress":true`)
	user(acme, "emil", "")
	phone(acme, "anna-desk", "anna", "")
	phone(acme, "anna-soft", "anna", "")
	phone(acme, "ben-desk", "ben", "")
	phone(acme, "cora-desk", "cora", "")
	phone(acme, "dan-desk", "dan", "")
	phone(acme, "lobby", "", `,"hotdesk":{"users":{"user-emil":{}}}`)
	ring := func(name, strategy string, members ...string) string {
		var list []string
		for _, m := range members {
			list = append(list, fmt.Sprintf(`{"id":"user-%s","endpoint_type":"user","timeout":20}`, m))
		}
		return fmt.Sprintf(`{"module":"ring_group","data":{"name":%q,"strategy":%q,"endpoints":[%s]}`, name, strategy, strings.Join(list, ","))
	}
	voicemail := `,"children":{"_":{"module":"voicemail","data":{"id":"box"},"children":{}}}}`
	sales, support := ring("sales", "simultaneous", "anna", "ben", "cora"), ring("support", "simultaneous", "ben", "dan")
	flow := func(account, id, number, flow string) {
		add(account, "callflow", "flow-"+id, fmt.Sprintf(`"numbers":[%q],"flow":%s`, number, flow))
	}
	for i, who := range []string{"anna", "ben", "cora", "dan", "emil"} {
		flow(acme, who, fmt.Sprint(101+i), fmt.Sprintf(`{"module":"user","data":{"id":"user-%s"}%s`, who, voicemail))
	}
	flow(acme, "sales", "200", sales+voicemail)
	flow(acme, "support", "201", support+`,"children":{}}`)
	add(acme, "temporal_rule", "rule-open",
		`"name":"open","cycle":"weekly","wdays":["monday","tuesday","wednesday","thursday","friday"],"time_window_start":28800,"time_window_stop":64800`)
	flow(acme, "main", "+49301234500", `{"module":"temporal_route","data":{},"children":{"rule-open":{"module":"menu","data":{"id":"menu"},"children":{"1":`+
		sales+voicemail+`,"2":`+support+`,"children":{}}}},"_":{"module":"voicemail","data":{"id":"box"},"children":{}}}}`)
	flow(acme, "queue", "300", `{"module":"acdc_member","data":{"id":"queue"},"children":{}}`)
	add(acme, "callflow", "flow-outside", `"numbers":["no_match"],"flow":{"module":"offnet","data":{},"children":{}}`)

	add(nordic, "account", nordic, `"name":"Nordic","realm":"nordic.example.net","timezone":"Europe/Oslo"`)
	user(nordic, "erik", `"failover":true,"number":"+4790000001"`)
	user(nordic, "freja", "")
	user(nordic, "hall", "")
	phone(nordic, "erik-desk", "erik", "")
	phone(nordic, "freja-desk", "freja", "")
	add(nordic, "device", "line-hall", `"name":"line-hall","device_type":"landline","owner_id":"user-hall",`+
		`"call_forward":{"enabled":true,"substitute":false,"number":"+4722000002"}`)
	flow(nordic, "erik", "11", `{"module":"user","data":{"id":"user-erik"}`+voicemail)
	flow(nordic, "freja", "12", `{"module":"user","data":{"id":"user-freja"}`+voicemail)
	flow(nordic, "hall", "13", `{"module":"user","data":{"id":"user-hall"}`+voicemail)
	flow(nordic, "all", "10", ring("all", "simultaneous", "erik", "freja")+voicemail)
	out.WriteString(`{"_id":"ecallmgr","default":{"failover_when_all_unreg":false,"expires_deviation_time":180}}` + "\n")
	return out.Bytes()
}

// exampleRegistrations are REGISTERs every 20 minutes for half an hour. Phones
// are on at different hours, on Tuesday none gets through from 10:00 to 12:30,
// and cora's asks for two minutes less than it takes to come back.
func exampleRegistrations() []byte {
	const every = 1200
	type line struct {
		at   int64
		text string
	}
	var lines []line
	for i, p := range []struct {
		user, realm string
		from, until int // hours of the day
		expires     int64
	}{
		{"anna-desk", "acme.example.net", 0, 24, 1800}, {"anna-soft", "acme.example.net", 9, 15, 1800}, {"ben-desk", "acme.example.net", 8, 13, 1800},
		{"cora-desk", "acme.example.net", 0, 24, 1080}, {"dan-desk", "acme.example.net", 7, 16, 1800}, {"lobby", "acme.example.net", 0, 24, 1800},
		{"erik-desk", "nordic.example.net", 6, 14, 1800}, {"freja-desk", "nordic.example.net", 0, 24, 1800},
	} {
		for sec := int64(i * 137); sec < exampleDays*86400; sec += every {
			hour := int(sec / 3600 % 24)
			outage := sec >= 86400+10*3600 && sec < 86400+12*3600+1800
			if hour < p.from || hour >= p.until || outage {
				continue
			}
			at := exampleStart.Unix() + sec
			lines = append(lines, line{at, fmt.Sprintf("%s,%s,%s,%d\n", time.Unix(at, 0).UTC().Format(time.RFC3339), p.user, p.realm, p.expires)})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return int(a.at - b.at) })
	out := bytes.NewBufferString("time,username,realm,expires\n")
	for _, l := range lines {
		out.WriteString(l.text)
	}
	return out.Bytes()
}

// dice is splitmix64, the same in every version of Go.
type dice uint64

func (d *dice) next(n int) int {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

// exampleCalls are KAZOO's CSV downloads, one an account.
func exampleCalls(t testing.TB, dir *directory.Directory, timeline *registrar.Timeline) map[string][]byte {
	d := dice(2026)
	w := exampleWriter{out: map[string]*bytes.Buffer{}}
	targets := []struct {
		account, number, module, id, data string
		weight                            int
	}{
		{acme, "101", "user", "user-anna", "", 3}, {acme, "102", "user", "user-ben", "", 3}, {acme, "103", "user", "user-cora", "", 2},
		{acme, "104", "user", "user-dan", "", 2}, {acme, "105", "user", "user-emil", "", 1},
		{acme, "200", "ring_group", "", "flow-sales", 6}, {acme, "201", "ring_group", "", "flow-support", 4},
		{acme, "+49301234500", "ring_group", "", "flow-sales", 3}, {acme, "300", "", "", "", 1}, {acme, "+4989555010", "", "", "", 1},
		{nordic, "11", "user", "user-erik", "", 3}, {nordic, "12", "user", "user-freja", "", 2}, {nordic, "13", "user", "user-hall", "", 1},
		{nordic, "10", "ring_group", "", "flow-all", 4},
	}
	total := 0
	for _, x := range targets {
		total += x.weight
	}
	for sec := int64(6 * 3600); sec < exampleDays*86400; sec += int64(120 + d.next(1200)) {
		if hour := sec / 3600 % 24; hour < 6 || hour >= 19 {
			continue
		}
		pick, i := d.next(total), 0
		for ; pick >= targets[i].weight; i++ {
			pick -= targets[i].weight
		}
		x := targets[i]
		at := exampleStart.Unix() + sec
		var req *failover.Request
		if x.module != "" {
			account := dir.Lookup(x.account)
			data := document.Object{}.With("id", x.id)
			if x.data != "" {
				flow, _ := account.Document(x.data)
				data = flow.Object.Object("flow", "data")
			}
			var err error
			if req, err = account.Endpoints(&directory.Call{Module: x.module, Data: data, Called: x.number, AtUnixSec: at}); err != nil {
				t.Fatal(err)
			}
			if x.number == "+49301234500" && !openHours(at) {
				req = nil // voicemail
			}
		}
		w.call(&d, x.account, x.number, at, req, timeline)
	}
	files := map[string][]byte{}
	for account, out := range w.out {
		files[account] = out.Bytes()
	}
	return files
}

// openHours are those of rule-open; Berlin is one hour ahead of UTC in winter.
func openHours(at int64) bool {
	sec := (at + 3600) % 86400
	return sec >= 28800 && sec <= 64800
}

// exampleWriter writes calls as rows.
type exampleWriter struct {
	out map[string]*bytes.Buffer
	n   int
}

const exampleHeader = "call_id,interaction_id,direction,authorizing_id,dialed_number,duration_seconds,billing_seconds,unix_timestamp,hangup_cause\n"

// call writes a call that the record would have of a request with the flag
// off: one of the channels answers, or the caller gives up.
func (w *exampleWriter) call(d *dice, account, number string, at int64, req *failover.Request, timeline *registrar.Timeline) {
	w.n++
	interaction := fmt.Sprintf("%d-%08x", at+62167219200, w.n*2654435761&0xffffffff)
	row := func(leg int, direction, device, number string, durationSec, talkSec int64, cause string) {
		out := w.out[account]
		if out == nil {
			out = bytes.NewBufferString(exampleHeader)
			w.out[account] = out
		}
		fmt.Fprintf(out, `"%04d-%d","%s","%s","%s","%s","%d","%d","%d","%s"`+"\n", w.n, leg, interaction, direction, device, number, durationSec, talkSec, at, cause)
	}
	var dial []failover.Channel
	if req != nil {
		dial = failover.Decide(req, timeline.At(at), failover.Release43, false).Dial
	}
	if len(dial) == 0 {
		row(0, "inbound", "", number, int64(8+d.next(30)), int64(d.next(8)), "NORMAL_CLEARING")
		return
	}
	ring, talk := int64(4+d.next(14)), int64(20+d.next(200))
	winner := d.next(len(dial) + 1)
	if winner == len(dial) {
		talk = 0
		row(0, "inbound", "", number, ring, 0, "ORIGINATOR_CANCEL")
	} else {
		row(0, "inbound", "", number, ring+talk, talk, "NORMAL_CLEARING")
	}
	for i, c := range dial {
		e := &req.Endpoints[c.Endpoint]
		to := e.ToUser
		if c.Via == failover.ViaFailover {
			to = e.Failover.Route
		} else if e.Route != "" {
			to = e.Route
		}
		switch {
		case i == winner:
			row(i+1, "outbound", e.DeviceID, to, ring+talk, talk, "NORMAL_CLEARING")
		case c.Via == failover.ViaFailover && d.next(12) == 0:
			row(i+1, "outbound", e.DeviceID, to, min(ring, 8), 0, "PROGRESS_TIMEOUT")
		case winner == len(dial):
			row(i+1, "outbound", e.DeviceID, to, ring, 0, "ORIGINATOR_CANCEL")
		default:
			row(i+1, "outbound", e.DeviceID, to, ring, 0, "LOSE_RACE")
		}
	}
}
