package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
)

// suiteRun is a suite whose cases have run.
type suiteRun struct {
	path    string
	zone    *time.Location
	verbose bool
	cases   []*caseRun
}

// runSuite is `cdrlab check --suite FILE`: every case, one after another.
func (f *checkFlags) runSuite(ctx context.Context, con *console, out *outputs, format string) error {
	in, err := f.input.resolve(con) // for --tz, and what no case can change
	if err != nil {
		return err
	}
	data, err := readSmall("--suite", f.suite)
	if err != nil {
		return err
	}
	suite, err := regress.ParseSuite(f.suite, data, regress.SuiteOptions{
		Instant: func(field, text string) (replay.Second, error) { return parseInstant(field, text, in.zone) },
		Duration: func(field, text string) (time.Duration, error) {
			return parseDuration(field, text)
		},
	})
	if err != nil {
		return err
	}
	out.inputs = []string{f.suite}
	for i := range suite.Cases {
		out.inputs = append(out.inputs, f.inputsOf(&suite.Cases[i])...)
	}
	files, err := f.compare.open(out, f.output)
	if err != nil {
		return err
	}
	s := &suiteRun{path: f.suite, zone: in.zone, verbose: f.compare.verbose}
	for i := range suite.Cases {
		c := &caseRun{Case: &suite.Cases[i], suite: f.suite}
		if err := c.run(ctx, con, out, f); err != nil {
			if ctx.Err() != nil {
				return err
			}
			c.fail(err)
		}
		s.cases = append(s.cases, c)
	}
	if err := f.compare.deliver(con, out, files, s, format); err != nil {
		return err
	}
	if status := s.status(); status != exitFine {
		return answered(status)
	}
	return nil
}

// inputsOf are the files that a case reads and no output may replace.
func (f *checkFlags) inputsOf(c *regress.Case) []string {
	paths := append(besideAll(f.suite, c.Input), besideAll(f.suite, c.Thresholds)...)
	for _, path := range []string{c.Incidents, c.Baseline} {
		if path != "" && (path != c.Baseline || !f.update) {
			paths = append(paths, beside(f.suite, path))
		}
	}
	return paths
}

// beside is a path that is relative to the folder of a file.
func beside(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

func besideAll(file string, paths []string) []string {
	var list []string
	for _, path := range paths {
		list = append(list, beside(file, path))
	}
	return list
}

// status is the highest of the cases', so that bad data beats a finding.
func (s *suiteRun) status() int {
	status := exitFine
	for _, c := range s.cases {
		status = max(status, c.Status)
	}
	return status
}
