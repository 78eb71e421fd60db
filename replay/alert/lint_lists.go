package alert

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// findLists tells what is odd about the lists of causes.
func (d *draft) findLists() {
	ignored := names(d.ignore)
	var seen []string
	for _, n := range d.monitor {
		switch {
		case slices.Contains(seen, n.name):
			d.tellOf(Warn, CodeMonitoredTwice, n.place, n.name, "", "monitored twice: KAZOO alerts twice for it, counted once here")
		case slices.Contains(ignored, n.name) && !d.isSet(n.name):
			d.findInList(n, CodeIgnored, "both monitored and ignored: it has no meter and is never checked", keyMonitor)
		}
		seen = append(seen, n.name)
	}
	for _, list := range []struct {
		names []named
		key   string
	}{{d.monitor, keyMonitor}, {d.ignore, keyIgnore}} {
		for _, n := range list.names {
			if !known(n.name) {
				d.findInList(n, CodeUnknownCause, "no known hangup cause"+nearestClause(n.name, cdr.CauseNames()), list.key)
			}
		}
	}
}

// findInList tells of a name that is better taken out of a list.
func (d *draft) findInList(n named, code, message, key string) {
	d.find(Finding{
		Severity: Error, Code: code, Place: n.place, Cause: n.name, Message: cdr.OneLine(message),
		Fix: "take " + cdr.OneLine(n.name) + " out of " + key + " (system_config/hangups)",
		repair: func(c *Config) {
			list := &c.Monitor
			if key == keyIgnore {
				list = &c.Ignore
			}
			*list = slices.DeleteFunc(*list, func(cause string) bool { return cause == n.name })
		},
	})
}

// isSet tells whether a threshold of the cause is on or unreadable: findEntries
// then tells of it.
func (d *draft) isSet(cause string) bool {
	return slices.ContainsFunc(d.entries(), func(e Entry) bool { return e.Cause == cause })
}

// findSections says which sections of KAZOO documents were not read, and
// which that were asked for do not exist.
func (d *draft) findSections() {
	if d.sections == nil {
		return
	}
	all := slices.Sorted(maps.Keys(d.sections))
	for _, ask := range []struct{ flag, name string }{{"--node", d.opt.Node}, {"--zone", d.opt.Zone}} {
		if ask.name != "" && !d.sections[ask.name] {
			d.tell(Warn, CodeSectionMissing, "", "%s %s: no document has this section%s", ask.flag, ask.name,
				nearestClause(ask.name, all))
		}
	}
	unread := slices.DeleteFunc(all, func(section string) bool {
		if section == defaultSection {
			return true
		}
		if isNode(section) {
			return d.opt.Node != ""
		}
		return d.opt.Zone != "" || section == d.opt.Node
	})
	if len(unread) > 0 {
		d.tell(Note, CodeSectionUnread, "", "sections not read: %s; --node and --zone choose them", fewNames(unread))
	}
}

// nearestClause ends a remark with the nearest name, if one is near.
func nearestClause(name string, candidates []string) string {
	if near := cdr.Nearest(name, candidates); near != "" {
		return fmt.Sprintf(" (nearest: %s)", near)
	}
	return ""
}

// fewNames lists at most three names and counts the rest.
func fewNames(list []string) string {
	if len(list) <= 3 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s, %d more", strings.Join(list[:3], ", "), len(list)-3)
}
