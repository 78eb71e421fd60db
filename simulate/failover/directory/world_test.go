package directory

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// documents are the world as KAZOO would have it.
func (w *world) documents(t *testing.T) (docs []document.Document, data document.Object) {
	t.Helper()
	add := func(text string) {
		var o document.Object
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		docs = append(docs, document.New(o, "acme", text))
	}
	plain := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	add(fmt.Sprintf(`{"_id":"acme","pvt_type":"account","realm":%q,"do_not_disturb":{"enabled":%v}}`, w.realm, w.quiet))
	for _, p := range w.users {
		add(fmt.Sprintf(`{"_id":%q,"pvt_type":"user","enabled":false,"do_not_disturb":{"enabled":%v},"call_forward":%s}`, p.id, p.quiet, plain(p.cf)))
	}
	for _, d := range w.devices {
		desk := map[string]any{}
		for _, u := range d.hotdesk {
			desk[u] = map[string]any{}
		}
		sip := ""
		if d.sip != nil {
			sip = `,"sip":` + plain(d.sip)
		}
		add(fmt.Sprintf(`{"_id":%q,"pvt_type":"device","device_type":%q,"owner_id":%q,"hotdesk":{"users":%s},"pvt_deleted":%v,"enabled":%v,"do_not_disturb":{"enabled":%v},"call_forward":%s%s}`,
			d.id, d.kind, d.owner, plain(desk), d.deleted, !d.disabled, d.quiet, plain(d.cf), sip))
	}
	for _, g := range w.groups {
		var members []string
		for _, m := range g.members {
			members = append(members, fmt.Sprintf("%q:{%s}", m.id, m.fields("type")))
		}
		add(fmt.Sprintf(`{"_id":%q,"pvt_type":"group","strategy":%q,"endpoints":{%s}}`, g.id, g.strategy, strings.Join(members, ",")))
	}
	var members []string
	for _, m := range w.members {
		members = append(members, fmt.Sprintf(`{"id":%q,%s}`, m.id, m.fields("endpoint_type")))
	}
	text := fmt.Sprintf(`{"id":%q,"strategy":%q,"can_call_self":%v,"endpoints":[%s]}`, w.target, w.strategy, w.self, strings.Join(members, ","))
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatal(err)
	}
	return docs, data
}

// fields are a member without its id.
func (m entry) fields(kind string) string {
	list := []string{fmt.Sprintf(`"can_call_self":%v`, m.self)}
	if m.kind != "" {
		list = append(list, fmt.Sprintf("%q:%q", kind, m.kind))
	}
	for _, n := range []struct {
		key   string
		value int
	}{{"delay", m.delay}, {"timeout", m.timeout}, {"weight", m.weight}, {"disable_until", m.until}} {
		if n.value >= 0 {
			list = append(list, fmt.Sprintf("%q:%d", n.key, n.value))
		}
	}
	return strings.Join(list, ",")
}
