package registrar

import (
	"bytes"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// readJSON reads events or crossbar's answers: one value, or one a line.
func (r *reader) readJSON(data []byte) error {
	if value, err := document.Parse(data); err == nil {
		r.addValue(1, value)
	} else {
		n := 0
		for text := range bytes.Lines(data) {
			n++
			if text = bytes.Trim(text, " \t\r\n,"); len(text) == 0 {
				continue
			}
			if value, err := document.Parse(text); err != nil {
				r.source.reject(n, "%v", err)
			} else {
				r.addValue(n, value)
			}
		}
	}
	if len(r.loose) > 0 {
		r.snapshot(0, r.loose)
	}
	if r.source.Form == FormEvents {
		r.coverTimeline()
	}
	return nil
}

// addValue takes a list, an answer of crossbar, an entry of one, or an event.
func (r *reader) addValue(line int, value any) {
	switch v := value.(type) {
	case []any:
		for _, inner := range v {
			r.addValue(line, inner)
		}
	case document.Object:
		switch data, answer := v.Get("data").([]any); {
		case answer:
			r.addAnswer(line, v, data)
		case v.Has("event_timestamp") && v.Has("contact"):
			r.source.Form = FormCrossbar
			if e, ok := r.crossbarEntry(line, v); ok {
				r.loose = append(r.loose, e)
			}
		default:
			r.addEvent(line, v)
		}
	default:
		r.source.reject(line, "a JSON value that is no object")
	}
}

// addAnswer takes a page of crossbar's /registrations, one snapshot.
func (r *reader) addAnswer(line int, answer document.Object, data []any) {
	r.source.Form = FormCrossbar
	var entries []entry
	for _, item := range data {
		o, _ := item.(document.Object)
		if e, ok := r.crossbarEntry(line, o); ok {
			entries = append(entries, e)
		}
	}
	at, _ := r.when.unix(answer.Text("timestamp"))
	r.snapshot(at, entries)
}

// crossbarEntry reads one registration of ecallmgr's table. Its expires counts
// from its last REGISTER and holds the deviation. Since its first REGISTER it
// has never been out of the table.
func (r *reader) crossbarEntry(line int, o document.Object) (e entry, ok bool) {
	realm := o.Text("realm")
	if realm == "" {
		realm = o.Text("account_realm")
	}
	if e.address, ok = r.address(line, o.Text("username"), realm); !ok {
		return e, false
	}
	last, ok := r.when.unix(o.Text("event_timestamp"))
	expires := o.Int(-1, "expires")
	if !ok || expires < 0 {
		r.source.reject(line, "event_timestamp %q and expires %q of %s found, a time and seconds wanted", o.Text("event_timestamp"), o.Text("expires"), e.address)
		return e, false
	}
	e.fromSec, e.lastSec, e.untilSec = last, last, last+int64(expires)
	if first, ok := r.when.unix(o.Text("initial_registration")); ok && first < last {
		e.fromSec = first
	}
	return e, true
}

// addEvent reads an event as ecallmgr publishes it, or the same in plain keys.
func (r *reader) addEvent(line int, o document.Object) {
	r.source.Form = FormEvents
	text := func(names ...string) string {
		for _, name := range names {
			if o.Has(name) {
				return o.Text(name)
			}
		}
		return ""
	}
	name := text("Event-Name", "event_name", "event")
	switch name {
	case "", "reg_success", "reg_flush", "register", "flush":
	default:
		return // other events of the same exchange
	}
	when := text("Event-Timestamp", "event_timestamp", "time", "timestamp")
	at, ok := r.when.unix(when)
	if !ok {
		r.source.reject(line, "time %q found, RFC 3339 or Unix seconds wanted", when)
		return
	}
	user, realm := text("Username", "username"), text("Realm", "realm")
	flush := name == "reg_flush" || name == "flush"
	if flush && user == "" {
		r.source.reject(line, "a flush of all of realm %q found, one of a user name wanted", realm)
		return
	}
	a, ok := r.address(line, user, realm)
	if !ok {
		return
	}
	if flush {
		r.flushed(a, at)
		return
	}
	expires, ok := expiresOf(text("Expires", "expires"))
	if !ok {
		r.source.reject(line, "expires %q of %s found, seconds wanted", text("Expires", "expires"), a)
		return
	}
	r.registered(a, at, expires)
}

// flushed notes a registration removed by hand.
func (r *reader) flushed(a failover.Address, atSec int64) {
	r.see(atSec)
	r.events = append(r.events, gone(a, atSec))
}
