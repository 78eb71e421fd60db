package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// alertLines are what becomes of the alerts and of the failover legs.
func (run *failoverRun) alertLines() []string {
	if run.legs == nil {
		return nil
	}
	legs := run.legWords()
	if run.alerts == nil {
		return []string{strings.ToUpper(legs[:1]) + legs[1:] + "."}
	}
	a := run.alerts
	if a.same() {
		return []string{fmt.Sprintf("Alerts: none changes (%s).", legs)}
	}
	var kinds []string
	for _, k := range []struct {
		n    int
		word string
	}{{len(a.Gained), "gained"}, {len(a.Lost), "lost"}, {len(a.Moved), "moved"}, {len(a.Changed), "changed"}} {
		if k.n > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %s", grouped(uint64(k.n)), k.word))
		}
	}
	lines := []string{fmt.Sprintf("Alerts: firings %s (%s).", strings.Join(kinds, ", "), legs)}
	for _, f := range slices.Concat(a.Gained, a.Lost) {
		if !run.verbose {
			break
		}
		lines = append(lines, "    "+f.Cause+" "+newClockface(run.zone, f.Start, f.End).span(f.Start, f.End))
	}
	return lines
}

// legWords is "with on, failover legs -1,662, of them PROGRESS_TIMEOUT -9",
// naming the causes that reach a meter.
func (run *failoverRun) legWords() string {
	text := fmt.Sprintf("with %s, failover legs -%s", onOff(!run.recordedOn), grouped(uint64(run.legs.Vanished())))
	if list := metered(run.legs.VanishedCauses()); list != "" {
		text += ", of them " + list
	}
	if n := run.legs.Appeared(); n > 0 {
		text += fmt.Sprintf("; +%s", grouped(uint64(n)))
		if list := metered(run.legs.AppearedCauses()); list != "" {
			text += ", of them " + list
		}
	}
	return text
}

// metered names the most frequent causes that KAZOO does not ignore.
func metered(t study.Tally) string {
	const most = 2
	var items []string
	for _, c := range t.List() {
		if !slices.Contains(alert.DefaultIgnore(), c.Name) && len(items) < most {
			items = append(items, shown(c.Name)+" "+grouped(c.N))
		}
	}
	return strings.Join(items, ", ")
}

// footLines are what the answer rests on, what it cannot know, and a command
// to go on with.
func (run *failoverRun) footLines() []string {
	s := &run.scenarios[0]
	var lines []string
	if s.Undecided > 0 {
		lines = append(lines, fmt.Sprintf("Not decided %s of %s (%s): %s.", grouped(s.Undecided), grouped(s.Undecided+s.Decided),
			percent(float64(s.Undecided)/float64(s.Undecided+s.Decided)), tallied(s.Undecideds, 60)))
	}
	if s.NoPhone > 0 {
		lines = append(lines, fmt.Sprintf("To no phone of the account: %s (%s).", plural(s.NoPhone, "call"), tallied(s.NoPhones, 52)))
	}
	if s.Decided > 0 {
		lines = append(lines, run.checkLine(s))
		lines = append(lines, run.knownLines(s)...)
	}
	docs := len(s.Accounts)
	lines = append(lines, fmt.Sprintf("The flag is for the whole cluster: documents hold %d of %s with calls. Rules of release %s.",
		docs, plural(uint64(docs+len(s.Strangers)), "account"), run.release))
	lines = append(lines, run.accountingLine())
	if run.verbose {
		lines = append(lines, run.verboseLines(s)...)
	}
	return append(lines, run.nextLines(s)...)
}

// accountingLine says where every row went.
func (run *failoverRun) accountingLine() string {
	joined := joinedRows(run.report.Files)
	text := rowsLine(run.rows, run.rows-joined-run.duplicates-run.rejectedNo, joined, run.duplicates, run.rejectedNo)
	if n := run.traffic.Filtered; n > 0 {
		text += fmt.Sprintf(" (%s of those used filtered)", grouped(n))
	}
	return text + fmt.Sprintf("; recorded with the flag %s.", onOff(run.recordedOn))
}

// checkLine is how the record agrees.
func (run *failoverRun) checkLine(s *scenario) string {
	if s.Checked() == 0 {
		return "Not checked: the record has no outbound legs with authorizing_id to hold the dial lists against."
	}
	text := fmt.Sprintf("%s of the dial lists agree with the legs in the record", percent(s.Agreement()))
	if s.Chosen > 0 {
		text += fmt.Sprintf("; %s: the branch by who rang", plural(s.Chosen, "call"))
	}
	return text + "."
}

// knownLines are what is known of registrations.
func (run *failoverRun) knownLines(s *scenario) []string {
	switch s.Knowledge {
	case study.Inferred:
		return []string{"Registrations inferred: a phone was registered in the calls in which it rang (--registrations)."}
	case study.AllRegistered:
		return []string{"No registrations and no outbound legs with authorizing_id: bounds with all and with none registered."}
	}
	deviation := run.directory.Settings.ExpiresDeviationSec(run.engine.node, run.engine.zone)
	return []string{fmt.Sprintf("Registrations known for %s of the calls; %s met a phone kept alive by expires_deviation_time %d s.",
		percent(float64(s.Covered)/float64(s.Decided)), grouped(s.KeptAlive), deviation)}
}

// verboseLines are the rest: everybody concerned, and all reasons.
func (run *failoverRun) verboseLines(s *scenario) []string {
	var lines []string
	for _, part := range []struct {
		title string
		tally study.Tally
	}{
		{"Not reached with on", s.Losers}, {"Had answered", s.Answered}, {"No longer rung beside their phone", s.Gainers},
		{"Ring groups and others", s.Groups}, {"Nothing dialled with off, then", s.NextsOff}, {"Nothing dialled with on, then", s.NextsOn},
		{"Not decided", s.Undecideds}, {"Ring no phone", s.NoPhones}, {"Disagree", s.Disagreements}, {"Accounts", s.Accounts},
		{"Accounts without documents", s.Strangers},
	} {
		if len(part.tally) == 0 {
			continue
		}
		lines = append(lines, "", part.title+":")
		var rows [][]string
		for _, c := range part.tally.List() {
			rows = append(rows, []string{"    " + oneLine(c.Name), grouped(c.N)})
		}
		lines = append(lines, alignNumbers(rows)...)
	}
	return append(lines, "")
}

// nextLines name what was drawn and a command to copy.
func (run *failoverRun) nextLines(s *scenario) []string {
	var lines []string
	if len(run.pictures) > 0 {
		lines = append(lines, fmt.Sprintf("Pictures in %s (.png, .svg): %s", oneLine(run.plot), strings.Join(run.pictures, ", ")))
	}
	next := ""
	switch {
	case s.Calls == 0:
		return lines
	case s.Decided == 0 || s.Undecided > s.Decided:
		next = "undecided"
	case !run.trusted():
		next = "disagree"
	case run.setting != "both":
		next = "nothing"
	case s.Worse() > 0:
		next = "worse-on"
	case s.Better() > 0:
		next = "better-on"
	default:
		return lines
	}
	text := "Next: " + shellLine(slices.Concat([]string{"cdrlab"}, run.args, []string{"--list", next})...)
	if utf8.RuneCountInString(text) > screenColumns {
		text = "Next: the same with --list " + next
	}
	return append(lines, text)
}
