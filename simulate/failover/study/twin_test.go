package study_test

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// twin decides calls plainly: maps of JSON for documents, maps of strings for
// legs, no compiling, no hashing. It shares the rules of bridge requests, which
// have twins of their own.
type twin struct {
	docs       map[string]map[string]map[string]any // by account and _id
	directory  *directory.Directory
	timeline   *registrar.Timeline
	recordedOn bool
}

// decide is what becomes of the legs of one call, in a line.
func (w *twin) decide(legs []map[string]string) string {
	slices.SortStableFunc(legs, func(a, b map[string]string) int {
		return cmp.Or(cmp.Compare(number(a["start_time"]), number(b["start_time"])), strings.Compare(a["call_id"], b["call_id"]))
	})
	caller := slices.IndexFunc(legs, func(l map[string]string) bool { return l["direction"] == "inbound" })
	if caller < 0 {
		return "undecided: no caller's leg"
	}
	c := &twinCall{twin: w, caller: legs[caller], docs: w.docs[legs[caller]["account_id"]]}
	if c.docs == nil {
		return "undecided: no documents of the account"
	}
	for _, l := range legs {
		if l["direction"] == "outbound" {
			c.placed = append(c.placed, l)
		}
	}
	for _, doc := range c.docs {
		if doc["pvt_type"] == "callflow" && doc["numbers"].([]any)[0] == c.caller["destination_number"] {
			return c.walk(doc["flow"].(map[string]any), 50).told()
		}
	}
	return "undecided: no callflow"
}

func number(text string) int64 { n, _ := strconv.ParseInt(text, 10, 64); return n }

type twinCall struct {
	*twin
	docs   map[string]map[string]any
	caller map[string]string
	placed []map[string]string
}

// twinArrival is a request, or words.
type twinArrival struct {
	call  *twinCall
	words string
	flow  string
	at    string // the element
	req   *failover.Request
}

func (c *twinCall) walk(e map[string]any, steps int) twinArrival {
	if len(e) == 0 {
		return twinArrival{words: "no phone: hung up"}
	}
	if steps == 0 {
		return twinArrival{words: "undecided: callflow in a circle"}
	}
	children := e["children"].(map[string]any)
	next, _ := children["_"].(map[string]any)
	data := e["data"].(map[string]any)
	switch module := e["module"].(string); module {
	case "set_cid":
		return c.walk(next, steps-1)
	case "voicemail":
		return twinArrival{words: "no phone: voicemail"}
	case "callflow":
		return c.walk(c.docs[data["id"].(string)]["flow"].(map[string]any), steps-1)
	case "menu":
		var rang []string
		first := int64(-1)
		for _, l := range c.placed {
			at := number(l["start_time"])
			if first < 0 {
				first = at
			}
			if at <= first+2 && l["authorizing_id"] != "" {
				rang = append(rang, l["authorizing_id"])
			}
		}
		fits := map[string]twinArrival{}
		for _, child := range children {
			a := c.walk(child.(map[string]any), steps-1)
			all := a.req != nil && len(rang) > 0
			for _, device := range rang {
				all = all && slices.ContainsFunc(a.req.Endpoints, func(e failover.Endpoint) bool { return e.DeviceID == device })
			}
			if all {
				fits[a.at] = a
			}
		}
		if len(fits) == 1 {
			for _, a := range fits {
				return a
			}
		}
		return twinArrival{words: "undecided: menu choice"}
	default:
		text, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		var o document.Object
		if err := json.Unmarshal(text, &o); err != nil {
			panic(err)
		}
		owner, _ := c.docs[c.caller["authorizing_id"]]["owner_id"].(string)
		req, err := c.directory.Lookup(c.caller["account_id"]).Endpoints(&directory.Call{
			Module: module, Data: o, AuthorizingID: c.caller["authorizing_id"], CallerOwnerID: owner,
			Called: c.caller["destination_number"], AtUnixSec: number(c.caller["start_time"]),
		})
		if err != nil {
			panic(err)
		}
		if len(req.Endpoints) == 0 {
			return c.walk(next, steps-1)
		}
		return twinArrival{call: c, flow: module, at: fmt.Sprintf("%p", e), req: req}
	}
}

