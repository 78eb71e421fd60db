package main

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"
)

// analyzeFlags are those of `cdrlab analyze`.
type analyzeFlags struct {
	input      *inputFlags
	output     *outputFlags
	by, kpis   []string
	population string
	sort       string
	top        int
}

func newAnalyze(con *console) *cobra.Command {
	f := &analyzeFlags{input: newInputFlags(), output: newOutputFlags("text", "json", "jsonl", "csv", "parquet")}
	figures := newGroup("Figure flags")
	s := figures.flags
	s.StringSliceVar(&f.by, "by", nil, "group by these `DIMENSIONS`, joined by commas (repeatable)")
	s.StringSliceVar(&f.kpis, "kpi", nil, "these figures, a `LIST` joined by commas (repeatable); only their columns are read")
	s.StringVar(&f.population, "population", "legs", "what one row is, `NAME`: legs or calls")
	s.StringVar(&f.sort, "sort", "", "order by `KEY`: a figure, highest first, or a dimension; KEY:asc and KEY:desc turn it")
	s.IntVar(&f.top, "top", 0, "only the first `N` groups; the total is that of all")
	cmd := &cobra.Command{
		Use:   "analyze INPUT...",
		Short: "ASR, NER, ACD, delay, concurrency by gateway, account, hour, ...",
		Long:  analyzeHelp(),
		Example: `  cdrlab analyze day.csv
  cdrlab analyze day.parquet --by gateway --sort asr_pct:asc --top 10
  cdrlab analyze cdrs/ --by day,hour --kpi legs,cps_peak,concurrent_peak -o hours.csv
  cdrlab analyze day.parquet --population calls --by account --kpi calls,asr_pct,ccr_pct
  cdrlab analyze day.parquet --by gateway,prefix:3 --kpi legs,asr_pct,pdd_p95_ms --format json`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, args) },
	}
	addFlags(cmd, f.input.group, figures, f.output.group)
	return cmd
}

func (f *analyzeFlags) run(ctx context.Context, con *console, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	q, err := f.question()
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
	a, err := q.answer(ctx, con, out, in, paths, format == "text" && len(q.by) == 0)
	if err != nil {
		return err
	}
	q.order(a.table)
	a.args, a.zone = con.args, in.zone
	var text bytes.Buffer
	if format == "text" {
		a.writeScreen(&text)
		return con.deliver(out, file, whole(&text))
	}
	groups, hidden, legs := a.shown(len(a.table.Groups))
	if err := a.writeRows(&text, format, groups); err != nil {
		return err
	}
	if hidden > 0 {
		con.remark("%s with %s of the legs left out by --top", plural(uint64(hidden), "group"), percent(legs))
	}
	for _, line := range a.accounting() {
		con.note("%s", line)
	}
	return con.deliver(out, file, whole(&text))
}
