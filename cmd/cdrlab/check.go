package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// checkFlags are those of `cdrlab check`.
type checkFlags struct {
	input           *inputFlags
	engine          *engineFlags
	compare         *compareFlags
	output          *outputFlags
	baseline, suite string
	update          bool
}

func newCheck(con *console) *cobra.Command {
	f := &checkFlags{
		input: newInputFlags(), engine: newEngineFlags(), compare: newCompareFlags(), output: newOutputFlags("text", "json"),
	}
	noRejects := f.input.group.flags.Lookup("max-rejects")
	noRejects.DefValue, f.input.maxRejects = "0", "0"
	s := f.compare.group.flags
	s.StringVar(&f.baseline, "baseline", "", "compare with the result saved in `FILE`, and run as it was run but for the flags given")
	s.BoolVar(&f.update, "update", false, "save the result as the new baseline")
	s.StringVar(&f.suite, "suite", "", "run all cases of `FILE` (YAML), whose paths are relative to it")
	f.compare.add()
	cmd := &cobra.Command{
		Use:   "check INPUT... --baseline FILE",
		Short: "Replay and compare with what is expected (CI)",
		Long: `Runs the alert engine over recorded traffic and compares the firings with those of a saved result:
gained, lost, moved in time, changed in limit or peak. Exit status 1 tells of a difference. The
baseline is the JSON of "cdrlab replay"; thresholds, the engine's flags and the filters come from it
unless given, and other traffic than its own is refused. Firings pair by cause, account and
overlapping time.

A suite holds many cases, each with what must or must not fire, labelled incidents, a baseline:

  cases:
    - name: outage of carrier-3
      input: march/*.csv                  # or a list
      thresholds: thresholds.yaml         # or a list
      app_start: 2026-03-10T00:00:00Z     # without it, all 60 check clocks
      must_fire: [{cause: PROGRESS_TIMEOUT, from: 2026-03-10 14:00, to: 2026-03-10 14:30}]
      must_not_fire: [CALL_REJECTED]
      incidents: incidents.csv            # each must be detected (grace 10 min),
      detect_within: 5m                   # so soon,
      max_false_firings: 1/week           # with so few firings of no incident
      baseline: carrier-3.json

All cases run; the highest exit status wins, so bad data (3) beats a difference (1).`,
		Example: `  cdrlab check day.parquet --thresholds thresholds.yaml --baseline base.json --update
  cdrlab check day.parquet --thresholds thresholds.yaml --baseline base.json
  cdrlab check day.parquet --baseline base.json --junit report.xml --github
  cdrlab check --suite cdrlab.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.verify(cmd, args); err != nil {
				return err
			}
			return f.run(cmd.Context(), con, args)
		},
	}
	addFlags(cmd, f.compare.group, f.input.group, f.engine.thresholdGroup, f.engine.group, f.output.group)
	return cmd
}

func (f *checkFlags) run(ctx context.Context, con *console, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	out := &outputs{}
	defer out.abort()
	if f.suite != "" {
		return f.runSuite(ctx, con, out, format)
	}
	return f.runBaseline(ctx, con, out, paths, format)
}

// verify reports flags and inputs that cannot be meant together.
func (f *checkFlags) verify(cmd *cobra.Command, paths []string) error {
	const both = "cdrlab check INPUT... --baseline FILE or cdrlab check --suite FILE"
	switch {
	case f.suite == "" && f.baseline == "":
		return &cdr.UsageError{Problem: "check: neither --baseline nor --suite given, one of them wanted", Hint: both}
	case f.suite == "":
		return needInput(cmd, paths)
	case f.baseline != "":
		return &cdr.UsageError{Problem: "check: both --baseline and --suite given, one of them wanted", Hint: both}
	case len(paths) > 0:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("check: INPUT %s found beside --suite, whose cases have their own", paths[0]),
			Hint:    "input: " + paths[0] + " in a case of " + f.suite,
		}
	}
	for _, flag := range []struct {
		name, key string
		given     bool
	}{
		{"--thresholds", "thresholds", len(f.engine.thresholds) > 0},
		{"--app-start", "app_start", f.engine.appStart != ""},
	} {
		if flag.given {
			return &cdr.UsageError{
				Problem: flag.name + ": found beside --suite, whose cases have their own",
				Hint:    flag.key + ": in a case of " + f.suite,
			}
		}
	}
	if f.input.rejects != "" {
		return &cdr.UsageError{Problem: "--rejects: found beside --suite; one INPUT wanted", Hint: "cdrlab check INPUT... --baseline FILE --rejects FILE"}
	}
	return nil
}
