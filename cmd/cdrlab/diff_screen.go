package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
)

// shownSettings is how many settings that differ a first screen names.
const shownSettings = 4

// writeScreen writes the answer in a sentence, the firings that differ with
// their limits, the settings that may be why, and what to do next.
func (c *comparison) writeScreen(w io.Writer) {
	lines := append([]string{c.headline()}, c.table(screenLines-len(c.foot)-shownSettings-4)...)
	limit := shownSettings
	if c.verbose {
		limit = len(c.difference.Settings)
	}
	if settings := c.settingLines(limit); len(settings) > 0 {
		lines = append(append(lines, ""), settings...)
	}
	if len(c.foot) > 0 {
		lines = append(append(lines, ""), c.foot...)
	}
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
}

// headline is "Tue 10 Mar 2026, UTC. 2 differences from base.json: ...".
func (c *comparison) headline() string {
	text := ""
	if in := &c.after.Input; in.First != nil && in.Last != nil {
		clock := c.clock()
		text = fmt.Sprintf("%s, %s. ", clock.period(*in.First, *in.Last), clock.zoneName(*in.First, *in.Last))
	}
	if n := c.difference.Differences(); n > 0 {
		return text + fmt.Sprintf("%s from %s: %s.", plural(uint64(n), "difference"), oneLine(c.beforeName), c.sum())
	}
	return text + fmt.Sprintf("No difference from %s: %s unchanged.", oneLine(c.beforeName), plural(uint64(c.difference.Unchanged), "firing"))
}

// clock shows times of the period of both results, with dates if that is more
// than a day.
func (c *comparison) clock() clockface {
	var first, last replay.Second
	for _, s := range []*regress.Saved{c.before, c.after} {
		if s.Input.First == nil || s.Input.Last == nil {
			continue
		}
		if first == 0 || *s.Input.First < first {
			first = *s.Input.First
		}
		last = max(last, *s.Input.Last)
	}
	return newClockface(c.zone, first, last)
}

// table is the firings that differ, at most so many lines unless verbose.
func (c *comparison) table(room int) []string {
	clock := c.clock()
	rows := [][]string{{"", "CAUSE", "FIRED", "ALERTS", "METRIC (LIMIT)", "PEAK", "CLOCKS"}}
	hidden := 0
	for _, x := range c.findings() {
		more := c.rows(&x, clock)
		if !c.verbose && hidden+len(rows)+len(more) > room && len(rows) > 1 {
			hidden++
			continue
		}
		rows = append(rows, more...)
	}
	if len(rows) == 1 {
		return nil
	}
	lines := append([]string{""}, alignRows(rows)...)
	if hidden > 0 {
		lines = append(lines, plural(uint64(hidden), "more difference")+": --verbose")
	}
	return lines
}

// rows are the lines of one finding: of a pair the firing before, then now.
func (c *comparison) rows(x *finding, clock clockface) [][]string {
	var rows [][]string
	var notes []string
	if x.firing.Account != nil {
		notes = append(notes, "account "+shown(*x.firing.Account))
	}
	if x.firing.Node > 0 {
		notes = append(notes, "node "+strconv.Itoa(x.firing.Node))
	}
	if x.before == nil {
		rows = [][]string{append([]string{x.kind}, firingCells(clock, x.firing, "")...)}
		if part := c.partOf(x); part != nil {
			notes = append(notes, "its time is part of the firing "+clock.span(part.Start, part.End))
		}
	} else {
		was, now := firingCells(clock, x.before, ""), firingCells(clock, x.firing, "")
		now[0] = "  now"
		rows = [][]string{append([]string{x.kind}, was...), append([]string{""}, now...)}
		notes = append(notes, "differs: "+x.fieldWords(clock))
	}
	if len(notes) > 0 {
		rows = append(rows, []string{"\t" + strings.Join(notes, "; ")})
	}
	return rows
}

// partOf is the firing of the other result that a gained or lost one overlaps,
// which another firing is the pair of: a split or a merger.
func (c *comparison) partOf(x *finding) *replay.Firing {
	others := c.before.Firings
	if x.kind == "lost" {
		others = c.after.Firings
	}
	return regress.Overlapping(others, x.firing)
}

// settingLines name the first settings that differ.
func (c *comparison) settingLines(limit int) []string {
	list := c.difference.Settings
	var lines []string
	for _, s := range list[:min(limit, len(list))] {
		lines = append(lines, settingLine(s))
	}
	if more := len(list) - len(lines); more > 0 && limit > 0 {
		lines = append(lines, fmt.Sprintf("%s: --verbose", plural(uint64(more), "more setting")))
	}
	return lines
}

// settingLine is "Setting thresholds.X.one: 0.2 (12/min), was 0.5 (30/min)."
func settingLine(s regress.Setting) string {
	was, now := settingText(s.Before, s.BeforeLimitPerMinute), settingText(s.After, s.AfterLimitPerMinute)
	return fmt.Sprintf("Setting %s: %s, was %s.", oneLine(s.Name), now, was)
}

// settingText is a value, a threshold with its limit.
func settingText(value string, limitPerMinute *float64) string {
	switch {
	case value == "":
		return "not set"
	case limitPerMinute != nil:
		return fmt.Sprintf("%s (%s/min)", value, short(*limitPerMinute))
	}
	return oneLine(value)
}

// acceptLine is the command that takes what is new for right.
func acceptLine(args []string) string {
	return "Next: to accept it, " + shellLine(slices.Concat([]string{"cdrlab"}, args, []string{"--update"})...)
}
