package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// diffFlags are those of `cdrlab diff`.
type diffFlags struct {
	input   *inputFlags
	engine  *engineFlags
	compare *compareFlags
	output  *outputFlags
}

func newDiff(con *console) *cobra.Command {
	f := &diffFlags{
		input: newInputFlags(), engine: newEngineFlags(), compare: newCompareFlags(), output: newOutputFlags("text", "json"),
	}
	f.compare.add()
	sections := newGroup(f.engine.thresholdGroup.title) // A and B stand for --thresholds
	for _, name := range []string{"node", "zone"} {
		sections.flags.AddFlag(f.engine.thresholdGroup.flags.Lookup(name))
	}
	cmd := &cobra.Command{
		Use:   "diff A B [INPUT...]",
		Short: "Compare two saved results, or two thresholds files over one traffic",
		Long: `Tells which firings B has gained, lost, moved in time or changed in limit or peak against A. A and B
are two results that "cdrlab replay -o FILE.json" saved; or, with INPUT, two files of thresholds,
which are replayed over the same traffic. Which of both they are is told by their content. Exit
status 1 tells of a difference. Firings pair by cause, account and overlapping time.`,
		Example: `  cdrlab diff monday.json tuesday.json --other-traffic
  cdrlab diff now.yaml proposed.yaml day.parquet
  cdrlab diff now.yaml proposed.sup week/ --tz Europe/Berlin --format json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) >= 2 {
				return nil
			}
			return &cdr.UsageError{
				Problem: fmt.Sprintf("diff: %s given, A and B wanted", plural(uint64(len(args)), "file")),
				Hint:    "cdrlab diff --help",
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), con, args[0], args[1], args[2:])
		},
	}
	addFlags(cmd, f.compare.group, f.input.group, sections, f.engine.group, f.output.group)
	return cmd
}

func (f *diffFlags) run(ctx context.Context, con *console, a, b string, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	texts, saved, err := readPair(a, b, paths)
	if err != nil {
		return err
	}
	if saved {
		if err := f.refuseReplaying(); err != nil {
			return err
		}
	}
	out := &outputs{inputs: slices.Concat([]string{a, b}, paths)}
	defer out.abort()
	files, err := f.compare.open(out, f.output)
	if err != nil {
		return err
	}
	c := &comparison{
		beforeName: a, afterName: b, class: "diff", zone: in.zone, verbose: f.compare.verbose,
		otherHint: "--other-traffic to compare nevertheless",
	}
	if saved {
		err = c.parse(texts)
	} else {
		err = f.replayBoth(ctx, con, out, c, in, paths)
	}
	if err != nil {
		return err
	}
	if err := f.compare.allow(con, c); err != nil {
		return err
	}
	if err := f.compare.deliver(con, out, files, c, format); err != nil {
		return err
	}
	if c.difference.Differences() > 0 {
		return answered(exitFindings)
	}
	return nil
}

// refuseReplaying reports flags of a replay beside two saved results, which
// have had theirs.
func (f *diffFlags) refuseReplaying() (err error) {
	for _, group := range []flagGroup{f.input.group, f.engine.thresholdGroup, f.engine.group} {
		group.flags.VisitAll(func(flag *pflag.Flag) {
			if flag.Changed && flag.Name != "tz" && err == nil {
				err = &cdr.UsageError{
					Problem: fmt.Sprintf("--%s: found beside two saved results, which are not replayed again", flag.Name),
					Hint:    "cdrlab diff A B INPUT... with two files of thresholds",
				}
			}
		})
	}
	return err
}

// replayBoth runs the engine with both thresholds over the same traffic.
func (f *diffFlags) replayBoth(ctx context.Context, con *console, out *outputs, c *comparison, in *input, paths []string) error {
	var engines [2]*engine
	for i, path := range []string{c.beforeName, c.afterName} {
		flags := *f.engine
		flags.thresholds = []string{path}
		read := *in // resolve widens the period by the warm-up, the same for both
		var err error
		if engines[i], err = flags.resolve(&read); err != nil {
			return err
		}
		if i == 1 {
			*in = read
		}
	}
	t, err := readShared(ctx, con, out, paths, in, engines[0].cfg.Ignore, engines[1].cfg.Ignore)
	if err != nil {
		return err
	}
	for i, saved := range []**regress.Saved{&c.before, &c.after} {
		con.remarks(engines[i].remarks)
		run, err := t.replayed(ctx, in, engines[i])
		if err != nil {
			return err
		}
		*saved = run.saved()
		c.foot = run.accounting(run.res.Events, run.res.BeforeAppStart)
	}
	c.difference = regress.Compare(c.before, c.after)
	c.difference.SameTraffic = true
	return nil
}
