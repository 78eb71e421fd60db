package main

import (
	"context"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
)

// inputs are what a command reads, and where its rejected rows go.
type inputs struct {
	in    *input
	paths []string
	out   *outputs
	// unsaved says why saved counts will not do: the command, and what they
	// do not keep; empty if they will.
	unsaved struct{ command, keep string }
}

// readInputs reads them into sinks. The remarks of the report are the caller's
// to make: an error that refuses the whole input needs none of them.
func readInputs[S cdrfmt.Sink](ctx context.Context, con *console, from *inputs, opt cdrfmt.Options, newSink func() S) ([]S, *cdrfmt.Report, error) {
	var rejects *outputFile
	if from.in.rejects != "" {
		var err error
		if rejects, err = from.out.create("--rejects", from.in.rejects); err != nil {
			return nil, nil, err
		}
		opt.Rejects = rejects
	}
	sinks, report, err := readCDRs(ctx, con, from.paths, opt, newSink)
	if err != nil {
		// Too many rejects: all rows were read, and the file that says which
		// were rejected is whole and wanted now more than ever.
		if report != nil && rejects != nil {
			if err := from.out.commitOnly(rejects); err != nil {
				return nil, nil, err
			}
			con.note("rejected rows: %s", from.in.rejects)
		}
		return nil, nil, err
	}
	if command := from.unsaved.command; command != "" && len(report.Saved) > 0 {
		return nil, nil, &cdr.UsageError{
			Problem: fmt.Sprintf("%s: %s holds saved counts, which keep %s", command, report.Saved[0].Name, from.unsaved.keep),
			Hint:    "the CDRs themselves as INPUT",
		}
	}
	return sinks, report, nil
}
