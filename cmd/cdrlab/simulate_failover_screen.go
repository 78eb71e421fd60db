package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// write writes the answer: a summary, a line a call, or a screen.
func (run *failoverRun) write(ctx context.Context, con *console, out *outputs, files *failoverFiles) error {
	var answer bytes.Buffer
	var err error
	switch {
	case run.format == "json":
		err = run.writeSummary(&answer)
	case run.format != "text":
		err = run.writeCalls(ctx, &answer)
	case run.list != "":
		err = run.writeList(ctx, &answer)
	default:
		run.writeScreen(&answer)
	}
	if err != nil {
		return err
	}
	return con.deliver(out, files.answer, whole(&answer))
}

// writeScreen writes the first screen: the answer in a sentence, the figures
// behind it, what it rests on, and a command to go on with.
func (run *failoverRun) writeScreen(w io.Writer) {
	lines := []string{run.headline(), ""}
	if s := &run.scenarios[0]; s.Decided > 0 {
		switch {
		case !run.trusted():
			lines = append(lines, run.disagreements()...)
		case run.setting == "both":
			lines = append(lines, run.changeTable()...)
			lines = append(lines, run.alertLines()...)
		default:
			lines = append(lines, run.outcomeTable()...)
		}
		lines = append(lines, "")
	}
	lines = append(lines, run.footLines()...)
	for _, line := range lines {
		if !run.verbose {
			line = clip(line, screenColumns)
		}
		fmt.Fprintln(w, oneLine(line))
	}
}

// trusted tells whether the record agrees with every scenario that could be
// checked.
func (run *failoverRun) trusted() bool { return run.scenarios[0].Trusted() }

// headline is the answer in a sentence.
func (run *failoverRun) headline() string {
	s := &run.scenarios[0]
	switch {
	case s.Calls == 0:
		return "0 calls: the input holds none inside the period and the filters."
	case s.Decided == 0:
		return fmt.Sprintf("None of %s is decided, so nothing can be said about the flag.", plural(s.Calls, "call"))
	case !run.trusted():
		return fmt.Sprintf("No verdict: %s of %s agree with the legs in the record (95%% wanted).",
			percent(s.Agreement()), plural(s.Checked(), "simulated dial list"))
	case run.setting != "both":
		return fmt.Sprintf("With the flag %s, %s of %s dial a failover and %s dial nothing.", run.setting,
			grouped(run.of(s.FailoversOff, s.FailoversOn)), plural(s.Decided, "call"), grouped(run.of(s.NothingOff, s.NothingOn)))
	case len(run.scenarios) > 1:
		n := &run.scenarios[1]
		return fmt.Sprintf("On is better for %s and worse for %s: nothing tells who was registered.",
			between(s.Better(), n.Better()), between(s.Worse(), n.Worse()))
	case s.Better()+s.Worse() == 0:
		return fmt.Sprintf("On or off makes no difference to any of %s.", plural(s.Decided, "call"))
	}
	return run.verdict(s)
}

// of is the figure of the one setting asked for.
func (run *failoverRun) of(off, on uint64) uint64 {
	if run.setting == "on" {
		return on
	}
	return off
}

// between is "12 calls", or "0 to 12 calls".
func between(a, b uint64) string {
	if a == b {
		return plural(a, "call")
	}
	return fmt.Sprintf("%s to %s", grouped(min(a, b)), plural(max(a, b), "call"))
}

// verdict tells the gain and, the certain part first, the loss.
func (run *failoverRun) verdict(s *scenario) string {
	gain := "On is better for no call"
	if n := s.Changes[study.OwnPhone]; n > 0 {
		gain = "On stops " + plural(n, "unwanted second ring")
	} else if n := s.Better(); n > 0 {
		gain = "On is better for " + plural(n, "call")
	}
	loss := "no call is worse off"
	switch trapped, died := s.Changes[study.Trap], s.Changes[study.Exception]; {
	case s.AnsweredCalls > 0:
		loss = plural(s.AnsweredCalls, "call") + " that a failover answered would not reach it"
	case trapped > 0:
		loss = plural(trapped, "call") + " would not reach a failover that rings with off"
	case died > 0:
		loss = plural(died, "call") + " would ring nobody"
	}
	return gain + "; " + loss + "."
}