// told is an arrival in a line, with the decisions and their difference.
func (a twinArrival) told() string {
	if a.req == nil {
		return a.words
	}
	pair := failover.DecideBoth(a.req, a.call.timeline.At(number(a.call.caller["start_time"])), failover.Release43)
	off, on := a.dialled(pair.Off), a.dialled(pair.On)
	recorded := off
	if a.call.recordedOn {
		recorded = on
	}
	return fmt.Sprintf("%s %v %v %s %s", a.flow, off, on, a.change(pair.On.Result, off, on), a.agreement(recorded))
}

// dialled are "device>number" for each channel; a phone has no number.
func (a twinArrival) dialled(d failover.Decision) (list []string) {
	for _, c := range d.Dial {
		e := a.req.Endpoints[c.Endpoint]
		route := e.Route
		if c.Via == failover.ViaFailover {
			route = e.Failover.Route
		}
		list = append(list, e.DeviceID+">"+route)
	}
	return list
}

func (a twinArrival) change(result failover.Result, off, on []string) string {
	owner := func(channel string) string {
		device, _, _ := strings.Cut(channel, ">")
		if user, ok := a.call.docs[device]["owner_id"].(string); ok {
			return user
		}
		return device
	}
	if result == failover.Exception {
		if len(off) > 0 {
			return "exception"
		}
		return "same"
	}
	worst := "same"
	order := []string{"same", "duplicate", "own_phone", "trap"}
	left := slices.Clone(on)
	for _, lost := range off {
		if i := slices.Index(left, lost); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		_, route, _ := strings.Cut(lost, ">")
		kind := "trap"
		for _, other := range on {
			if strings.HasSuffix(other, ">"+route) {
				kind = "duplicate"
				break
			}
			if owner(other) == owner(lost) {
				kind = "own_phone"
			}
		}
		if slices.Index(order, kind) > slices.Index(order, worst) {
			worst = kind
		}
	}
	return worst
}

// agreement looks for each channel among the legs, and the other way round.
func (a twinArrival) agreement(dial []string) string {
	over := number(a.call.caller["end_time"])
	for _, l := range a.call.placed {
		if talk := number(l["billsec_ms"]); talk > 0 {
			over = min(over, number(l["end_time"])-talk/1000)
		}
	}
	early := over-number(a.call.caller["start_time"]) < 1
	seen := map[string]bool{}
	for _, l := range a.call.placed {
		for _, e := range a.req.Endpoints {
			if e.DeviceID != l["authorizing_id"] {
				continue
			}
			channel := e.DeviceID + ">"
			for _, f := range a.req.Endpoints {
				for g := &f; g != nil; g = g.Failover {
					if f.DeviceID == e.DeviceID && strings.TrimPrefix(g.Route, "+") == strings.TrimPrefix(l["destination_number"], "+") {
						channel = e.DeviceID + ">" + g.Route
					}
				}
			}
			seen[channel] = true
		}
	}
	for _, channel := range dial {
		if !seen[channel] && !early {
			return "disagrees"
		}
	}
	for channel := range seen {
		if !slices.Contains(dial, channel) {
			return "disagrees"
		}
	}
	return "agrees"
}

// TestTwin compares whole studies of random worlds with the twin.
func TestTwin(t *testing.T) {
	statuses, changes, verdicts := map[string]int{}, map[string]int{}, map[string]int{}
	for seed := range uint64(60) {
		w := newTwinWorld(seed)
		opt := study.Options{Workers: 1 + int(seed%3), RecordedOn: w.twin.recordedOn}
		opt.Knowledge, opt.Timeline = study.Recorded, w.twin.timeline
		traffic := readCDRText(t, w.cdrs)
		i := 0
		s := study.New(traffic, w.twin.directory, opt)
		err := s.Each(context.Background(), func(o *study.Outcome) error {
			i++
			got := o.Status.String() + ": " + o.Reason
			switch o.Status {
			case study.NoPhone:
				got = "no phone: " + o.Reason
			case study.Decided:
				got = fmt.Sprintf("%s %v %v %s %s", o.Module, twinDialled(o, &o.Off), twinDialled(o, &o.On), o.Change, o.Agreement.Verdict)
				changes[o.Change.String()]++
				verdicts[o.Agreement.Verdict.String()]++
			}
			statuses[o.Status.String()]++
			if want := w.twin.decide(w.legs[o.Call.InteractionID]); got != want {
				t.Errorf("seed %d, call %s:\n%s, want\n%s", seed, o.Call.InteractionID, got, want)
			}
			return nil
		})
		if err != nil || i != len(w.legs) {
			t.Fatalf("seed %d: %v, %d calls, want %d", seed, err, i, len(w.legs))
		}
	}
	for _, kinds := range []struct {
		of    map[string]int
		least []string
	}{
		{statuses, []string{"decided", "undecided", "no_phone"}}, {verdicts, []string{"agrees", "disagrees"}},
		{changes, []string{"same", "own_phone", "duplicate", "trap", "exception"}},
	} {
		for _, k := range kinds.least {
			if kinds.of[k] < 10 {
				t.Errorf("only %d calls are %s: the worlds are too tame", kinds.of[k], k)
			}
		}
	}
}

