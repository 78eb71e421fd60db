package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay"
)

// writeScreen writes the first screen of a replay: the answer in a sentence,
// the figures behind it, what it rests on, and a command to go on with.
func (run *replayRun) writeScreen(w io.Writer) {
	head := append(run.caveats(), run.headline())
	foot := run.missLines()
	foot = append(foot, "")
	foot = append(foot, run.accounting(run.res.Events, run.res.BeforeAppStart)...)
	foot = append(foot, run.assumptionLines()...)
	foot = append(foot, run.nextLines()...)

	room := screenLines - len(head) - 1 - len(foot)
	lines := append(head, "")
	lines = append(lines, run.table(room)...)
	lines = append(lines, foot...)
	if run.verbose {
		lines = append(lines, run.verboseLines()...)
	}
	writeLines(w, lines, run.verbose)
}

// writeLines ends a screen: no two blank lines follow each other, and only a
// verbose screen may be wider than a terminal.
func writeLines(w io.Writer, lines []string, verbose bool) {
	for i, line := range lines {
		if line == "" && i > 0 && lines[i-1] == "" {
			continue
		}
		if !verbose {
			line = clip(line, screenColumns)
		}
		fmt.Fprintln(w, line)
	}
}

// caveats come before the answer, because they change what it means.
func (run *replayRun) caveats() []string {
	if !run.onlyDialect("kazoo") || run.accounts != 1 {
		return nil
	}
	return []string{"One account only: KAZOO's meters count the whole system, so production sees more than this."}
}

// headline is the answer in a sentence.
func (run *replayRun) headline() string {
	if run.rows == 0 {
		return "0 rows: the input holds no calls."
	}
	if run.timeless() {
		return fmt.Sprintf("None of %s is inside the period and the filters.", plural(run.rows, "row"))
	}
	first, last := run.shownPeriod()
	c := run.clock()
	return fmt.Sprintf("%s, %s. %s", c.period(first, last), c.zoneName(first, last), run.verdict())
}

// shownPeriod is from the first to the last leg, without the warm-up.
func (run *replayRun) shownPeriod() (first, last replay.Second) {
	last = replay.Second(run.set.Last)
	return min(max(replay.Second(run.set.First), run.opt.ReportSince), last), last
}

// clock shows times of the period.
func (run *replayRun) clock() clockface {
	first, last := run.shownPeriod()
	return newClockface(run.zone, first, last)
}

// verdict is "2 firings: one incident, one cold start."
func (run *replayRun) verdict() string {
	if len(run.res.Settings.Thresholds) == 0 && len(run.res.Settings.Accounts) == 0 {
		return "No thresholds: averages only."
	}
	if len(run.res.Firings) == 0 {
		return "No threshold fires."
	}
	var incidents, warming, cold uint64
	for i := range run.res.Firings {
		switch f := &run.res.Firings[i]; {
		case f.ColdStart:
			cold++
		case f.WarmingUp:
			warming++
		default:
			incidents++
		}
	}
	var kinds []string
	for _, k := range []struct {
		n    uint64
		noun string
	}{{incidents, "incident"}, {cold, "cold start"}, {warming, "early alarm"}} {
		if k.n > 0 {
			kinds = append(kinds, counted(k.n, k.noun))
		}
	}
	text := plural(uint64(len(run.res.Firings)), "firing") + ": " + strings.Join(kinds, ", ")
	if warming > 0 {
		text += " (while averages warm up)"
	}
	return text + "."
}

// counted is plural with small numbers as words.
func counted(n uint64, noun string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n >= uint64(len(words)) {
		return plural(n, noun)
	}
	if n != 1 {
		noun += "s"
	}
	return words[n] + " " + noun
}

// onlyDialect tells whether every file is of a dialect or a form of it.
func (run *replayRun) onlyDialect(name string) bool {
	for _, f := range run.report.Files {
		if f.Dialect != name && !strings.HasPrefix(f.Dialect, name+":") {
			return false
		}
	}
	return len(run.report.Files) > 0
}