// changeTable is what the flag changes, a line a change.
func (run *failoverRun) changeTable() []string {
	s := &run.scenarios[0]
	head := []string{run.period(), "CALLS"}
	if len(run.scenarios) > 1 {
		head = []string{run.period(), "ALL REGISTERED", "NONE"}
	}
	rows := [][]string{head}
	add := func(always bool, name string, count func(*scenario) uint64, note string) {
		row, some := []string{name}, false
		for i := range run.scenarios {
			n := count(&run.scenarios[i])
			some = some || n > 0
			row = append(row, grouped(n))
		}
		if some {
			row = append(row, note)
		}
		if some || always {
			rows = append(rows, row)
		}
	}
	changed := func(c study.Change) func(*scenario) uint64 { return func(s *scenario) uint64 { return s.Changes[c] } }
	room := screenColumns - 53 - 8*len(run.scenarios)
	add(true, "same either way", changed(study.Same), "")
	add(true, "cell rang beside the user's own registered phone", changed(study.OwnPhone), "better on"+users(s.Gainers))
	add(true, "ring group: a member's failover no longer rings", changed(study.Trap), noted("worse on", s.Groups, room))
	if !run.recordedOn {
		add(s.Changes[study.Trap] > 0, "    of these answered by that failover in the record", func(s *scenario) uint64 { return s.AnsweredCalls },
			tallied(s.Answered, room))
	}
	add(false, "same number dialled once, not twice", changed(study.Duplicate), "better on")
	add(false, "something dialled with on only", changed(study.Gained), "better on")
	add(false, "nothing dialled with on only (exception)", changed(study.Exception), noted("worse on", s.ExceptionNexts, room))
	add(false, "    of these answered in the record", func(s *scenario) uint64 { return s.AnsweredExceptions }, "")
	add(false, "nothing dialled with off", func(s *scenario) uint64 { return s.NothingOff }, tallied(s.NextsOff, room))
	return alignNumbers(rows)
}

// users is ": 61 users".
func users(t study.Tally) string {
	if len(t) == 0 {
		return ""
	}
	return ": " + plural(uint64(len(t)), "user")
}

// noted is "worse on: sales 301, support 126", in so many columns.
func noted(word string, t study.Tally, columns int) string {
	if len(t) == 0 {
		return word
	}
	return word + ": " + tallied(t, columns-len(word)-2)
}

// tallied is "sales 301, support 126 and 3 more".
func tallied(t study.Tally, columns int) string {
	var items []string
	for _, c := range t.List() {
		items = append(items, shown(c.Name)+" "+grouped(c.N))
	}
	list, used := fitList(items, columns)
	if used < len(items) {
		list, used = fitList(items, columns-len(" and 99 more"))
		list += fmt.Sprintf(" and %d more", len(items)-used)
	}
	return list
}

// outcomeTable is what is dialled under the one setting asked for.
func (run *failoverRun) outcomeTable() []string {
	s := &run.scenarios[0]
	nexts := s.NextsOff
	if run.setting == "on" {
		nexts = s.NextsOn
	}
	nothing, failovers := run.of(s.NothingOff, s.NothingOn), run.of(s.FailoversOff, s.FailoversOn)
	return alignNumbers([][]string{
		{run.period(), "CALLS"},
		{"phones and forwards only", grouped(s.Decided - failovers - nothing)},
		{"a failover is dialled", grouped(failovers)},
		{"nothing is dialled", grouped(nothing), tallied(nexts, 40)},
	})
}

