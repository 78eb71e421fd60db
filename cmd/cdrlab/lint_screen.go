package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/alert"
)

// subjectColumns is the most room that subjects take before messages.
const subjectColumns = 36

// severityColumns is the room of the severity, two spaces included.
const severityColumns = 7

// writeScreen writes the first screen: the answer in a sentence, a line a
// finding, what is fine, what it rests on, and how to go on.
func (l *linting) writeScreen(w io.Writer) {
	fine := l.fine()
	lines := []string{l.headline(len(fine)), ""}
	foot := l.fineLines(fine)
	if l.traffic != nil {
		foot = append(foot, l.traffic.accounting(l.events, l.beforeAppStart)...)
	}
	foot = append(foot, l.nextLines()...)
	lines = append(lines, l.findingLines(screenLines-len(lines)-len(foot))...)
	for _, line := range append(lines, foot...) {
		if !l.verbose {
			line = clip(line, screenColumns)
		}
		fmt.Fprintln(w, line)
	}
}

// headline is "5 of 9 thresholds do not do what they seem to."
func (l *linting) headline(fine int) string {
	all := len(l.inspection.Entries)
	switch wrong := all - fine; {
	case all == 0:
		return "No threshold is on: nothing can alert."
	case wrong == 0 && l.count(alert.Error)+l.count(alert.Warn) == 0:
		return plural(uint64(all), "threshold") + ", nothing to say against " + itOrThem(all) + "."
	case wrong == 0:
		return "The thresholds do what they seem to; what is around them does not."
	case wrong == 1:
		return fmt.Sprintf("1 of %s does not do what it seems to.", plural(uint64(all), "threshold"))
	default:
		return fmt.Sprintf("%d of %s do not do what they seem to.", wrong, plural(uint64(all), "threshold"))
	}
}

func itOrThem(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// fine are the thresholds without an error or a warning.
func (l *linting) fine() []alert.Entry {
	return slices.DeleteFunc(slices.Clone(l.inspection.Entries), func(e alert.Entry) bool {
		return slices.ContainsFunc(l.findings(), func(f alert.Finding) bool {
			return f.Severity != alert.Note && f.Account == e.Account && f.Cause == e.Cause && f.Metric == e.Metric.String()
		})
	})
}

// findingLines are the findings in at most so many lines. Unless verbose, notes
// are left out and what is said of several subjects is said once.
func (l *linting) findingLines(room int) []string {
	findings := l.findings()
	if !l.verbose {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f alert.Finding) bool { return f.Severity == alert.Note })
	}
	subjects, messages := l.columns(findings)
	width := 0
	for _, s := range subjects {
		width = max(width, utf8.RuneCountInString(s))
	}
	width = min(width, subjectColumns)
	var lines []string
	for i := range subjects {
		if subjects[i] == "" && messages[i] == "" {
			continue // said before
		}
		subject := subjects[i]
		if !l.verbose {
			subject = clip(subject, width)
		}
		head := fmt.Sprintf("%-*s%-*s  ", severityColumns, findings[i].Severity, width, subject)
		block := wrapped(head, messages[i], severityColumns+width+2)
		if !l.verbose && len(lines)+len(block) > room-1 && i < len(subjects)-1 {
			return append(lines, "More findings: --verbose or --format json")
		}
		lines = append(lines, block...)
		if l.verbose {
			lines = append(lines, l.details(&findings[i])...)
		}
	}
	return lines
}

