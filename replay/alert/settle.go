package alert

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// settle makes the configuration of what was read, and the findings that need
// the whole of it.
func (d *draft) settle() *Config {
	c := Default()
	c.Monitor, c.Ignore = names(d.monitor), names(d.ignore)
	d.causes.fill(c.Monitor)
	c.Causes = d.causes.thresholds()
	for account, causes := range d.accounts {
		causes.fill(c.Monitor)
		if len(causes) > 0 {
			c.Accounts[account] = causes.thresholds()
		}
	}
	c.Unchecked = d.unchecked(metered(c.Monitor, c.Ignore))
	d.findSections()
	d.findLists()
	d.findEntries(c.Unchecked)
	if !c.HasThresholds() {
		d.tell(Note, CodeNoThreshold, "", "no threshold is in force: averages only, nothing can alert")
	}
	return c
}

// unchecked lists the first cause with an unreadable threshold and those after
// it: reading it raises an error that ends the whole check
// (hangups_monitoring:check_stats).
func (d *draft) unchecked(causes []string) []Unchecked {
	var list []Unchecked
	for _, cause := range causes {
		m, bad := d.causes.unreadable(cause)
		reason := fmt.Sprintf("%s is %s, which KAZOO cannot read as a number", m, bad.unreadable)
		switch {
		case bad.unreadable != "" && list == nil:
			list = append(list, Unchecked{cause, fmt.Sprintf("%s: %s", bad.Place, reason)})
		case list != nil:
			list = append(list, Unchecked{cause, fmt.Sprintf("the check ends at %s, before it", list[0].Cause)})
		}
	}
	return list
}

// unreadable is the first unreadable entry of a cause, in the order of the
// metrics; its unreadable is empty if there is none.
func (s stored) unreadable(cause string) (meter.Metric, entry) {
	for m := range meter.Metric(meter.NumMetrics) {
		if e := s.get(cause, m); e.unreadable != "" {
			return m, e
		}
	}
	return 0, entry{}
}
