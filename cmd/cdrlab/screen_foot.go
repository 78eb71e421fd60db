package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay"
)

// missLines are what else an operator would ask: the nearest miss, what is
// not checked, the notices.
func (run *replayRun) missLines() []string {
	if run.timeless() {
		return nil
	}
	var lines []string
	if miss, cause := run.nearestMiss(); cause != "" {
		lines = append(lines, fmt.Sprintf("Nearest miss: %s %s, %s of %s/min (%s) at %s.", oneLine(cause), miss.Metric,
			perMin(miss.Value), perMin(miss.LimitPerSecond), percent(miss.Margin), run.clock().at(miss.Time)))
	}
	if list := run.res.Settings.Unchecked; len(list) > 0 {
		names := make([]string, len(list))
		for i, u := range list {
			names[i] = oneLine(u.Cause)
		}
		lines = append(lines, fmt.Sprintf("Not checked: %s (%s).", strings.Join(names, ", "), oneLine(list[0].Reason)))
	}
	lines = append(lines, fmt.Sprintf("Besides alerts: %s, one for each hangup that is not ignored.", plural(run.res.Notices, "notice")))
	return lines
}

// nearestMiss is the cause that came nearest to its limit without firing.
func (run *replayRun) nearestMiss() (best replay.Peak, cause string) {
	for i := range run.res.Causes {
		c := &run.res.Causes[i]
		fired := slices.ContainsFunc(run.res.Firings, func(f replay.Firing) bool { return f.Cause == c.Cause && f.Account == nil })
		p, ok := c.Nearest()
		if ok && !fired && p.Margin <= 1 && p.Margin > best.Margin {
			best, cause = p, c.Cause
		}
	}
	return best, cause
}

// assumptionLines are what the answer rests on and what it cannot know.
func (run *replayRun) assumptionLines() []string {
	nodes, copies := "one hangups node", "each leg published once"
	if n := run.res.Settings.Nodes; n > 1 {
		nodes = fmt.Sprintf("%d hangups nodes, legs dealt in turn (seed %d)", n, run.res.Settings.Seed)
	}
	if n := run.res.Settings.Copies; n > 1 {
		copies = fmt.Sprintf("each leg published %d times", n)
	}
	if run.rows == 0 {
		return nil
	}
	lines := []string{fmt.Sprintf("Assumed: %s, %s. One row = one leg%s.", nodes, copies, run.legWords())}
	if utf8.RuneCountInString(lines[0]) > screenColumns {
		lines = []string{fmt.Sprintf("Assumed: %s, %s.", nodes, copies), fmt.Sprintf("One row = one leg%s.", run.legWords())}
	}
	if run.res.Settings.CheckAccounts {
		lines = append(lines, "Beyond KAZOO: thresholds of accounts are checked, which production does not do.")
	}
	if !run.onlyDialect("kazoo") {
		return lines
	}
	blind := "No gateways: KAZOO's CSV has no carrier column."
	for i := range run.res.Causes {
		if c := &run.res.Causes[i]; c.Cause == "WRONG_CALL_STATE" && c.Events == 0 {
			blind += " Cannot be seen here: " + c.Cause + "."
		}
	}
	return append(lines, blind)
}

// legWords say which legs the files hold, where the dialect tells.
func (run *replayRun) legWords() string {
	switch {
	case run.onlyDialect("kazoo"):
		return ", A and B"
	case run.onlyDialect("freeswitch:json"), run.onlyDialect("freeswitch:xml"):
		return ", B legs if log-b-leg is on"
	case run.onlyDialect("freeswitch"):
		return ", by default only A legs"
	}
	return ""
}

// nextLines name what was drawn and a command to copy.
func (run *replayRun) nextLines() []string {
	var lines []string
	if n := len(run.pictures); n > 0 {
		head := "Pictures in " + oneLine(run.folder) + " (.png, .svg): "
		list, used := fitList(run.pictures, screenColumns-len(head)-len(" and 99 more"))
		if used < n {
			list += fmt.Sprintf(" and %d more", n-used)
		}
		lines = append(lines, head+list)
	}
	if run.next != nil && run.rows > 0 {
		next := "Next: " + shellLine(slices.Concat([]string{"cdrlab"}, run.args, run.next)...)
		if utf8.RuneCountInString(next) > screenColumns {
			next = "Next: the same with " + shellLine(run.next...)
		}
		lines = append(lines, next)
	}
	return lines
}
