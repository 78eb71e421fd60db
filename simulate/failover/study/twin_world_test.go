package study_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
)

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
