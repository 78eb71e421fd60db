package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/regress"
)

// suiteDoc is the answer of a suite as JSON.
type suiteDoc struct {
	Cases      []caseDoc `json:"cases"`
	Passed     int       `json:"passed"`
	Failed     int       `json:"failed"`
	Errors     int       `json:"errors"`
	ExitStatus int       `json:"exit_status"`
}

// caseDoc is one case of it; difference is null without a baseline, input where
// it was not read.
type caseDoc struct {
	Name       string              `json:"name"`
	Outcome    string              `json:"outcome"`
	ExitStatus int                 `json:"exit_status"`
	Problems   []problem           `json:"problems"`
	Input      *regress.Input      `json:"input"`
	Difference *regress.Difference `json:"difference"`
}

// outcome is how a case ended.
func (c *caseRun) outcome() regress.Outcome {
	switch c.Status {
	case exitFine:
		return regress.Passed
	case exitFindings:
		return regress.Failed
	}
	return regress.Errored
}

// tally is how many cases ended each way.
func (s *suiteRun) tally() (n [3]int) {
	for _, c := range s.cases {
		n[c.outcome()]++
	}
	return n
}

func (s *suiteRun) document() any {
	n := s.tally()
	doc := suiteDoc{
		Cases: []caseDoc{}, Passed: n[regress.Passed], Failed: n[regress.Failed], Errors: n[regress.Errored], ExitStatus: s.status(),
	}
	for _, c := range s.cases {
		d := caseDoc{c.Name, c.outcome().String(), c.Status, append([]problem{}, c.problems...), c.input, nil}
		if c.comparison != nil {
			d.Difference = c.comparison.difference
		}
		doc.Cases = append(doc.Cases, d)
	}
	return doc
}

// writeScreen writes the answer in a sentence, then the cases with what is
// wrong with them.
func (s *suiteRun) writeScreen(w io.Writer) {
	n := s.tally()
	total := plural(uint64(len(s.cases)), "case")
	switch {
	case n[regress.Passed] == len(s.cases):
		fmt.Fprintf(w, "%s of %s: all passed. Times in %s.\n", total, oneLine(s.path), s.zone)
	default:
		fmt.Fprintf(w, "%s of %s: %d passed, %d failed, %d could not be judged; exit status %d. Times in %s.\n",
			total, oneLine(s.path), n[regress.Passed], n[regress.Failed], n[regress.Errored], s.status(), s.zone)
	}
	for _, c := range s.cases {
		fmt.Fprintf(w, "\n%-7s %s (%s:%d)\n", c.outcome(), oneLine(c.Name), oneLine(s.path), c.Line)
		for _, line := range c.lines() {
			fmt.Fprintf(w, "        %s\n", line)
		}
		if len(c.findings()) > 0 {
			s.writeTable(w, c.comparison)
		}
	}
}

// writeTable shows what differs from a baseline below its case.
func (s *suiteRun) writeTable(w io.Writer, c *comparison) {
	for _, line := range append(c.table(screenLines), c.settingLines(shownSettings)...) {
		if line != "" {
			fmt.Fprintf(w, "        %s\n", line)
		}
	}
}

// findings are the differences from the case's baseline that were not
// accepted.
func (c *caseRun) findings() []finding {
	if c.comparison == nil || c.comparison.accepted {
		return nil
	}
	return c.comparison.findings()
}

// lines are the problems of a case, with what to try.
func (c *caseRun) lines() []string {
	var lines []string
	for _, p := range c.problems {
		message := oneLine(p.Message)
		if p.Line != c.Line {
			message = fmt.Sprintf("line %d: %s", p.Line, message)
		}
		lines = append(lines, message)
		if p.Try != "" {
			lines = append(lines, "  try: "+oneLine(p.Try))
		}
	}
	if c.comparison != nil && c.comparison.accepted {
		lines = append(lines, "saved as the new baseline: "+oneLine(c.Baseline))
	}
	return lines
}

// report has a test a case.
func (s *suiteRun) report() *regress.Report {
	r := &regress.Report{Name: s.path}
	for _, c := range s.cases {
		t := regress.Test{Class: "cdrlab.check", Name: c.Name, Outcome: c.outcome()}
		if len(c.problems) > 0 {
			t.Message = oneLine(c.problems[0].Message)
			t.Text = strings.Join(c.lines(), "\n") + "\n"
		}
		if list := c.findings(); len(list) > 0 {
			t.Text += c.comparison.reportText(list)
		}
		r.Tests = append(r.Tests, t)
	}
	return r
}

// annotations are the problems, at their lines of the suite.
func (s *suiteRun) annotations() []regress.Annotation {
	var list []regress.Annotation
	for _, c := range s.cases {
		for _, p := range c.problems {
			message := oneLine(p.Message)
			if p.Try != "" {
				message += "\ntry: " + oneLine(p.Try)
			}
			list = append(list, regress.Annotation{File: s.path, Line: p.Line, Title: oneLine(c.Name), Message: message})
		}
		if c.comparison != nil {
			list = append(list, c.comparison.annotations()...)
		}
	}
	return list
}
