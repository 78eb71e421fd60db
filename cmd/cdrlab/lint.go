package main

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// lintFlags are those of `cdrlab lint`.
type lintFlags struct {
	input   *inputFlags
	engine  *engineFlags
	output  *outputFlags
	emit    emitFlags
	verbose bool
}

func newLint(con *console) *cobra.Command {
	f := &lintFlags{input: newInputFlags(), engine: newEngineFlags(), output: newOutputFlags("text", "json", "csv")}
	f.emit.add(f.output.flags(), "the thresholds, with the fixes of all errors,")
	f.output.flags().BoolVar(&f.verbose, "verbose", false, "text: everything, not one screen")
	cmd := &cobra.Command{
		Use:   "lint [INPUT...]",
		Short: "Thresholds that do not mean what they seem to",
		Long:  lintHelp(),
		Example: `  cdrlab lint --thresholds system_config.json
  cdrlab lint week/ --thresholds sup.txt --emit sup=fixed.sh
  cdrlab lint counts.parquet --thresholds thresholds.yaml --format json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, args) },
	}
	addFlags(cmd, f.input.group, f.engine.thresholdGroup, f.engine.group, f.output.group)
	return cmd
}

// lintHelp says what lint is for, and what every code means.
func lintHelp() string {
	var b strings.Builder
	b.WriteString(`Tells which thresholds do not do what they seem to: misspelt or unmonitored causes, numbers that
KAZOO cannot read, limits that are 25 times what was meant. With INPUT it also holds them against
recorded traffic: limits that nothing ever comes near to, that are exceeded all day, or that add
nothing to another. T is a rate per second and KAZOO multiplies it by the minutes of its average,
so limits are shown per minute. Exit status 1 if there is an error; warnings and notes do not fail.

Codes of findings, which stay what they are:
`)
	for _, c := range alert.Codes() {
		writeDefinition(&b, c.Name, c.Severities+": "+c.Meaning)
	}
	return b.String()
}

func (f *lintFlags) run(ctx context.Context, con *console, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	if len(f.engine.thresholds) == 0 {
		return &cdr.UsageError{Problem: "lint: no --thresholds given, a file of thresholds wanted", Hint: "cdrlab lint --thresholds FILE"}
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	eng, err := f.engine.resolve(in)
	if err != nil {
		return err
	}
	out := &outputs{inputs: slices.Concat(f.engine.thresholds, paths)}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	emitted, err := f.emit.open(out)
	if err != nil {
		return err
	}
	l := &linting{engine: eng, verbose: f.verbose, emitted: len(emitted) > 0}
	if len(paths) > 0 {
		r := &reading{paths: paths, in: in, ignore: eng.cfg.Ignore}
		if l.traffic, err = r.readChecked(ctx, con, out); err != nil {
			return err
		}
		if err := l.observe(ctx); err != nil {
			return err
		}
	}
	if f.engine.checkAccounts {
		l.checkAccounts()
	}
	if err := emit(con, emitted, eng.inspection.Fixed()); err != nil {
		return err
	}
	if err := l.write(con, out, file, format); err != nil {
		return err
	}
	if l.count(alert.Error) > 0 {
		return answered(exitFindings)
	}
	return nil
}

// linting is what has been found, and how to show it.
type linting struct {
	*engine
	// traffic is nil without INPUT.
	traffic *traffic
	// events and beforeAppStart are where the legs of the traffic went.
	events, beforeAppStart uint64
	verbose, emitted       bool
}

// checkAccounts takes back that thresholds of accounts are never checked.
func (l *linting) checkAccounts() {
	l.inspection.Findings = slices.DeleteFunc(l.inspection.Findings, func(f alert.Finding) bool {
		return f.Code == alert.CodeAccountThreshold
	})
}

func (l *linting) findings() []alert.Finding { return l.inspection.Findings }

// count is how many findings have a severity.
func (l *linting) count(s alert.Severity) int {
	n := 0
	for _, f := range l.findings() {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// write renders the whole answer before the first byte of it is written.
func (l *linting) write(con *console, out *outputs, file io.Writer, format string) error {
	var answer bytes.Buffer
	var err error
	switch format {
	case "json":
		err = l.writeJSON(&answer)
	case "csv":
		err = l.writeCSV(&answer)
	default:
		l.writeScreen(&answer)
	}
	if err != nil {
		return err
	}
	if format != "text" && l.traffic != nil {
		for _, line := range l.traffic.accounting(l.events, l.beforeAppStart) {
			con.note("%s", line)
		}
	}
	return con.deliver(out, file, whole(&answer))
}
