package main

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// lintDoc is the JSON of lint.
type lintDoc struct {
	// Thresholds counts all that are on or meant to be, Surprising those with
	// an error or a warning.
	Thresholds int `json:"thresholds"`
	// Input is the accounting; it is there only with INPUT.
	Input      *lintInputDoc `json:"input,omitempty"`
	Surprising int           `json:"surprising"`
	Findings   []findingDoc  `json:"findings"`
}

// lintInputDoc is the accounting: rows = accepted + rejected + duplicates.
type lintInputDoc struct {
	Files      []count.Source    `json:"files"`
	Rows       uint64            `json:"rows"`
	Accepted   uint64            `json:"accepted"`
	Rejected   uint64            `json:"rejected"`
	Duplicates uint64            `json:"duplicates"`
	Flags      map[string]uint64 `json:"flags,omitempty"`
}

// findingDoc is one finding; null is what it is not about.
type findingDoc struct {
	Severity       alert.Severity `json:"severity"`
	Code           string         `json:"code"`
	Cause          *string        `json:"cause"`
	Account        *string        `json:"account"`
	Metric         *string        `json:"metric"`
	Threshold      *float64       `json:"threshold"`
	LimitPerSecond *float64       `json:"limit_per_second"`
	LimitPerMinute *float64       `json:"limit_per_minute"`
	Place          *string        `json:"place"`
	Message        string         `json:"message"`
	Fix            *string        `json:"fix"`
}

// lintColumns is the header of the CSV.
var lintColumns = []string{
	"severity", "code", "cause", "account", "metric", "threshold", "limit_per_second", "limit_per_minute", "place", "message", "fix",
}

func newFindingDoc(f *alert.Finding) findingDoc {
	doc := findingDoc{
		Severity: f.Severity, Code: f.Code, Cause: orNil(f.Cause), Account: orNil(f.Account), Metric: orNil(f.Metric),
		Threshold: f.Threshold, LimitPerSecond: f.LimitPerSecond(), Place: orNil(f.Place), Message: f.Message, Fix: orNil(f.Fix),
	}
	if doc.LimitPerSecond != nil {
		perMinute := min(60**doc.LimitPerSecond, math.MaxFloat64) // JSON has no infinity
		doc.LimitPerMinute = &perMinute
	}
	return doc
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (l *linting) writeJSON(w io.Writer) error {
	doc := lintDoc{Thresholds: len(l.inspection.Entries), Surprising: len(l.inspection.Entries) - len(l.fine()), Findings: []findingDoc{}}
	if t := l.traffic; t != nil {
		doc.Input = &lintInputDoc{
			Files: append([]count.Source{}, t.report.Files...), Rows: t.rows, Accepted: t.rows - t.rejected - t.duplicates,
			Rejected: t.rejected, Duplicates: t.duplicates, Flags: flagCounts(t.report),
		}
	}
	for i := range l.findings() {
		doc.Findings = append(doc.Findings, newFindingDoc(&l.findings()[i]))
	}
	e := jsonLines(w)
	e.SetIndent("", "  ")
	return e.Encode(&doc)
}

// writeCSV writes a finding a line. Null is an empty cell.
func (l *linting) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(lintColumns); err != nil {
		return err
	}
	float := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'g', -1, 64)
	}
	for i := range l.findings() {
		d := newFindingDoc(&l.findings()[i])
		err := c.Write([]string{
			d.Severity.String(), d.Code, orEmpty(d.Cause), orEmpty(d.Account), orEmpty(d.Metric), float(d.Threshold),
			float(d.LimitPerSecond), float(d.LimitPerMinute), orEmpty(d.Place), d.Message, orEmpty(d.Fix),
		})
		if err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
