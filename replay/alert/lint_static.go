package alert

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// entries are the stored thresholds that are on or cannot be read.
func (d *draft) entries() []Entry {
	list := d.causes.entries("")
	for _, account := range slices.Sorted(maps.Keys(d.accounts)) {
		list = append(list, d.accounts[account].entries(account)...)
	}
	return list
}

// as is the entry with what it is of.
func (e *entry) as(account, cause string, m meter.Metric) Entry {
	return Entry{account, cause, m, e.Value, e.unreadable == "", e.Place}
}

func (s stored) entries(account string) []Entry {
	var list []Entry
	for _, cause := range slices.Sorted(maps.Keys(s)) {
		for m, e := range s[cause] {
			if e.Value > 0 || e.unreadable != "" {
				list = append(list, e.as(account, cause, meter.Metric(m)))
			}
		}
	}
	return list
}

// findEntries tells of each threshold why it is not checked, if it is not.
func (d *draft) findEntries(unchecked []Unchecked) {
	monitored, ignored := names(d.monitor), names(d.ignore)
	for _, e := range d.entries() {
		switch {
		case !known(e.Cause):
			d.findUnknown(&e)
		case !slices.Contains(monitored, e.Cause):
			d.find(unmonitored(&e, slices.Contains(ignored, e.Cause)))
		case slices.Contains(ignored, e.Cause):
			f := e.finding(Error, CodeIgnored, "the cause is monitored and ignored: it has no meter and is never checked")
			f.Fix = "take " + cdr.OneLine(e.Cause) + " out of ignore_hangup_causes (system_config/hangups)"
			f.repair = func(c *Config) {
				c.Ignore = slices.DeleteFunc(c.Ignore, func(cause string) bool { return cause == e.Cause })
			}
			d.find(f)
		case e.Account != "":
			d.find(e.finding(Warn, CodeAccountThreshold, "account thresholds are stored, never checked by KAZOO; --check-accounts checks them"))
		case !e.Readable:
			d.findUnreadable(&e, unchecked)
		case slices.IndexFunc(unchecked, func(u Unchecked) bool { return u.Cause == e.Cause }) > 0:
			d.find(e.finding(Error, CodeUnchecked, "the check ends at %s, before it", unchecked[0].Cause))
		default:
			d.findScaled(&e)
		}
	}
}

// known tells whether a leg can have the cause. Case counts: KAZOO compares
// exactly.
func known(cause string) bool {
	return cause == Unknown || slices.Contains(cdr.CauseNames(), cause)
}

// findUnknown tells of a threshold whose cause no leg has.
func (d *draft) findUnknown(e *Entry) {
	code, message := CodeUnknownCause, "no such cause, never checked"
	near := cdr.Nearest(e.Cause, cdr.CauseNames())
	switch {
	case near != "" && strings.EqualFold(near, e.Cause):
		code, message = CodeCauseCase, "never checked: KAZOO compares exactly, and legs have "+near
	case near != "":
		message += "; did you mean " + near + "?"
	}
	f := e.finding(Error, code, "%s", message)
	// What is meant is sure only if nothing stands there yet.
	move := near != "" && e.Readable && e.Account == "" && slices.Contains(names(d.monitor), near) && !d.causes.get(near, e.Metric).Set
	f.Fix = fixLine(e, 0)
	if move {
		f.Fix = SupLine(near, e.Metric, e.Threshold)
	}
	f.repair = func(c *Config) {
		c.set(e.Account, e.Cause, e.Metric, 0)
		if move {
			c.set("", near, e.Metric, e.Threshold)
		}
	}
	d.find(f)
}

// unmonitored tells of a threshold whose cause is not monitored.
func unmonitored(e *Entry, ignored bool) Finding {
	message := "not monitored, never checked"
	if ignored {
		message = "not monitored but ignored, never checked"
	}
	f := e.finding(Error, CodeNotMonitored, "%s", message)
	if ignored {
		f.Fix = fixLine(e, 0)
		f.repair = func(c *Config) { c.set(e.Account, e.Cause, e.Metric, 0) }
	} else {
		f.Fix = "add " + cdr.OneLine(e.Cause) + " to hangups_to_monitor (system_config/hangups)"
		f.repair = func(c *Config) {
			if !slices.Contains(c.Monitor, e.Cause) {
				c.Monitor = append(c.Monitor, e.Cause)
			}
		}
	}
	return f
}

// findUnreadable tells of a value that ends the check, or would if the check
// came so far.
func (d *draft) findUnreadable(e *Entry, unchecked []Unchecked) {
	text := d.causes.get(e.Cause, e.Metric).unreadable
	f := e.finding(Error, CodeUnreadable, "is %s, which KAZOO cannot read as a number", text)
	if len(unchecked) > 0 && unchecked[0].Cause == e.Cause {
		f.Message += ": the check ends there, " + countOf(len(unchecked), "cause stays", "causes stay") + " unchecked"
	}
	value, ok := 0.0, false
	if inner, err := strconv.Unquote(text); err == nil {
		value, ok = decimal(strings.Replace(strings.TrimSpace(inner), ",", ".", 1))
	}
	ok = ok && value > 0 && isFinite(e.Metric, value)
	if ok {
		f.Fix = SupLine(e.Cause, e.Metric, value)
	} else {
		value = 0
		f.Fix = SupLine(e.Cause, e.Metric, 0) + " (off)"
	}
	f.repair = func(c *Config) { c.set("", e.Cause, e.Metric, value) }
	d.find(f)
}

// findScaled tells of a threshold that holds its minutes already: as
// set_monitor_threshold left it, or in a document 5, 15 or 1440 times as large
// as one.
func (d *draft) findScaled(e *Entry) {
	if e.Metric == meter.One {
		return
	}
	own, one := d.causes.get(e.Cause, e.Metric), d.causes.get(e.Cause, meter.One)
	by := own.scaledBy
	if by == "" {
		if !own.inDocument || !one.Set || one.Value <= 0 || one.unreadable != "" || e.Threshold != e.Metric.LimitPerSecond(one.Value) {
			return
		}
		by = "it is " + strconv.Itoa(e.Metric.Minutes()) + " times one"
	}
	minutes := float64(e.Metric.Minutes())
	meant := e.Threshold / minutes / minutes
	f := e.finding(Error, CodeScaledTwice, "scaled twice (%s). %s/min: %s", by, short(60*e.Threshold/minutes), short(meant))
	meant, _ = strconv.ParseFloat(short(meant), 64)
	f.Fix = SupLine(e.Cause, e.Metric, meant)
	f.repair = func(c *Config) { c.set("", e.Cause, e.Metric, meant) }
	d.find(f)
}

// short is a number for people, of at most 4 significant digits.
func short(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
