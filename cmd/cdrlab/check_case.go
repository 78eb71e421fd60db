package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// caseRun is one case of a suite and what became of it.
type caseRun struct {
	*regress.Case
	suite string
	// Status is the exit status that the case alone would have.
	Status   int
	problems []problem
	// comparison is with the baseline; nil if the case has none.
	comparison *comparison
	// input is the accounting; nil until it was read.
	input *regress.Input
}

// problem is something that is not as expected, and what to try.
type problem struct {
	// Line is where the suite expects it.
	Line    int    `json:"line"`
	Message string `json:"message"`
	Try     string `json:"try,omitempty"`
}

// fail notes an error that kept the case from being judged.
func (c *caseRun) fail(err error) {
	status, hint := classify(err)
	c.Status = max(c.Status, status)
	c.problems = append(c.problems, problem{c.Line, oneLine(err.Error()), oneLine(hint)})
}

// found notes something that is not as expected.
func (c *caseRun) found(p problem) {
	c.Status = max(c.Status, exitFindings)
	c.problems = append(c.problems, p)
}

// run replays the case and judges it.
func (c *caseRun) run(ctx context.Context, con *console, out *outputs, f *checkFlags) error {
	if slices.Contains(c.Input, "-") {
		return &cdr.UsageError{Problem: fmt.Sprintf("%s:%d: input: - found, a file, folder or glob wanted", c.suite, c.Line)}
	}
	in, eng := *f.input, *f.engine
	eng.thresholds = besideAll(c.suite, c.Thresholds)
	b := &baselineRun{}
	if c.Baseline != "" {
		b.path = beside(c.suite, c.Baseline)
		var err error
		if b.before, err = readSaved("baseline:", b.path); err != nil {
			return err
		}
		if b.before == nil && !f.update {
			return missingBaseline(fmt.Sprintf("%s:%d: baseline %s", c.suite, c.Line, b.path), con.args)
		}
	}
	if b.before != nil {
		followBaseline(b.before, &in, &eng)
	}
	if c.AppStart != nil {
		eng.appStart = c.AppStart.String()
	}
	if err := b.replay(ctx, con, out, besideAll(c.suite, c.Input), &in, &eng); err != nil {
		return err
	}
	input := b.run.savedInput()
	c.input = &input
	if err := c.judge(con, b.run); err != nil {
		return err
	}
	if b.path == "" {
		return nil
	}
	return c.compare(con, out, b, f)
}

// compare holds the case against its baseline, or saves that.
func (c *caseRun) compare(con *console, out *outputs, b *baselineRun, f *checkFlags) error {
	c.comparison = b.compare()
	c.comparison.verbose = f.compare.verbose
	c.comparison.foot = nil
	if f.update {
		w, err := out.create("--update", b.path)
		if err != nil {
			return err
		}
		c.comparison.accepted = true
		return c.comparison.after.Write(w)
	}
	if err := f.compare.allow(con, c.comparison); err != nil {
		c.comparison = nil
		return err
	}
	if n := c.comparison.difference.Differences(); n > 0 {
		c.found(problem{
			c.Line, fmt.Sprintf("%s from %s: %s", plural(uint64(n), "difference"), c.Baseline, c.comparison.sum()),
			shellLine(slices.Concat([]string{"cdrlab"}, con.args, []string{"--update"})...) + " to accept it",
		})
	}
	return nil
}
