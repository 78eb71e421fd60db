package callflow

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// temporalRoute is the rules of a temporal_route element, in order.
type temporalRoute struct {
	zone *time.Location
	// action: a feature code that switches rules, and routes nothing.
	action bool
	rules  []temporalRule
}

// gregorianUnixSec is the Unix epoch in KAZOO's gregorian seconds.
const gregorianUnixSec = 62167219200

// daySec is where the window of a rule ends that says none.
const daySec = 86400

// temporalRoute compiles an element: its rules, those named by its children,
// and those of its set.
func (c *compiler) temporalRoute(e *element) *temporalRoute {
	zone, err := loadZone(e.data.Text("timezone"))
	if e.data.Text("timezone") == "" {
		zone = c.plan.zone
	} else if err != nil {
		c.flawed = true
	}
	t := &temporalRoute{zone: zone}
	switch e.data.Text("action") {
	case "menu", "enable", "disable", "reset":
		t.action = true
		return t
	}
	ids := texts(e.data.Get("rules"))
	for _, b := range e.branches {
		ids = append(ids, b.key)
	}
	for _, id := range ids {
		set := c.set(id)
		if len(set) == 0 {
			set = []string{id}
		}
		for _, rule := range set {
			c.addRule(t, rule, id)
		}
	}
	for _, rule := range c.set(e.data.Text("rule_set")) {
		c.addRule(t, rule, "rule_set")
	}
	return t
}

// set are the rules of a set of rules.
func (c *compiler) set(id string) []string {
	doc, ok := c.plan.account.Document(id)
	if !ok {
		return nil
	}
	return texts(doc.Get("temporal_rules"))
}

// addRule adds a rule that leads to the child with a key.
func (c *compiler) addRule(t *temporalRoute, id, key string) {
	if doc, ok := c.plan.account.Document(id); ok {
		t.rules = append(t.rules, newTemporalRule(doc, key, t.zone))
	}
}

// choose is the key of the first rule that holds, "_" if none does.
func (t *temporalRoute) choose(atUnixSec int64) string {
	at := time.Unix(atUnixSec, 0).In(t.zone)
	for i := range t.rules {
		if t.rules[i].holds(at) {
			return t.rules[i].key
		}
	}
	return "_"
}

// temporalRule is one rule: days, and a window within each.
type temporalRule struct {
	key string
	// forced rules hold, or do not, whatever the time.
	forced, forcedOn bool
	cycle, ordinal   string
	interval         int
	month            time.Month
	days             []int
	wdays            []time.Weekday
	// start is the first day, at midnight; zero if it is not said.
	start             time.Time
	fromSec, untilSec int
}

func newTemporalRule(doc document.Document, key string, zone *time.Location) temporalRule {
	r := temporalRule{
		key: key, forced: doc.Has("enabled"), forcedOn: doc.True("enabled"),
		cycle: doc.Text("cycle"), ordinal: doc.Text("ordinal"), interval: max(1, doc.Int(1, "interval")),
		month: time.Month(doc.Int(1, "month")), wdays: weekdays(doc.Get("wdays")),
		fromSec: doc.Int(0, "time_window_start"), untilSec: doc.Int(daySec, "time_window_stop"),
	}
	if r.ordinal == "" {
		r.ordinal = "first"
	}
	if first := doc.Int(0, "start_date"); first > 0 {
		r.start = midnight(time.Unix(int64(first)-gregorianUnixSec, 0).In(zone))
	}
	list, _ := doc.Get("days").([]any)
	for _, day := range list {
		if n, err := strconv.Atoi(fmt.Sprint(day)); err == nil {
			r.days = append(r.days, n)
		}
	}
	return r
}

// midnight is the date of a time, as a time of UTC, where every day has 24 h.
func midnight(at time.Time) time.Time {
	y, m, d := at.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// weekdays reads names of weekdays, all of them if there are none.
func weekdays(v any) []time.Weekday {
	var list []time.Weekday
	for _, name := range texts(v) {
		for day := time.Sunday; day <= time.Saturday; day++ {
			// KAZOO itself writes wensday.
			if full := day.String(); len(name) >= 3 && strings.EqualFold(name[:3], full[:3]) || day == time.Wednesday && strings.EqualFold(name, "wensday") {
				list = append(list, day)
				break
			}
		}
	}
	if len(list) == 0 {
		return []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday}
	}
	return list
}

// holds tells whether a rule holds at a local time.
func (r *temporalRule) holds(at time.Time) bool {
	if r.forced {
		return r.forcedOn
	}
	today := midnight(at)
	if today.Before(r.start) {
		return false
	}
	sec := at.Hour()*3600 + at.Minute()*60 + at.Second()
	return r.falls(today) && sec >= r.fromSec && sec <= r.untilSec
}
