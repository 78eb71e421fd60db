package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readSaved reads a saved result; nil if there is no such file.
func readSaved(flag, path string) (*regress.Saved, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	data, err := readSmall(flag, path)
	if err != nil {
		return nil, err
	}
	return regress.Parse(path, data)
}

// baselineRun is a check of one traffic against one baseline.
type baselineRun struct {
	run  *replayRun
	path string
	// before is nil if the baseline is not there yet.
	before *regress.Saved
	// sameTraffic tells whether the counts are the baseline's, whatever is
	// ignored now.
	sameTraffic bool
}

// runBaseline is `cdrlab check INPUT... --baseline FILE`.
func (f *checkFlags) runBaseline(ctx context.Context, con *console, out *outputs, paths []string, format string) error {
	out.inputs = slices.Concat(f.engine.thresholds, paths)
	if !f.update {
		out.inputs = append(out.inputs, f.baseline)
	}
	files, err := f.compare.open(out, f.output)
	if err != nil {
		return err
	}
	b := &baselineRun{path: f.baseline}
	if b.before, err = readSaved("--baseline", f.baseline); err != nil {
		return err
	}
	if b.before == nil && !f.update {
		return missingBaseline("--baseline: "+f.baseline, con.args)
	}
	var saved *outputFile
	if f.update {
		if saved, err = out.create("--update", f.baseline); err != nil {
			return err
		}
	}
	if err := b.replay(ctx, con, out, paths, f.input, f.engine); err != nil {
		return err
	}
	c := b.compare()
	c.verbose = f.compare.verbose
	if f.update {
		if err := c.after.Write(saved); err != nil {
			return err
		}
		c.accepted = true
		if !b.sameTraffic {
			con.remark("%s was of other traffic", b.path)
		}
		c.foot = append(c.foot, "Saved as the new baseline: "+oneLine(f.baseline))
	} else {
		if err := f.compare.allow(con, c); err != nil {
			return err
		}
		if c.difference.Differences() > 0 {
			c.foot = append(c.foot, acceptLine(con.args))
		}
	}
	if err := f.compare.deliver(con, out, files, c, format); err != nil {
		return err
	}
	if c.difference.Differences() > 0 && !c.accepted {
		return answered(exitFindings)
	}
	return nil
}

// missingBaseline is the error for a baseline that is not there.
func missingBaseline(place string, args []string) error {
	return &cdr.UsageError{
		Problem: place + " does not exist; a saved result wanted",
		Hint:    shellLine(slices.Concat([]string{"cdrlab"}, args, []string{"--update"})...),
	}
}

// replay runs the engine as the baseline says where no flag says otherwise.
func (b *baselineRun) replay(ctx context.Context, con *console, out *outputs, paths []string, inFlags *inputFlags, engFlags *engineFlags) error {
	if b.before != nil {
		followBaseline(b.before, inFlags, engFlags)
	}
	in, err := inFlags.resolve(con)
	if err != nil {
		return err
	}
	eng, err := engFlags.resolve(in)
	if err != nil {
		return err
	}
	ignores := [][]string{eng.cfg.Ignore}
	if b.before != nil {
		ignores = append(ignores, b.before.Engine.Ignored)
	}
	t, err := readShared(ctx, con, out, paths, in, ignores...)
	if err != nil {
		return err
	}
	con.remarks(eng.remarks)
	if b.run, err = t.replayed(ctx, in, eng); err != nil {
		return err
	}
	if b.before != nil {
		counts := t.ignoring(b.before.Engine.Ignored).set
		b.sameTraffic = counts.Fingerprint() == b.before.Input.CountsSHA256
	}
	return nil
}

// compare holds the run against the baseline, or against itself if there is
// none yet.
func (b *baselineRun) compare() *comparison {
	c := &comparison{before: b.before, after: b.run.saved(), beforeName: b.path, class: "check", zone: b.run.zone}
	if b.before == nil {
		c.before, b.sameTraffic = c.after, true
	}
	c.afterName = fileNames(c.after)
	c.difference = regress.Compare(c.before, c.after)
	c.difference.SameTraffic = b.sameTraffic
	c.otherHint = "--other-traffic to compare nevertheless, or --update to save a new baseline; this one was saved of " + fileNames(c.before)
	c.foot = b.run.accounting(b.run.res.Events, b.run.res.BeforeAppStart)
	return c
}
