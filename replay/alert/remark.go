package alert

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// remarkLists tells what is odd about the lists of causes.
func (d *draft) remarkLists() {
	ignored := names(d.ignore)
	var seen []string
	for _, n := range d.monitor {
		switch {
		case slices.Contains(seen, n.name):
			d.remark(n.place, "%s is monitored twice: KAZOO alerts twice for it, counted once here", n.name)
		case slices.Contains(ignored, n.name):
			d.remark(n.place, "%s is both monitored and ignored: it has no meter and is never checked", n.name)
		}
		seen = append(seen, n.name)
	}
	for _, n := range slices.Concat(d.monitor, d.ignore) {
		if unknown := unknownCause(n.name); unknown != "" {
			d.remark(n.place, "%s is %s", n.name, unknown)
		}
	}
}

// remarkUnmonitored names the causes with a threshold that are not monitored.
func (d *draft) remarkUnmonitored() {
	monitored := names(d.monitor)
	places := map[string]string{}
	collect := func(s stored) {
		for _, cause := range slices.Sorted(maps.Keys(s)) {
			if place := s.placeOf(cause); place != "" && places[cause] == "" {
				places[cause] = place
			}
		}
	}
	collect(d.causes)
	for _, account := range slices.Sorted(maps.Keys(d.accounts)) {
		collect(d.accounts[account])
	}
	for _, cause := range slices.Sorted(maps.Keys(places)) {
		if slices.Contains(monitored, cause) {
			continue
		}
		why := "not monitored"
		if unknown := unknownCause(cause); unknown != "" {
			why += " and " + unknown
		}
		d.remark(places[cause], "%s is %s: its thresholds are never checked", cause, why)
	}
}

// remarkAccounts says that account thresholds are stored and never checked.
func (d *draft) remarkAccounts() {
	var accounts []string
	var first string
	for _, account := range slices.Sorted(maps.Keys(d.accounts)) {
		for _, cause := range slices.Sorted(maps.Keys(d.accounts[account])) {
			place := d.accounts[account].placeOf(cause)
			if place == "" {
				continue
			}
			if first == "" {
				first = place
			}
			accounts = append(accounts, account)
			break
		}
	}
	if len(accounts) == 0 {
		return
	}
	d.remark(first, "thresholds per account (%s) are stored and never checked by KAZOO; --check-accounts checks them",
		fewNames(accounts))
}

// remarkSections says which sections of KAZOO documents were not read, and
// which that were asked for do not exist.
func (d *draft) remarkSections() {
	if d.sections == nil {
		return
	}
	all := slices.Sorted(maps.Keys(d.sections))
	for _, ask := range []struct{ flag, name string }{{"--node", d.opt.Node}, {"--zone", d.opt.Zone}} {
		if ask.name != "" && !d.sections[ask.name] {
			d.remark("", "%s %s: no document has this section%s", ask.flag, ask.name,
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
		d.remark("", "sections not read: %s; --node and --zone choose them", fewNames(unread))
	}
}

// placeOf is where the first threshold of the cause that is on or unreadable
// was set, "" if there is none.
func (s stored) placeOf(cause string) string {
	for _, e := range s[cause] {
		if e.Value > 0 || e.unreadable != "" {
			return e.Place
		}
	}
	return ""
}

// unknownCause says that no leg has the cause, and which one was likely meant;
// it is empty for a known cause. Case counts: KAZOO compares exactly.
func unknownCause(name string) string {
	known := cdr.CauseNames()
	if name == Unknown || slices.Contains(known, name) {
		return ""
	}
	return "no known hangup cause" + nearestClause(name, known)
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
