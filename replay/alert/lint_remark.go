package alert

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// remarks are findings in words, a line each: those that say the same are one.
func remarks(findings []Finding) []string {
	type kind struct{ code, message string }
	byKind := map[kind][]*Finding{}
	var order []kind
	for i := range findings {
		f := &findings[i]
		if f.Code == CodeOverridden && f.Severity == Note {
			continue // later files are there to override
		}
		k := kind{f.Code, f.Message}
		if byKind[k] == nil {
			order = append(order, k)
		}
		byKind[k] = append(byKind[k], f)
	}
	var lines []string
	for _, k := range order {
		var parts, subjects []string
		for _, f := range byKind[k] {
			if subject := f.Subject(); subject != "" {
				subjects = append(subjects, subject)
			}
		}
		for _, part := range []string{byKind[k][0].Place, fewNames(subjects), k.message} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		lines = append(lines, cdr.OneLine(strings.Join(parts, ": ")))
	}
	return lines
}

// find notes a finding.
func (d *draft) find(f Finding) { d.findings = append(d.findings, f) }

// tell notes a finding about no single threshold.
func (d *draft) tell(severity Severity, code, place, format string, args ...any) {
	d.find(Finding{Severity: severity, Code: code, Place: place, Message: cdr.OneLine(fmt.Sprintf(format, args...))})
}

// tellOf notes a finding about a cause, or with a metric about its threshold.
func (d *draft) tellOf(severity Severity, code, place, cause, metric, format string, args ...any) {
	d.find(Finding{Severity: severity, Code: code, Place: place, Cause: cause, Metric: metric, Message: cdr.OneLine(fmt.Sprintf(format, args...))})
}

// mean notes the metric that KAZOO takes and never checks.
func (d *draft) mean(place, cause string) {
	d.tellOf(Warn, CodeMean, place, cause, meanMetric, "stored and never checked")
}

// leaveOut notes an account's value that is no number. Nobody reads it.
func (d *draft) leaveOut(e entry, account, cause string, m meter.Metric) {
	was := Entry{Account: account, Cause: cause, Metric: m, Place: e.Place}
	d.find(was.finding(Warn, CodeUnreadable, "is %s, not a number, left out", e.unreadable))
}
