package alert

import (
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// setThreshold stores one threshold; the cause keeps its case.
func (c *supCall) setThreshold() {
	account, args := c.target(3)
	if m, e, ok := c.entry(args[0], args[1], args[2]); ok {
		c.store(account, args[0], m, e)
	}
}

// setMetric stores one threshold for every cause monitored at this point.
func (c *supCall) setMetric() {
	account, args := c.target(2)
	m, e, ok := c.entry("", args[0], args[1])
	if !ok {
		return
	}
	e.every = true
	for _, cause := range names(c.d.monitor) {
		c.store(account, cause, m, e)
	}
}

// target takes a leading account off, if there are more than n arguments; an
// empty account stands for the global documents.
func (c *supCall) target(n int) (account string, args []string) {
	if len(c.args) > n {
		return accountID(c.args[0]), c.args[1:]
	}
	return "", c.args
}

// entry checks metric and threshold as hangups_maintenance:is_valid_request
// does; ok is false where the command stores nothing that is ever checked.
func (c *supCall) entry(cause, metric, t string) (m meter.Metric, e entry, ok bool) {
	if metric == meanMetric {
		c.d.mean(c.place, cause)
		return 0, entry{}, false
	}
	m, ok = meter.MetricByName(metric)
	if !ok {
		c.noMetric(cause, metric)
		return 0, entry{}, false
	}
	e = c.read(m, t)
	if e.Value < 0 {
		c.d.tellOf(Error, CodeSetsNothing, c.place, cause, metric, "%s is below 0: KAZOO sets nothing", t)
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

// noMetric notes a name that is no metric.
func (c *supCall) noMetric(cause, metric string) {
	c.d.tellOf(Error, CodeSetsNothing, c.place, cause, "", "%s is no metric%s: KAZOO sets nothing", metric, nearestClause(metric, metricNames))
}

// store writes an entry of an account, or with an empty account into the
// default section of the cause's global document.
func (c *supCall) store(account, cause string, m meter.Metric, e entry) {
	if cause == anyName {
		c.d.tell(Error, CodeUnknownCause, c.place, `"*" is stored as a cause of that name and never checked`)
		return
	}
	if account != "" {
		if e.unreadable != "" {
			c.d.leaveOut(e, account, cause, m)
			return
		}
		c.d.put(account, cause, m, e)
		return
	}
	if old := c.d.causes.get(cause, m); old.section != "" {
		c.d.tellOf(Warn, CodeHidden, c.place, cause, m.String(), "written to default, hidden by section %s (%s)", old.section, old.Place)
		return
	}
	c.d.put("", cause, m, e)
}

// setMonitorThreshold is the deprecated form, which upper-cases the cause and,
// without a metric, sets all four.
func (c *supCall) setMonitorThreshold() {
	cause := strings.ToUpper(c.args[0])
	if len(c.args) == 2 {
		c.setAllMetrics("set_monitor_threshold", cause, c.args[1])
		return
	}
	metric := c.args[1]
	if m, ok := meter.MetricByName(metric); ok {
		c.storeOverReadable(cause, m, c.read(m, c.args[2]))
		return
	}
	if metric == meanMetric {
		c.d.mean(c.place, cause)
		return
	}
	c.noMetric(cause, metric)
}

// setAllMetrics stores T for one, and for the others T times the minutes, by
// which the check multiplies again. It tells whether KAZOO went through.
func (c *supCall) setAllMetrics(command, cause, t string) bool {
	one := c.read(meter.One, t)
	if one.unreadable != "" {
		c.store("", cause, meter.One, one)
		return false
	}
	for _, m := range []meter.Metric{meter.Five, meter.Fifteen, meter.Day, meter.One} {
		scaled := one
		if m != meter.One {
			scaled.scaledBy = command
		}
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
		c.d.tellOf(Error, CodeSetsNothing, c.place, cause, m.String(), "KAZOO cannot read the old value %s (%s) and sets nothing",
			old.unreadable, old.Place)
		return false
	}
	c.store("", cause, m, e)
	return e.unreadable == ""
}

// activateMonitors sets global thresholds, whatever account it is given, for
// the monitored causes that have none on one.
func (c *supCall) activateMonitors() {
	c.d.tell(Warn, CodeActivate, c.place, "activate_monitors sets global thresholds, not those of %s; that it starts meters at 0 is not modelled", c.args[0])
	for _, cause := range names(c.d.monitor) {
		old := c.d.causes.get(cause, meter.One)
		if old.unreadable != "" {
			c.d.tellOf(Error, CodeSetsNothing, c.place, cause, meter.One.String(), "KAZOO cannot read the old value %s (%s) and ends", old.unreadable, old.Place)
			return
		}
		if !old.Set && !c.setAllMetrics("activate_monitors", strings.ToUpper(cause), c.args[1]) {
			return
		}
	}
}

// activateMonitor sets no threshold.
func (c *supCall) activateMonitor() {
	c.d.tell(Warn, CodeActivate, c.place, "activate_monitor starts the meters of %s at 0, which is not modelled; it sets no threshold", c.args[1])
}
