package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// compareFlags are those of the commands that compare results.
type compareFlags struct {
	otherTraffic, github, verbose bool
	junit                         string
	group                         flagGroup
}

func newCompareFlags() *compareFlags { return &compareFlags{group: newGroup("Comparing flags")} }

// add adds the flags, after those of the command's own.
func (f *compareFlags) add() {
	s := f.group.flags
	s.BoolVar(&f.otherTraffic, "other-traffic", false, "compare although the counts of calls are not the same")
	s.StringVar(&f.junit, "junit", "", "write what passed and what failed to `FILE` (JUnit XML)")
	s.BoolVar(&f.github, "github", false, "print findings as annotations of GitHub Actions, too")
	s.BoolVar(&f.verbose, "verbose", false, "text: everything, not one screen")
}

// compareFiles are the files of a run; nil where none was asked for.
type compareFiles struct{ answer, junit io.Writer }

// open begins the files before anything is read.
func (f *compareFlags) open(out *outputs, output *outputFlags) (files compareFiles, err error) {
	if files.answer, err = out.answer(output.path); err != nil || f.junit == "" {
		return files, err
	}
	files.junit, err = out.create("--junit", f.junit)
	return files, err
}

// allow refuses to compare results of different traffic, unless that is meant.
func (f *compareFlags) allow(con *console, c *comparison) error {
	if c.difference.SameTraffic {
		return nil
	}
	was, now := &c.before.Input, &c.after.Input
	if f.otherTraffic {
		con.remark("%s is of other traffic: counts %.8s, now %.8s", c.beforeName, was.CountsSHA256, now.CountsSHA256)
		return nil
	}
	return &cdr.DataError{
		Place: c.afterName,
		Problem: fmt.Sprintf("other traffic than that of %s: %s with counts %.8s found, %s with counts %.8s wanted",
			c.beforeName, plural(now.Events, "event"), now.CountsSHA256, plural(was.Events, "event"), was.CountsSHA256),
		Hint: c.otherHint,
	}
}

// deliver writes the answer, then what CI systems read.
func (f *compareFlags) deliver(con *console, out *outputs, files compareFiles, a judgement, format string) error {
	var text bytes.Buffer
	if format == "json" {
		e := jsonLines(&text)
		e.SetIndent("", "  ")
		if err := e.Encode(a.document()); err != nil {
			return err
		}
	} else {
		a.writeScreen(&text)
	}
	if files.junit != nil {
		if err := a.report().WriteJUnit(files.junit); err != nil {
			return err
		}
	}
	if err := con.deliver(out, files.answer, whole(&text)); err != nil {
		return err
	}
	if !f.github {
		return nil
	}
	// GitHub reads both streams; JSON on standard output stays whole.
	var w io.Writer = toStdout{con.stdout}
	if format == "json" && files.answer == nil {
		w = con.stderr
	}
	return regress.WriteAnnotations(w, a.annotations())
}

// judgement is what a comparing command has to say, in each of its forms.
type judgement interface {
	document() any
	writeScreen(w io.Writer)
	report() *regress.Report
	annotations() []regress.Annotation
}
