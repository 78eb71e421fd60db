package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/count"
)

// countFlags are those of `cdrlab count`.
type countFlags struct {
	input     *inputFlags
	output    *outputFlags
	allCauses bool
}

func newCount(con *console) *cobra.Command {
	f := &countFlags{input: newInputFlags(), output: newOutputFlags("csv", "parquet")}
	f.output.flags().BoolVar(&f.allCauses, "all-causes", false, "keep the causes that KAZOO ignores by default")
	cmd := &cobra.Command{
		Use:   "count INPUT...",
		Short: "Save the per-second counts of calls",
		Long: `Counts how many legs ended in each second, by hangup cause and account, and saves the counts: some
thousand times smaller than the CDRs, without a phone number in them, and INPUT of "cdrlab replay" in
their place. Counts of many machines merge by being INPUT together. Parquet also keeps the
accounting; CSV is the header second,cause,account,n and nothing else.`,
		Example: `  cdrlab count cdrs/ -o counts.parquet
  cdrlab replay counts.parquet --thresholds thresholds.yaml
  cdrlab count a.parquet b.parquet -o both.parquet
  cdrlab count day.csv > counts.csv`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, args) },
	}
	addFlags(cmd, f.input.group, f.output.group)
	return cmd
}

func (f *countFlags) run(ctx context.Context, con *console, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	out := &outputs{inputs: paths}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	r := &reading{paths: paths, in: in}
	if !f.allCauses {
		r.ignore = alert.DefaultIgnore()
	}
	t, err := r.read(ctx, con, out)
	if err != nil {
		return err
	}
	for _, line := range t.accounting(t.set.Events(), 0) {
		con.note("%s", line)
	}
	return con.deliver(out, file, func(w io.Writer) error {
		if format == "parquet" {
			return columnar.WriteCountsParquet(w, t.set, t.meta(r))
		}
		return columnar.WriteCountsCSV(w, t.set)
	})
}

// meta is what the saved counts say of themselves.
func (t *traffic) meta(r *reading) count.Meta {
	leftOut := slices.Clone(r.ignore)
	for _, s := range t.report.Saved {
		leftOut = append(leftOut, s.Meta.LeftOut...)
	}
	slices.Sort(leftOut)
	return count.Meta{
		LeftOut: slices.Compact(leftOut), Totals: t.set.Totals, Sources: t.report.Files,
		Flagged: t.report.Flagged, Accounts: t.accounts,
		Since: r.in.filter.SinceSec, Until: r.in.filter.UntilSec,
	}
}
