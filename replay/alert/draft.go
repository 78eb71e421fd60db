package alert

import (
	"github.com/cdrlab/cdrlab/replay/meter"
)

// anyName is "*" of our YAML: all causes, or all accounts.
const anyName = "*"

// entry is a threshold as it is stored.
type entry struct {
	Threshold
	// unreadable is the stored text, quoted, if KAZOO cannot read it as a
	// number; Value is then 0.
	unreadable string
	// section is the node's or zone's section it came from; "" is default.
	section string
	// scaledBy is the command that stored T times the minutes, "" if none did.
	scaledBy string
	// inDocument marks what stands in a document of KAZOO's.
	inDocument bool
	// every marks what set_metric set for all monitored causes.
	every bool
	// source counts the sources from 0.
	source int
}

// stored are the entries by cause and metric.
type stored map[string]*[meter.NumMetrics]entry

// named is an entry of a list of causes and its place.
type named struct{ name, place string }

// draft is the configuration while sources are read.
type draft struct {
	opt             Options
	monitor, ignore []named
	causes          stored
	accounts        map[string]stored
	// sections are those seen in any KAZOO document; nil without documents.
	sections map[string]bool
	// source is the one being read, from 0.
	source   int
	findings []Finding
}

func newDraft(opt Options) *draft {
	d := &draft{opt: opt, causes: stored{}, accounts: map[string]stored{}}
	for _, cause := range DefaultMonitor() {
		d.monitor = append(d.monitor, named{name: cause})
	}
	for _, cause := range DefaultIgnore() {
		d.ignore = append(d.ignore, named{name: cause})
	}
	return d
}

// account is what is stored for one account.
func (d *draft) account(id string) stored {
	if d.accounts[id] == nil {
		d.accounts[id] = stored{}
	}
	return d.accounts[id]
}

// put stores an entry; account is empty for a global one. It tells of a value
// that it replaces, unless that was set for all causes and this is for one.
func (d *draft) put(account, cause string, m meter.Metric, e entry) {
	e.source = d.source
	into := d.causes
	if account != "" {
		into = d.account(account)
	}
	if old := into.get(cause, m); old.Set && (old.Value != e.Value || old.unreadable != e.unreadable) && (e.every || !old.every) {
		severity := Warn
		if old.source != e.source {
			severity = Note
		}
		by := e.unreadable
		if by == "" {
			by = plain(e.Value)
		}
		was := old.as(account, cause, m)
		d.find(was.finding(severity, CodeOverridden, "overridden at %s by %s", e.Place, by))
	}
	into.set(cause, m, e)
}

func (s stored) set(cause string, m meter.Metric, e entry) {
	if s[cause] == nil {
		s[cause] = new([meter.NumMetrics]entry)
	}
	s[cause][m] = e
}

// get is the entry of a cause and metric, Set false if there is none.
func (s stored) get(cause string, m meter.Metric) entry {
	if s[cause] == nil {
		return entry{}
	}
	return s[cause][m]
}

// fill gives the causes what they lack of "*", which then goes.
func (s stored) fill(causes []string) {
	rest := s[anyName]
	if rest == nil {
		return
	}
	for m := range rest {
		for _, cause := range causes {
			if rest[m].Set && !s.get(cause, meter.Metric(m)).Set {
				s.set(cause, meter.Metric(m), rest[m])
			}
		}
	}
	delete(s, anyName)
}

// thresholds are the readable entries.
func (s stored) thresholds() map[string]*Thresholds {
	out := map[string]*Thresholds{}
	for cause, entries := range s {
		t := new(Thresholds)
		for m, e := range entries {
			if e.unreadable == "" {
				t[m] = e.Threshold
			}
		}
		out[cause] = t
	}
	return out
}

func names(list []named) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.name
	}
	return out
}
