package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
)

// comparison is two results and what the second has made of the first.
type comparison struct {
	before, after         *regress.Saved
	difference            *regress.Difference
	beforeName, afterName string
	// class is where its tests belong in a report: the command.
	class string
	zone  *time.Location
	// foot are lines on the traffic and what to do next.
	foot    []string
	verbose bool
	// accepted tells that what differs is the new baseline, and no failure.
	accepted bool
	// otherHint is what to try if the traffic is not the same.
	otherHint string
}

// finding is one difference of firings in words.
type finding struct {
	// kind is gained, lost, moved or changed.
	kind string
	// firing is the one now, or the one lost; before is nil but for pairs.
	firing, before *replay.Firing
	fields         []string
}

// findings lists the differences, by kind.
func (c *comparison) findings() []finding {
	d := c.difference
	var list []finding
	for i := range d.Gained {
		list = append(list, finding{kind: "gained", firing: &d.Gained[i]})
	}
	for i := range d.Lost {
		list = append(list, finding{kind: "lost", firing: &d.Lost[i]})
	}
	for i := range d.Moved {
		list = append(list, finding{"moved", &d.Moved[i].After, &d.Moved[i].Before, d.Moved[i].Fields})
	}
	for i := range d.Changed {
		list = append(list, finding{"changed", &d.Changed[i].After, &d.Changed[i].Before, d.Changed[i].Fields})
	}
	return list
}

// document is the answer as JSON.
func (c *comparison) document() any {
	return struct {
		Input *regress.Input `json:"input"`
		*regress.Difference
	}{&c.after.Input, c.difference}
}

// sum is "1 gained, 2 moved; 4 unchanged".
func (c *comparison) sum() string {
	return fmt.Sprintf("%s; %s unchanged", countKinds(c.findings()), grouped(uint64(c.difference.Unchanged)))
}

// countKinds is "1 gained, 2 moved".
func countKinds(list []finding) string {
	var parts []string
	for len(list) > 0 { // they come by kind
		n := slices.IndexFunc(list, func(x finding) bool { return x.kind != list[0].kind })
		if n < 0 {
			n = len(list)
		}
		parts = append(parts, grouped(uint64(n))+" "+list[0].kind)
		list = list[n:]
	}
	return strings.Join(parts, ", ")
}

// meterTitle is "PROGRESS_TIMEOUT", with account and node where there are any.
func meterTitle(f *replay.Firing) string {
	text := f.Cause
	if f.Account != nil {
		text += " account " + *f.Account
	}
	if f.Node > 0 {
		text += " node " + strconv.Itoa(f.Node)
	}
	return oneLine(text)
}

// sentence is the finding in words.
func (x *finding) sentence(c clockface) string {
	switch x.kind {
	case "gained":
		return meterTitle(x.firing) + " fires " + firingText(c, x.firing) + "; it did not before"
	case "lost":
		return meterTitle(x.firing) + " no longer fires " + firingText(c, x.firing)
	case "moved":
		return fmt.Sprintf("%s fires %s; before %s", meterTitle(x.firing), firingText(c, x.firing), firingText(c, x.before))
	}
	return fmt.Sprintf("%s fires %s; before %s; differs: %s",
		meterTitle(x.firing), firingText(c, x.firing), firingText(c, x.before), x.fieldWords(c))
}

// fieldWords name the fields that differ: a limit and the alerts once each,
// with the values where they look the same in the cells of the firings.
func (x *finding) fieldWords(c clockface) string {
	plain := strings.NewReplacer("peak.", "", "limit_per_second", "limit", "limit_per_minute", "limit", "checks_min", "checks",
		"value", "peak", "time", "time of the peak", "_", " ")
	var words []string
	for _, name := range x.fields {
		word := plain.Replace(name)
		switch name {
		case "start":
			word += secondsWords(c, x.before.Start, x.firing.Start)
		case "end":
			word += secondsWords(c, x.before.End, x.firing.End)
		}
		words = append(words, word)
	}
	text := strings.Join(slices.Compact(words), ", ")
	if was, now := x.before.Peak.Value, x.firing.Peak.Value; was != now && perMin(was) == perMin(now) {
		text += fmt.Sprintf(" (peak %s, was %s a second)", threshold(now), threshold(was))
	}
	return text
}

// secondsWords are two times to the second if they are of one minute.
func secondsWords(c clockface, was, now replay.Second) string {
	if c.at(was) != c.at(now) {
		return ""
	}
	const layout = "15:04:05"
	return fmt.Sprintf(" (%s, was %s)", now.Time().In(c.zone).Format(layout), was.Time().In(c.zone).Format(layout))
}

// firingText is "14:03-14:32 (28-30 alerts, one 0.5 (30/min), peak 73/min,
// 14:19, all 60 check clocks)".
func firingText(c clockface, f *replay.Firing) string {
	cells := firingCells(c, f, "")
	clocks := cells[5] + " check clocks"
	if f.Phases.Of == 1 {
		clocks = "exact"
	}
	return fmt.Sprintf("%s (%s alerts, %s, peak %s, %s)", cells[1], cells[2], cells[3], cells[4], clocks)
}

// dated shows every time with its date; zoned is what to add to say in which
// zone.
func (c *comparison) dated() (clock clockface, zoned string) {
	return clockface{zone: c.zone, dates: true}, " (times in " + c.zone.String() + ")"
}

// report has a test for every cause that was checked, and for every other
// meter that fired.
func (c *comparison) report() *regress.Report {
	meters := map[string][]finding{}
	for _, s := range []*regress.Saved{c.before, c.after} {
		for cause := range s.Engine.Thresholds {
			meters[cause] = nil
		}
		for i := range s.Firings {
			meters[meterTitle(&s.Firings[i])] = nil
		}
	}
	for _, x := range c.findings() {
		title := meterTitle(x.firing)
		meters[title] = append(meters[title], x)
	}
	r := &regress.Report{Name: c.beforeName}
	for _, title := range slices.Sorted(maps.Keys(meters)) {
		t := regress.Test{Class: "cdrlab." + c.class, Name: title}
		if list := meters[title]; len(list) > 0 && !c.accepted {
			t.Outcome, t.Message, t.Text = regress.Failed, countKinds(list), c.reportText(list)
		}
		r.Tests = append(r.Tests, t)
	}
	return r
}

// reportText is all about some findings, with the settings that may be why.
func (c *comparison) reportText(list []finding) string {
	clock, zoned := c.dated()
	var lines []string
	for _, x := range list {
		lines = append(lines, x.kind+": "+x.sentence(clock)+zoned)
	}
	for _, s := range c.difference.Settings {
		if slices.ContainsFunc(list, func(x finding) bool { return s.Concerns(x.firing.Cause) }) {
			lines = append(lines, settingLine(s))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// annotations are the findings, at the file compared with.
func (c *comparison) annotations() []regress.Annotation {
	if c.accepted {
		return nil
	}
	clock, zoned := c.dated()
	var list []regress.Annotation
	for _, x := range c.findings() {
		list = append(list, regress.Annotation{
			File: c.beforeName, Title: meterTitle(x.firing) + " " + x.kind, Message: x.sentence(clock) + zoned,
		})
	}
	return list
}