func twinDialled(o *study.Outcome, d *failover.Decision) (list []string) {
	names := o.Dialled(d)
	for i, c := range d.Dial {
		e := &o.Request.Endpoints[c.Endpoint]
		name := e.DeviceID + ">"
		if names[i] != e.DeviceID {
			name += names[i]
		}
		list = append(list, name)
	}
	return list
}

// twinWorld is a random world.
type twinWorld struct {
	twin *twin
	cdrs string
	legs map[string][]map[string]string
}

func newTwinWorld(seed uint64) *twinWorld {
	random := rand.New(rand.NewPCG(seed, 1))
	w := &twinWorld{twin: &twin{docs: map[string]map[string]map[string]any{}, recordedOn: seed%2 == 1}, legs: map[string][]map[string]string{}}
	var export document.Export
	var regs strings.Builder
	regs.WriteString("time,username,realm,expires\n")
	add := func(account, text string) {
		var doc map[string]any
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			panic(err.Error() + text)
		}
		if w.twin.docs[account] == nil {
			w.twin.docs[account] = map[string]map[string]any{}
		}
		w.twin.docs[account][doc["_id"].(string)] = doc
		doc["pvt_account_id"] = account
		line, err := json.Marshal(doc)
		if err != nil {
			panic(err)
		}
		if err := export.Read("docs", line); err != nil {
			panic(err)
		}
	}
	const callers = 3
	for _, account := range []string{"one", "two"} {
		add(account, fmt.Sprintf(`{"_id":%q,"pvt_type":"account","realm":%q}`, account, account))
		for u := range callers {
			add(account, fmt.Sprintf(`{"_id":"user%d","pvt_type":"user","username":"u%d","call_forward":{"enabled":%t,"failover":%t,"number":%q}}`,
				u, u, random.IntN(5) == 0, random.IntN(2) == 0, []string{"+4917000001", "+4917000002", "+4917000003"}[random.IntN(3)]))
		}
		for d := range 6 {
			owner := fmt.Sprintf(`"owner_id":"user%d",`, random.IntN(callers))
			if d == 5 {
				owner = ""
			}
			username := fmt.Sprintf(`"username":"dev%d"`, d)
			if random.IntN(25) == 0 {
				username = `"method":"password"` // a look-up is impossible
			}
			add(account, fmt.Sprintf(`{"_id":"dev%d","pvt_type":"device",%s"device_type":"sip_device","sip":{%s}}`, d, owner, username))
			for range random.IntN(3) {
				fmt.Fprintf(&regs, "%d,dev%d,%s,%d\n", 1_773_000_000+random.IntN(5000), d, account, 60+random.IntN(3000))
			}
		}
		for f := range 8 {
			add(account, fmt.Sprintf(`{"_id":"flow%d","pvt_type":"callflow","numbers":["%d"],"flow":%s}`, f, 100+f, randomFlow(random, 3)))
		}
	}
	w.twin.directory = directory.New(export.Documents)
	builder := registrar.NewBuilder(registrar.Options{DeviationSec: 180})
	if err := builder.Read("registrations", strings.NewReader("2026-03-08T20:00:00Z,nobody,one,60\n"+regs.String())); err != nil {
		if err = builder.Read("registrations", strings.NewReader(regs.String())); err != nil {
			panic(err)
		}
	}
	w.twin.timeline = wholly(builder.Timeline())
	w.record(random)
	return w
}

// wholly is a timeline that claims to know everyone at all times, since the
// twin knows no other.
func wholly(t *registrar.Timeline) *registrar.Timeline {
	t.Coverage = []registrar.Span{{FromSec: 0, UntilSec: 1 << 40}}
	return t
}

