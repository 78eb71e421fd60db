package jsondoc

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// isKazoo tells KAZOO's documents by their keys: those of its CouchDB, what its
// interface lists, the messages of its bus and its webhooks.
func isKazoo(keys map[string]bool) bool {
	has := foldedKeys(keys)
	any := func(names ...string) bool { return slices.ContainsFunc(names, func(n string) bool { return has[n] }) }
	if !has["call_id"] || !any("hangup_cause", "hangup_code", "duration_seconds", "timestamp", "pvt_type") {
		return false
	}
	return any("custom_channel_vars", "pvt_type", "pvt_account_id", "call_direction", "rfc_1036", "iso_8601_combined", "hook_event") ||
		has["billing_seconds"] && any("timestamp", "unix_timestamp")
}

// listing tells what KAZOO's interface lists from its documents: as in its CSV,
// the account is not in it, as a listing is of one.
func (sm *sample) listing() bool {
	has := foldedKeys(sm.keys)
	return (has["unix_timestamp"] || has["rfc_1036"]) && !has["account_id"] && !has["pvt_account_id"] && !has["custom_channel_vars"]
}

func foldedKeys(keys map[string]bool) map[string]bool {
	has := map[string]bool{}
	for key := range keys {
		has[string(appendFolded(nil, []byte(key)))] = true
	}
	return has
}

// kazooDocuments settles what the times of KAZOO's documents mean. `timestamp`
// is the end of the call in a document made of CHANNEL_DESTROY, and the start of
// the interaction in one made of the newer report of the cdr application, and in
// what the interface lists; the document does not say which. It is put into the
// column of the one it is.
type kazooDocuments struct {
	id, kind, hook                        int
	timestamp, created, duration          int
	interaction, saved                    int
	unixTimestamp, rfc, datetime          int
	cause, code, callID                   int
	request, to, direction, callDirection int
	dialed, account                       int
	asStart, asEnd                        int
	votesStart, votesEnd, undecided       int
	said                                  meaning // by a person
}

// newKazooDocuments finds the columns.
func newKazooDocuments(lang *language, named []dialect.ColumnMap) *kazooDocuments {
	at := func(name string) int { return slices.Index(lang.columns, name) }
	k := &kazooDocuments{
		id: at("_id"), kind: at("pvt_type"), hook: at("hook_event"),
		timestamp: at("timestamp"), created: at("channel_created_time"), duration: at("duration_seconds"),
		interaction: at("interaction_id"), saved: at("pvt_created"),
		unixTimestamp: at("unix_timestamp"), rfc: at("rfc_1036"), datetime: at("datetime"),
		cause: at("hangup_cause"), code: at("hangup_code"), callID: at("call_id"),
		request: at("request"), to: at("to"), direction: at("direction"), callDirection: at("call_direction"),
		dialed: at("dialed_number"), account: at("pvt_account_id"),
		asStart: at(dialect.KazooStartColumn), asEnd: at(dialect.KazooEndColumn),
	}
	for _, m := range named {
		switch {
		case !strings.EqualFold(m.Name, "timestamp"):
		case m.Field == cdr.StartTime:
			k.said = meansStart
		case m.Field == cdr.EndTime:
			k.said = meansEnd
		}
	}
	return k
}

// settle fills the columns that rest on several values. It gives why the
// document is none of a call.
func (k *kazooDocuments) settle(cells [][]byte) string {
	if why := k.noCall(cells); why != "" {
		return why
	}
	m := k.meaning(cells)
	if m == meansStart || m == meansUnknown && k.startByDefault() {
		cells[k.asStart] = cells[k.timestamp]
	} else {
		cells[k.asEnd] = cells[k.timestamp]
	}
	if !isStatus(cells[k.code]) {
		cells[k.code] = nil
	}
	if len(cells[k.dialed]) == 0 {
		cells[k.dialed] = k.dialedNumber(cells)
	}
	// The account's database of a month is named "ACCOUNT-YYYYMM".
	if k.account >= 0 {
		if id := cells[k.account]; len(id) == 39 && id[32] == '-' {
			cells[k.account] = id[:32]
		}
	}
	return ""
}

// noCall says what a document is, if it is none of a call's end.
func (k *kazooDocuments) noCall(cells [][]byte) string {
	id, kind, hook := cells[k.id], cells[k.kind], cells[k.hook]
	switch {
	case bytes.HasPrefix(id, []byte("_design/")):
		return "the design document " + quote(id)
	case len(kind) > 0 && string(kind) != "cdr":
		return "a document of type " + quote(kind)
	case len(hook) > 0 && string(hook) != "channel_destroy":
		return "an event " + quote(hook)
	case len(cells[k.callID])+len(cells[k.cause])+len(cells[k.timestamp]) == 0:
		return "a document without call_id, hangup_cause and timestamp"
	}
	return ""
}

// dialedNumber is the user that was asked for: of the request, or, of a leg that
// the switch placed, of the called party.
func (k *kazooDocuments) dialedNumber(cells [][]byte) []byte {
	direction := cells[k.callDirection]
	if len(direction) == 0 {
		direction = cells[k.direction]
	}
	from := cells[k.request]
	if string(direction) == "outbound" || len(from) == 0 {
		from = cells[k.to]
	}
	user, _, _ := bytes.Cut(from, []byte("@"))
	if string(user) == "nouser" {
		return nil
	}
	return user
}

// isStatus tells a final status: "sip:486" or "486".
func isStatus(text []byte) bool {
	n, err := strconv.Atoi(string(bytes.TrimPrefix(text, []byte("sip:"))))
	return err == nil && n >= 100 && n < 1000
}

// quote shows a value in a reason.
func quote(text []byte) string {
	if len(text) > 60 {
		text = append(bytes.Clone(text[:60]), "..."...)
	}
	return strconv.Quote(string(text))
}
