package alert

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

const (
	// appID is the document of the application (hangups.hrl, APP_NAME).
	appID = "hangups"
	// accountPrefix begins the documents of kapps_account_config.
	accountPrefix = "configs_"
	// defaultSection is what set_default of kapps_config writes.
	defaultSection = "default"
	// keyMonitor and keyIgnore are the lists of causes (hangups_config).
	keyMonitor = "hangups_to_monitor"
	keyIgnore  = "ignore_hangup_causes"
	// meanMetric is accepted by the commands and never checked.
	meanMetric = "mean"
)

// document reads one document; known tells whether it is one of hangups.
func (e *export) document(doc document) (known bool, err error) {
	if owner, category, ok := accountConfig(doc); ok {
		cause, ok := strings.CutPrefix(category, appID+".")
		if !ok || cause == "" || owner == "" {
			return false, nil
		}
		e.accountCause(doc, owner, cause)
		return true, nil
	}
	if doc.id == appID {
		return true, e.lists(doc)
	}
	cause, ok := strings.CutPrefix(doc.id, appID+".")
	if !ok || cause == "" || cause == anyName {
		return false, nil
	}
	e.cause(doc, cause)
	return true, nil
}

// lists reads the lists of causes of the application.
func (e *export) lists(doc document) error {
	inForce := e.sections(doc)
	for _, l := range []struct {
		key  string
		into *[]named
	}{{keyMonitor, &e.d.monitor}, {keyIgnore, &e.d.ignore}} {
		raw, section := inForce.value(l.key)
		if raw == nil {
			continue
		}
		var causes []string
		if json.Unmarshal(raw, &causes) != nil || slices.Contains(causes, "") {
			return &cdr.DataError{
				Place:   e.place(doc),
				Problem: fmt.Sprintf("%s of section %s is %s, wanted a list of causes", l.key, section, brief(raw)),
				Hint:    `such as ["PROGRESS_TIMEOUT", "CALL_REJECTED"]`,
			}
		}
		*l.into = []named{}
		for _, cause := range causes {
			*l.into = append(*l.into, named{cause, e.place(doc)})
		}
		if section != defaultSection {
			e.d.tell(Warn, CodeHidden, e.place(doc), "%s is that of section %s, which hides default", l.key, section)
		}
	}
	return nil
}

// cause reads the global thresholds of a cause.
func (e *export) cause(doc document, cause string) {
	inForce := e.sections(doc)
	for m := range meter.Metric(meter.NumMetrics) {
		raw, section := inForce.value(m.String())
		if raw == nil {
			continue
		}
		t := e.entry(doc, m, raw)
		if section != defaultSection {
			t.section = section
			in := t.as("", cause, m)
			e.d.find(in.finding(Warn, CodeHidden, "from section %s, which hides default, which is what sup writes", section))
		}
		e.d.put("", cause, m, t)
	}
	e.findOtherKeys(doc, cause, inForce.keys())
}

// accountCause reads the thresholds of one account for a cause. Its document
// has no sections (kapps_account_config:set).
func (e *export) accountCause(doc document, account, cause string) {
	for m := range meter.Metric(meter.NumMetrics) {
		raw := present(doc.fields[m.String()])
		if raw == nil {
			continue
		}
		t := e.entry(doc, m, raw)
		if t.unreadable != "" {
			e.d.leaveOut(t, account, cause, m)
			continue
		}
		e.d.put(account, cause, m, t)
	}
	e.findOtherKeys(doc, cause, slices.Sorted(maps.Keys(doc.fields)))
}

// entry is a threshold as the document stores it.
func (e *export) entry(doc document, m meter.Metric, raw json.RawMessage) entry {
	t := entry{Threshold: Threshold{Place: e.place(doc), Set: true}, inDocument: true}
	value, ok := storedNumber(raw)
	if !ok || !isFinite(m, value) {
		t.unreadable = brief(raw)
		return t
	}
	t.Value = value
	return t
}

// findOtherKeys names the keys that are no metric. KAZOO's own begin with
// "_" or "pvt_".
func (e *export) findOtherKeys(doc document, cause string, keys []string) {
	var other []string
	for _, key := range keys {
		_, isMetric := meter.MetricByName(key)
		switch {
		case isMetric, key == "id", strings.HasPrefix(key, "_"), strings.HasPrefix(key, "pvt_"):
		case key == meanMetric:
			e.d.mean(e.place(doc), cause)
		default:
			other = append(other, key)
		}
	}
	if len(other) > 0 {
		e.d.tell(Warn, CodeOtherKey, e.place(doc), "%s: no metric of KAZOO, never read", fewNames(other))
	}
}

func (e *export) place(doc document) string { return e.name + ": " + cdr.OneLine(doc.id) }

// accountConfig tells whether the document is one of an account, whose, and
// of which category. The owner may stand only in a path before the id.
func accountConfig(doc document) (owner, category string, ok bool) {
	path, rest, ok := cutLast(doc.id, "/"+accountPrefix)
	if !ok {
		path = ""
		if rest, ok = strings.CutPrefix(doc.id, accountPrefix); !ok {
			return "", "", false
		}
	}
	for _, candidate := range []string{jsonText(doc.fields["pvt_account_id"]), jsonText(doc.fields["pvt_account_db"]), path} {
		if candidate != "" {
			return accountID(candidate), rest, true
		}
	}
	return "", rest, true
}

// accountID is the id in any of the notations of an account: the id itself, or
// a database account/ab/cd/ef..., its slashes perhaps written %2F.
func accountID(s string) string {
	s = strings.NewReplacer("%2F", "/", "%2f", "/").Replace(s)
	if rest, ok := strings.CutPrefix(s, "account/"); ok {
		s = strings.ReplaceAll(rest, "/", "")
	}
	return s
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// brief is a JSON value for a message, shortened.
func brief(raw json.RawMessage) string {
	const most = 40
	s := strings.ToValidUTF8(string(raw), "?")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}