func randomFlow(random *rand.Rand, depth int) string {
	data, children := "{}", "{}"
	if depth > 0 && random.IntN(3) > 0 {
		children = `{"_":` + randomFlow(random, depth-1) + `}`
	}
	module := []string{"user", "user", "device", "ring_group", "ring_group", "ring_group", "set_cid", "voicemail", "menu", "callflow"}[random.IntN(10)]
	switch module {
	case "user":
		data = fmt.Sprintf(`{"id":"user%d"}`, random.IntN(4))
	case "device":
		data = fmt.Sprintf(`{"id":"dev%d"}`, random.IntN(7))
	case "callflow":
		data = fmt.Sprintf(`{"id":"flow%d"}`, random.IntN(8))
	case "ring_group":
		var members []string
		for range 1 + random.IntN(3) {
			members = append(members, fmt.Sprintf(`{"id":"user%d","endpoint_type":"user"}`, random.IntN(3)))
		}
		data = `{"strategy":"simultaneous","endpoints":[` + strings.Join(members, ",") + `]}`
	case "menu":
		if depth > 0 {
			children = `{"1":` + randomFlow(random, depth-1) + `,"2":` + randomFlow(random, depth-1) + `}`
		}
	}
	return fmt.Sprintf(`{"module":%q,"data":%s,"children":%s}`, module, data, children)
}

// record writes random calls; half of the placed legs are what is simulated.
func (w *twinWorld) record(random *rand.Rand) {
	var out strings.Builder
	rows := csv.NewWriter(&out)
	header := []string{"call_id", "interaction_id", "direction", "account_id", "authorizing_id", "destination_number", "start_time", "end_time", "billsec_ms", "hangup_cause"}
	write := func(row ...string) {
		if err := rows.Write(row); err != nil {
			panic(err)
		}
		l := map[string]string{}
		for i, name := range header {
			l[name] = row[i]
		}
		w.legs[row[1]] = append(w.legs[row[1]], l)
	}
	if err := rows.Write(header); err != nil {
		panic(err)
	}
	for n := range 120 {
		id, at := fmt.Sprintf("call%03d", n), int64(1_773_000_000+random.IntN(6000))
		account := []string{"one", "two", "three"}[min(2, random.IntN(9)/4)]
		from := ""
		if random.IntN(4) == 0 {
			from = fmt.Sprint("dev", random.IntN(6))
		}
		over := at + 5 + int64(random.IntN(60))
		if random.IntN(20) > 0 {
			write(id+"-a", id, "inbound", account, from, fmt.Sprint(100+random.IntN(9)), fmt.Sprint(at), fmt.Sprint(over), "0", "NORMAL_CLEARING")
		}
		dial := w.simulated(id, random)
		for i := range 1 + random.IntN(3) {
			dial = append(dial, [2]string{fmt.Sprint("dev", random.IntN(6)), []string{"x", "+4917000001", "4917000002"}[min(2, random.IntN(6))%(i+1)]})
			if random.IntN(2) == 0 {
				dial = dial[:len(dial)-1]
			}
		}
		for i, to := range dial {
			talk := int64(0)
			if i == 0 && random.IntN(2) == 0 {
				talk = 2000
			}
			write(fmt.Sprintf("%s-b%d", id, i), id, "outbound", account, to[0], to[1], fmt.Sprint(at+int64(random.IntN(2))), fmt.Sprint(over), fmt.Sprint(talk), "NORMAL_CLEARING")
		}
		if len(w.legs[id]) == 0 {
			delete(w.legs, id)
		}
	}
	rows.Flush()
	w.cdrs = out.String()
}

// simulated are, every other time, the legs that the rules foresee.
func (w *twinWorld) simulated(id string, random *rand.Rand) (dial [][2]string) {
	if len(w.legs[id]) == 0 || random.IntN(4) == 0 {
		return nil
	}
	told := w.twin.decide(slices.Clone(w.legs[id]))
	_, told, _ = strings.Cut(told, "[")
	off, told, _ := strings.Cut(told, "]")
	if w.twin.recordedOn {
		_, told, _ = strings.Cut(told, "[")
		off, _, _ = strings.Cut(told, "]")
	}
	for _, channel := range strings.Fields(off) {
		if device, route, ok := strings.Cut(channel, ">"); ok {
			dial = append(dial, [2]string{device, cmp.Or(route, "x")})
		}
	}
	return dial
}
