package main

import (
	"bufio"
	"context"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/simulate"
)

// trafficFlags are those of `cdrlab simulate traffic`.
type trafficFlags struct {
	output             *outputFlags
	seed               uint64
	start, duration    string
	rate               float64
	accounts, gateways int
	incidents          []string
	kazooDir           string
}

func newSimulateTraffic(con *console) *cobra.Command {
	f := &trafficFlags{output: newOutputFlags("csv", "parquet", "arrow")}
	group := newGroup("Traffic flags")
	s := group.flags
	s.Uint64Var(&f.seed, "seed", 1, "`N` chooses the traffic: same flags, same bytes")
	s.StringVar(&f.start, "start", "2026-01-05", "the first leg ends at `T` (UTC, or RFC 3339)")
	s.StringVar(&f.duration, "duration", "24h", "for so long: `DURATION`")
	s.Float64Var(&f.rate, "rate", 1, "so many legs end per second, the mean of a working day: `R`")
	s.IntVar(&f.accounts, "accounts", simulate.DefaultAccounts, "`N` accounts, the n-th with 1/n of the first one's calls")
	s.IntVar(&f.gateways, "gateways", simulate.DefaultGateways, "`N` gateways, carrier-1 to carrier-N")
	s.StringArrayVar(&f.incidents, "incident", nil, "an incident, `SPEC` as in the example (repeatable)")
	f.output.flags().StringVar(&f.kazooDir, "kazoo-dir", "", "write the same legs as KAZOO's CSV downloads, a file an account, into folder `DIR`")
	cmd := &cobra.Command{
		Use:   "traffic",
		Short: "Seeded synthetic CDRs, with incidents",
		Long: `Makes call detail records of days that never were: calls that follow the hours of the day, accounts
of every size, carriers that refuse and are tried one after the other, and the incidents asked for.
The same flags give the same bytes on every machine. The numbers and names are invented.`,
		Example: `  cdrlab simulate traffic --seed 7 --start 2026-03-10T10:00:00Z --duration 6h -o traffic.parquet
  cdrlab simulate traffic --duration 6h --kazoo-dir kazoo \
    --incident cause=PROGRESS_TIMEOUT,gateway=carrier-3,at=3h10m,for=25m,share=0.9`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), con) },
	}
	addFlags(cmd, group, f.output.group)
	return cmd
}

// options checks the flags.
func (f *trafficFlags) options() (opt simulate.TrafficOptions, err error) {
	start, err := parseInstant("--start", f.start, time.UTC)
	if err != nil {
		return opt, err
	}
	length, err := parseDuration("--duration", f.duration)
	if err != nil {
		return opt, err
	}
	opt = simulate.TrafficOptions{
		Seed: f.seed, Start: start.Time(), Duration: length, RatePerSec: f.rate, Accounts: f.accounts, Gateways: f.gateways,
	}
	if f.accounts < 1 || f.gateways < 1 {
		return opt, &cdr.UsageError{Problem: "--accounts and --gateways: 1 or more wanted"}
	}
	for _, spec := range f.incidents {
		incident, err := simulate.ParseIncident(spec)
		if err != nil {
			return opt, err
		}
		opt.Incidents = append(opt.Incidents, incident)
	}
	return opt, opt.Validate()
}

func (f *trafficFlags) run(ctx context.Context, con *console) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	opt, err := f.options()
	if err != nil {
		return err
	}
	out := &outputs{}
	defer out.abort()
	writers, finish, err := f.writers(con, out, format)
	if err != nil {
		return err
	}
	err = simulate.Traffic(opt, func(b *cdr.Batch) error {
		for _, w := range writers {
			if err := w.Write(b); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for _, w := range writers {
		if err := w.Close(); err != nil {
			return err
		}
	}
	if err := finish(); err != nil {
		return err
	}
	return out.commit()
}

// columnarFormats are the formats by the words of --format.
var columnarFormats = map[string]columnar.Format{"csv": columnar.CSV, "parquet": columnar.Parquet, "arrow": columnar.Arrow}

// writers are where the legs go; finish ends what Close does not. Standard
// output is one only if no file and no folder is named.
func (f *trafficFlags) writers(con *console, out *outputs, format string) (list []columnar.Writer, finish func() error, err error) {
	finish = func() error { return nil }
	if f.kazooDir != "" {
		if err := out.folder("--kazoo-dir", f.kazooDir); err != nil {
			return nil, nil, err
		}
		list = append(list, simulate.NewKazooWriter(func(account string) (io.WriteCloser, error) {
			file, err := out.create("--kazoo-dir", filepath.Join(f.kazooDir, account+".csv"))
			if err != nil {
				return nil, err
			}
			return keepOpen{file}, nil
		}))
	}
	var dest io.Writer
	switch {
	case f.output.path != "":
		if dest, err = out.create("-o", f.output.path); err != nil {
			return nil, nil, err
		}
	case f.kazooDir == "":
		buffered := bufio.NewWriterSize(toOutput{con.stdout}, 1<<16)
		dest, finish = buffered, buffered.Flush
	default:
		return list, finish, nil
	}
	w, err := columnar.NewWriter(columnarFormats[format], dest, simulate.Fields())
	return append(list, w), finish, err
}

// keepOpen leaves the end of a file to the outputs it belongs to.
type keepOpen struct{ io.Writer }

func (keepOpen) Close() error { return nil }
