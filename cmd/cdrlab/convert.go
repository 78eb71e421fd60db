package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// convertFlags are those of `cdrlab convert`.
type convertFlags struct {
	input      *inputFlags
	output     *outputFlags
	key        string
	keepPrefix string
	group      flagGroup
}

func newConvert(con *console) *cobra.Command {
	f := &convertFlags{input: newInputFlags(), output: newOutputFlags("csv", "parquet", "arrow"), group: newGroup("Pseudonym flags")}
	s := f.group.flags
	s.StringVar(&f.key, "pseudonymise", "", "replace numbers, names, addresses and identifiers by stand-ins that the key in `FILE` chooses")
	s.StringVar(&f.keepPrefix, "keep-prefix", "0", "`N` digits at the start of numbers stay, or country: the country code behind + or 00")
	cmd := &cobra.Command{
		Use:   "convert INPUT...",
		Short: "Any CDRs as canonical Parquet, CSV or Arrow; pseudonymised with a key",
		Long: `Writes the legs of all inputs, in their order, in one canonical schema: one row a leg, times in
UTC, durations in milliseconds, causes by name and number, and where each row came from. The file is
INPUT of every other command, with the same answers, and of DuckDB, Polars, Spark and whatever else
reads Parquet or Arrow. A row is accepted as "cdrlab count" accepts it; a value that it can do
without and that is not understood is null, and the row flagged. Same input and flags: same bytes.

All columns are there, null where the source has none. Where that is another thing than no value,
the column flags tells it: + 65536 from a source without answer_time and billsec, + 131072 without
causes, + 262144 without accounts. What no source told stays undefined in "cdrlab analyze", and
other programs can leave such rows out, as SQL with (flags & 65536) = 0.

With --pseudonymise each number, name, address and identifier becomes a stand-in of the same form:
the same one in every file and run with that key, and never one for two values. Times, lengths and
causes stay, so replays of the file fire as those of the CDRs do. Account IDs are replaced too: the
key gives those of a thresholds file, as the last example does. Whoever has the key can find the
values again, and what is frequent can still be told by how frequent it is: it is no anonymous data.

A start, a duration and a delay to the first 18x that a row lacks follow from its other times, for
every command alike. A converted file that is converted again, to whatever format, is the same in
every cell: src_file, src_line, dialect, time_precision, flags and causes stay those of the source.`,
		Example: `  cdrlab convert cdrs/ -o cdrs.parquet
  cdrlab convert Master.csv --dialect freeswitch --tz Europe/Berlin > canonical.csv
  openssl rand -hex 32 > pseudonym.key && chmod 600 pseudonym.key
  cdrlab convert cdrs/ --pseudonymise pseudonym.key --keep-prefix country -o shared.parquet
  printf 'end_time,hangup_cause,account_id\n2026-01-01T00:00:00Z,NONE,%s\n' ACCOUNT_ID |
    cdrlab convert - --pseudonymise pseudonym.key --quiet | cut -d, -f7`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, args) },
	}
	addFlags(cmd, f.input.group, f.group, f.output.group)
	return cmd
}

func (f *convertFlags) run(ctx context.Context, con *console, paths []string) error {
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
	c := &conversion{format: columnarFormats[format], in: in, out: out}
	if c.stand, err = f.standIns(); err != nil {
		return err
	}
	if c.dest, err = newDestination(con, out, f.output.path, c.seeks(), c.readOnce(paths)); err != nil {
		return err
	}
	defer c.dest.close()
	report, err := c.read(ctx, con, paths)
	if err != nil {
		return err
	}
	if err := c.finish(); err != nil {
		return err
	}
	con.remarks(report.Remarks)
	con.remarks(c.remarks())
	for _, line := range c.accounting() {
		con.note("%s", line)
	}
	if c.written == 0 {
		if err := checkCauses(in.filter.Causes, append(cdr.CauseNames(), alert.Unknown)); err != nil {
			return err
		}
	}
	return c.dest.deliver(con, out)
}
