package alert

import (
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// setThreshold stores one threshold; the cause keeps its case.
func (c *supCall) setThreshold() {
	into, args := c.target(3)
	if m, e, ok := c.entry(args[1], args[2]); ok {
		c.store(into, args[0], m, e)
	}
}

// setMetric stores one threshold for every cause monitored at this point.
func (c *supCall) setMetric() {
	into, args := c.target(2)
	m, e, ok := c.entry(args[0], args[1])
	if !ok {
		return
	}
	for _, cause := range names(c.d.monitor) {
		c.store(into, cause, m, e)
	}
}

// target takes a leading account off, if there are more than n arguments, and
// tells where to store; nil stands for the global documents.
func (c *supCall) target(n int) (stored, []string) {
	if len(c.args) > n {
		return c.d.account(accountID(c.args[0])), c.args[1:]
	}
	return nil, c.args
}

// entry checks metric and threshold as hangups_maintenance:is_valid_request
// does; ok is false where the command stores nothing that is ever checked.
func (c *supCall) entry(metric, t string) (m meter.Metric, e entry, ok bool) {
	if metric == meanMetric {
		c.d.remark(c.place, "mean is stored and never checked")
		return 0, entry{}, false
	}
	m, ok = meter.MetricByName(metric)
	if !ok {
		c.d.remark(c.place, "%s is no metric%s: KAZOO sets nothing", metric, nearestClause(metric, metricNames))
		return 0, entry{}, false
	}
	e = c.read(m, t)
	if e.Value < 0 {
		c.d.remark(c.place, "%s is below 0: KAZOO sets nothing", t)
		return 0, entry{}, false
	}
	return m, e, true
}

// read makes an entry of a threshold as it stands on the line.
func (c *supCall) read(m meter.Metric, t string) entry {
	e := entry{Threshold: Threshold{Place: c.place, Set: true}}
	value, ok := erlangFloat(t)
	if !ok || !isFinite(m, value) {
		e.unreadable = strconv.Quote(t)
		return e
	}
	e.Value = value
	return e
}

// store writes an entry; into is an account's, or nil for the default section
// of the cause's global document.
func (c *supCall) store(into stored, cause string, m meter.Metric, e entry) {
	if cause == anyName {
		c.d.remark(c.place, `"*" is stored as a cause of that name and never checked`)
		return
	}
	if into != nil {
		if e.unreadable != "" {
			c.d.remark(c.place, "%s is %s, not a number, left out", m, e.unreadable)
			return
		}
		into.set(cause, m, e)
		return
	}
	if old := c.d.causes.get(cause, m); old.section != "" {
		c.d.remark(c.place, "%s %s: written to default, hidden by section %s (%s)", cause, m, old.section, old.Place)
		return
	}
	c.d.causes.set(cause, m, e)
}

// setMonitorThreshold is the deprecated form, which upper-cases the cause and,
// without a metric, sets all four.
func (c *supCall) setMonitorThreshold() {
	cause := strings.ToUpper(c.args[0])
	if len(c.args) == 2 {
		if c.setAllMetrics(cause, c.args[1]) {
			c.d.remark(c.place, "%s: %s", cause, scaledTwice)
		}
		return
	}
	metric := c.args[1]
	if m, ok := meter.MetricByName(metric); ok {
		c.storeOverReadable(cause, m, c.read(m, c.args[2]))
		return
	}
	if metric == meanMetric {
		c.d.remark(c.place, "mean is stored and never checked")
		return
	}
	c.d.remark(c.place, "%s is no metric%s: KAZOO sets nothing", metric, nearestClause(metric, metricNames))
}

// scaledTwice is what setAllMetrics does to the longer averages.
const scaledTwice = "five, fifteen and day are stored times their minutes, and the check multiplies again"

// setAllMetrics stores T for one, and for the others T times the minutes, by
// which the check multiplies again. It tells whether KAZOO went through.
func (c *supCall) setAllMetrics(cause, t string) bool {
	one := c.read(meter.One, t)
	if one.unreadable != "" {
		c.store(nil, cause, meter.One, one)
		return false
	}
	for _, m := range []meter.Metric{meter.Five, meter.Fifteen, meter.Day, meter.One} {
		scaled := one
		scaled.Value = m.LimitPerSecond(one.Value)
		if !isFinite(m, scaled.Value) {
			scaled.Value, scaled.unreadable = 0, strconv.Quote(t)+" times the minutes twice"
		}
		if !c.storeOverReadable(cause, m, scaled) {
			return false
		}
	}
	return true
}

// storeOverReadable stores an entry unless the old one is unreadable: the
// deprecated commands read it first, and end with an error.
func (c *supCall) storeOverReadable(cause string, m meter.Metric, e entry) bool {
	if old := c.d.causes.get(cause, m); old.unreadable != "" {
		c.d.remark(c.place, "%s %s: KAZOO cannot read the old value %s (%s) and sets nothing",
			cause, m, old.unreadable, old.Place)
		return false
	}
	c.store(nil, cause, m, e)
	return e.unreadable == ""
}

// activateMonitors sets global thresholds, whatever account it is given, for
// the monitored causes that have none on one.
func (c *supCall) activateMonitors() {
	c.d.remark(c.place, "activate_monitors sets global thresholds, not those of %s (%s); that it starts meters at 0 is not modelled",
		c.args[0], scaledTwice)
	for _, cause := range names(c.d.monitor) {
		old := c.d.causes.get(cause, meter.One)
		if old.unreadable != "" {
			c.d.remark(c.place, "%s one: KAZOO cannot read the old value %s (%s) and ends", cause, old.unreadable, old.Place)
			return
		}
		if !old.Set && !c.setAllMetrics(strings.ToUpper(cause), c.args[1]) {
			return
		}
	}
}

// activateMonitor sets no threshold.
func (c *supCall) activateMonitor() {
	c.d.remark(c.place, "activate_monitor starts the meters of %s at 0, which is not modelled; it sets no threshold", c.args[1])
}