// alignNumbers aligns rows whose columns between the first and the last note
// are numbers, these to the right.
func alignNumbers(rows [][]string) []string {
	numbers := len(rows[0]) - 1
	for c := 1; c <= numbers; c++ {
		wide := 0
		for _, row := range rows {
			wide = max(wide, utf8.RuneCountInString(row[c]))
		}
		for _, row := range rows {
			row[c] = strings.Repeat(" ", wide-utf8.RuneCountInString(row[c])) + row[c]
		}
	}
	return alignRows(rows)
}

// period is "31 days, 41,873 calls decided (87%)", or the day instead.
func (run *failoverRun) period() string {
	s := &run.scenarios[0]
	first, last := replay.Second(s.FirstSec), replay.Second(s.LastSec)
	when := dayOf(first, run.zone)
	if when != dayOf(last, run.zone) {
		when = plural(uint64(last-first)/86400+1, "day")
	}
	return fmt.Sprintf("%s, %s decided (%s)", when, plural(s.Decided, "call"), percent(float64(s.Decided)/float64(s.Decided+s.Undecided)))
}

// disagreements are what the record and the documents differ in, the most
// frequent first.
func (run *failoverRun) disagreements() []string {
	rows := [][]string{{"SIMULATED AND RECORDED DIFFER", "CALLS"}}
	list := run.scenarios[0].Disagreements.List()
	const room = 12
	hidden := 0
	if !run.verbose && len(list) > room {
		list, hidden = list[:room], len(list)-room
	}
	for _, c := range list {
		rows = append(rows, []string{clip(oneLine(c.Name), screenColumns-12), grouped(c.N)})
	}
	lines := alignNumbers(rows)
	if hidden > 0 {
		lines = append(lines, fmt.Sprintf("and %s: --verbose", plural(uint64(hidden), "more")))
	}
	return append(lines, "Documents or registrations of another time, or another flag (--recorded-flag)? --list disagree")
}

// writeList writes the calls of --list, a line each.
func (run *failoverRun) writeList(ctx context.Context, w io.Writer) error {
	rows := [][]string{{"TIME", "ACCOUNT", "NUMBER", "RINGS", "OFF", "ON", "WHAT", "CALL_ID"}}
	err := run.scenarios[0].Each(ctx, func(o *study.Outcome) error {
		if run.listed(o) {
			rows = append(rows, run.listRow(o))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(rows) == 1 {
		fmt.Fprintf(w, "No call is %s.\n", run.list)
		return nil
	}
	for _, line := range alignRows(rows) {
		fmt.Fprintln(w, line)
	}
	return nil
}

// listRow is one call of --list.
func (run *failoverRun) listRow(o *study.Outcome) []string {
	at := replay.Second(o.Call.StartUs / 1_000_000).Time().In(run.zone).Format("2006-01-02 15:04:05")
	account := o.AccountName
	if account == "" {
		account = o.Call.Account
	}
	row := []string{at, shown(account), shown(o.Call.Number), "-", "-", "-", o.Reason, oneLine(o.Call.CallID)}
	if o.Status != study.Decided {
		return row
	}
	row[3] = shown(o.Target)
	row[4], row[5] = dialText(o.Dialled(&o.Off), o.Off.Result.String()), dialText(o.Dialled(&o.On), o.On.Result.String())
	row[6] = o.Change.String()
	if len(o.Losers) > 0 {
		row[6] += ": " + oneLine(strings.Join(o.Losers, ", "))
	}
	if len(o.Answered) > 0 {
		row[6] += ", answered"
	}
	if a := o.Agreement; a.Verdict == study.Disagrees {
		row[6] += "; unseen " + orDash(a.Unseen) + ", unforeseen " + orDash(a.Unforeseen)
	}
	return row
}

func dialText(names []string, result string) string {
	if len(names) == 0 {
		return result
	}
	short := slices.Clone(names)
	for i, name := range short {
		short[i] = shown(name)
	}
	return strings.Join(short, ",")
}

func orDash(names []string) string {
	if len(names) == 0 {
		return "-"
	}
	return dialText(names, "")
}
