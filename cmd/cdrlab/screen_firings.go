package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay"
)

// table is the figures behind the answer, in at most so many lines unless
// verbose: the firings, or without thresholds the highest averages.
func (run *replayRun) table(room int) []string {
	switch {
	case run.timeless():
		return nil
	case len(run.res.Settings.Thresholds) == 0 && len(run.res.Settings.Accounts) == 0:
		return run.averages()
	case len(run.res.Firings) == 0:
		return nil
	}
	shown, hidden := run.res.Firings, 0
	if !run.verbose {
		shown, hidden = worstFirings(run.res.Firings, room-1)
	}
	lines := run.firingLines(shown, "AT CHECK CLOCKS", ", COLD START")
	if !run.verbose && tooWide(lines) {
		lines = run.firingLines(shown, "CLOCKS", "")
	}
	if hidden > 0 {
		lines = append(lines, fmt.Sprintf("%s, none farther beyond its limit: --verbose", plural(uint64(hidden), "more firing")))
	}
	return lines
}

// worstFirings keeps those that fit, by the height of their peak, in the
// order of time.
func worstFirings(firings []replay.Firing, lines int) (kept []replay.Firing, hidden int) {
	order := make([]int, len(firings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(firings[b].Peak.Margin, firings[a].Peak.Margin)
	})
	var fit []int
	for n, i := range order {
		lines -= heightOf(&firings[i])
		last := n == len(order)-1
		if lines < 0 || lines < 1 && !last { // a line is kept to name the rest
			break
		}
		fit = append(fit, i)
	}
	slices.Sort(fit)
	for _, i := range fit {
		kept = append(kept, firings[i])
	}
	return kept, len(firings) - len(kept)
}

// firingLines is the table of some firings. The line below a cold start says
// so too, so its mark in the last column may be left out.
func (run *replayRun) firingLines(shown []replay.Firing, clocks, coldMark string) []string {
	rows := [][]string{{"CAUSE", "FIRED", "ALERTS", "METRIC (LIMIT)", "PEAK", clocks}}
	for i := range shown {
		rows = append(rows, run.firingRows(&shown[i], coldMark)...)
	}
	return alignRows(rows)
}

// heightOf is how many lines a firing takes.
func heightOf(f *replay.Firing) int {
	if f.ColdStart || f.WarmingUp {
		return 3
	}
	return 2
}

// firingRows are the lines of one firing.
func (run *replayRun) firingRows(f *replay.Firing, coldMark string) [][]string {
	rows := [][]string{firingCells(run.clock(), f, coldMark), {"\t" + run.topLine(f)}}
	switch {
	case f.ColdStart:
		rows = append(rows, []string{"\tCold start: a meter's first 5 s set all averages; only after a restart."})
	case f.WarmingUp:
		rows = append(rows, []string{"\tToo little data before it to be sure: --since T --warm-up DURATION."})
	}
	return rows
}

// firingCells are a firing's cause, times, alerts, highest average, peak and
// check clocks.
func firingCells(c clockface, f *replay.Firing, coldMark string) []string {
	alerts := grouped(uint64(f.Checks))
	if f.ChecksMin != f.Checks {
		alerts = grouped(uint64(f.ChecksMin)) + "-" + alerts
	}
	p := &f.Peak
	metric := fmt.Sprintf("%s %s (%s/min)", p.Metric, threshold(p.Threshold), perMin(p.LimitPerSecond))
	if n := len(f.Metrics) - 1; n > 0 {
		metric += fmt.Sprintf(" +%d", n)
	}
	return []string{
		clip(oneLine(f.Cause), causeColumns), c.span(f.Start, f.End), alerts, metric,
		perMin(p.Value) + "/min, " + c.atWithin(p.Time, f.Start), checkClocks(f, coldMark),
	}
}

// checkClocks is "all 60", with what is special about the firing.
func checkClocks(f *replay.Firing, coldMark string) string {
	text := fmt.Sprintf("%d of %d", f.Phases.Fired, f.Phases.Of)
	switch {
	case f.Phases.Of == 1:
		text = "exact"
	case f.Phases.Fired == f.Phases.Of:
		text = fmt.Sprintf("all %d", f.Phases.Of)
	}
	if f.ColdStart {
		text += coldMark
	}
	return text
}

// topLine is "carrier-7: 1,913 of 2,041 legs (94%); accounts acme 611, ...".
func (run *replayRun) topLine(f *replay.Firing) string {
	var parts []string
	switch f.Cut {
	case replay.CutRestart:
		parts = append(parts, "cut by the restart")
	case replay.CutData:
		parts = append(parts, "still on at the end")
	}
	if f.Account != nil {
		parts = append(parts, "account "+shown(*f.Account))
	}
	if f.Node > 0 {
		parts = append(parts, "node "+strconv.Itoa(f.Node))
	}
	if g := f.Top.Gateway; len(g) > 0 {
		name := shown(g[0].Name)
		if g[0].Name == "" {
			name = "no gateway"
		}
		parts = append(parts, fmt.Sprintf("%s: %s of %s (%s)", name, grouped(g[0].Events), plural(f.Top.Events, "leg"), percent(g[0].Share)))
	} else {
		parts = append(parts, plural(f.Top.Events, "leg"))
	}
	text := strings.Join(parts, "; ")
	if f.Account != nil || len(f.Top.Account) == 0 {
		return text
	}
	for n := len(f.Top.Account); ; n-- {
		line := text + "; " + accountList(f, n)
		if n == 1 || utf8.RuneCountInString(line) <= screenColumns-detailIndent {
			return line
		}
	}
}

// detailIndent is the most that the line below a firing is indented by.
const detailIndent = causeColumns + 2

// causeColumns is how much of a cause's name a screen shows.
const causeColumns = 26

// accountList is "accounts acme 611, nordic 340, others 1,090", naming n.
func accountList(f *replay.Firing, n int) string {
	named := f.Top.Account[:n]
	items := make([]string, n)
	rest := f.Top.Events
	for i, a := range named {
		items[i] = shown(a.Name) + " " + grouped(a.Events)
		rest -= a.Events
	}
	if rest > 0 {
		items = append(items, "others "+grouped(rest))
	} else if n == 1 {
		return "all of account " + shown(named[0].Name)
	}
	return "accounts " + strings.Join(items, ", ")
}

// threshold is T as it was written.
func threshold(t float64) string { return strconv.FormatFloat(t, 'g', -1, 64) }

// averages is the table of the highest averages of each monitored cause, with
// their times as far as there is room.
func (run *replayRun) averages() []string {
	if len(run.res.Causes) == 0 { // nothing is checked; why stands below
		return nil
	}
	lines := run.averageLines(true)
	if !run.verbose && tooWide(lines) {
		lines = run.averageLines(false)
	}
	if run.opt.AppStart == nil {
		lines = append(lines, "Left out: averages sooner than three times their span after the first event of the cause.")
	}
	return lines
}

func (run *replayRun) averageLines(times bool) []string {
	c := run.clock()
	rows := [][]string{{"CAUSE", "EVENTS", "HIGHEST: ONE", "FIVE", "FIFTEEN", "DAY"}}
	for i := range run.res.Causes {
		s := &run.res.Causes[i]
		row := []string{clip(oneLine(s.Cause), causeColumns), grouped(s.Events)}
		for _, h := range s.Highest {
			cell := "-"
			if h.Value > 0 {
				cell = perMin(h.Value) + "/min"
				if times {
					cell += " " + c.at(h.Time)
				}
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return alignRows(rows)
}

// tooWide tells whether a line would be cut.
func tooWide(lines []string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return utf8.RuneCountInString(l) > screenColumns })
}