// columns are the subject and the message of each finding; a finding that only
// repeats what another says is folded into it and has neither.
func (l *linting) columns(findings []alert.Finding) (subjects, messages []string) {
	subjects, messages = make([]string, len(findings)), make([]string, len(findings))
	for i := range findings {
		f := &findings[i]
		subjects[i], messages[i] = oneLine(f.Subject()), f.Message
		if subjects[i] == "" {
			subjects[i] = oneLine(f.Place)
		}
		if limit := f.LimitPerSecond(); limit != nil && ofLimits[f.Code] {
			messages[i] = limitText(*limit) + "; " + messages[i]
		}
	}
	if l.verbose {
		return subjects, messages
	}
	for i := range findings {
		if messages[i] == "" {
			continue
		}
		more := 0
		for j := i + 1; j < len(findings); j++ {
			if findings[j].Code == findings[i].Code && messages[j] == messages[i] && findings[j].Severity == findings[i].Severity {
				subjects[j], messages[j] = "", ""
				more++
			}
		}
		if more > 0 {
			messages[i] += fmt.Sprintf(" (+%d more)", more)
		}
	}
	return subjects, messages
}

// ofLimits are the codes whose messages begin with the limit: it is what
// surprises.
var ofLimits = map[string]bool{
	alert.CodeScaledTwice: true, alert.CodeNeverReached: true, alert.CodeOneEvent: true,
	alert.CodeAlwaysFires: true, alert.CodeShadowed: true,
}

// limitText is a limit per second as a person reads it, "30/min".
func limitText(perSec float64) string { return perMin(min(perSec, math.MaxFloat64/60)) + "/min" }

// wrapped is head and text, continued below the text's beginning.
func wrapped(head, text string, indent int) []string {
	var lines []string
	line := head
	for _, word := range strings.Fields(text) {
		if utf8.RuneCountInString(line)+utf8.RuneCountInString(word) > screenColumns && len(strings.TrimSpace(line)) > 0 && len(line) > indent {
			lines = append(lines, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", indent)
		}
		line += word + " "
	}
	return append(lines, strings.TrimRight(line, " "))
}

// details are the place, the code and the fix of a finding.
func (l *linting) details(f *alert.Finding) []string {
	indent := strings.Repeat(" ", severityColumns)
	line := indent + f.Code
	if f.Place != "" {
		line += " at " + oneLine(f.Place)
	}
	lines := []string{line}
	if f.Fix != "" {
		lines = append(lines, indent+"fix: "+oneLine(f.Fix))
	}
	return lines
}

// fineLines list the thresholds that are fine, with their limits.
func (l *linting) fineLines(fine []alert.Entry) []string {
	var items []string
	last := ""
	for _, e := range fine {
		if !e.Readable {
			continue
		}
		item := fmt.Sprintf("%s %s (%s)", e.Metric, threshold(e.Threshold), limitText(e.Metric.LimitPerSecond(e.Threshold)))
		subject := shown(e.Cause)
		if e.Account != "" {
			subject = shown(e.Account) + ": " + subject
		}
		if subject == last {
			items[len(items)-1] += ", " + item
		} else {
			items = append(items, subject+" "+item)
		}
		last = subject
	}
	if len(items) == 0 {
		return nil
	}
	list, used := items[0], 1
	for ; used < len(items); used++ {
		longer, room := list+"; "+items[used], screenColumns-severityColumns
		if used < len(items)-1 {
			room -= len("; 9999 more")
		}
		if !l.verbose && utf8.RuneCountInString(longer) > room {
			break
		}
		list = longer
	}
	if more := len(items) - used; more > 0 {
		list += fmt.Sprintf("; %d more", more)
	}
	return []string{fmt.Sprintf("%-*s", severityColumns, "fine") + list}
}

// nextLines are how to get the fixes, and the exit status if it is not 0.
func (l *linting) nextLines() []string {
	if l.count(alert.Error) == 0 {
		return nil
	}
	const status = "exit status 1"
	next := ""
	switch {
	case l.emitted:
		next = "The fixes of all errors that have one are written."
	case slices.ContainsFunc(l.findings(), func(f alert.Finding) bool { return f.Severity == alert.Error && f.Fix != "" }):
		next = "Fixes as commands: --emit sup=FILE"
	}
	return []string{next + strings.Repeat(" ", max(2, screenColumns-20-len(next)-len(status))) + status}
}
