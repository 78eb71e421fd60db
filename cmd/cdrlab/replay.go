package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// replayFlags are those of `cdrlab replay`.
type replayFlags struct {
	input         *inputFlags
	engine        *engineFlags
	output        *outputFlags
	alerts, trace string
	traceAll      bool
	plot          string
	verbose       bool
}

func newReplay(con *console) *cobra.Command {
	f := &replayFlags{input: newInputFlags(), engine: newEngineFlags(), output: newOutputFlags("text", "json", "jsonl", "csv")}
	s := f.output.flags()
	s.StringVar(&f.alerts, "alerts", "", "write every single alert to `FILE` (JSON lines); needs --app-start")
	s.StringVar(&f.trace, "trace", "", "write the averages at every check to `FILE` (JSON lines); needs --app-start")
	s.BoolVar(&f.traceAll, "trace-all", false, "with --trace: of every meter, not only of those checked")
	s.StringVar(&f.plot, "plot", "", "draw a picture (PNG and SVG) of each monitored cause into folder `DIR`")
	s.BoolVar(&f.verbose, "verbose", false, "text: everything, not one screen")
	cmd := &cobra.Command{
		Use:   "replay INPUT...",
		Short: "Run the alert engine over recorded traffic",
		Long: `Runs KAZOO's hangups alert engine over recorded calls and tells which thresholds would have fired,
when, by how much, and which gateways and accounts had the calls. INPUT is a file, a folder, a glob
or - for standard input: CDRs in any known dialect, plain, gzip, zstd or bzip2, or counts saved by
"cdrlab count". Without --app-start the clock of the application's checks is not known, so all 60
possible clocks are tried and the answer tells at how many of them an alert fires.`,
		Example: `  cdrlab replay day.csv --thresholds thresholds.yaml
  cdrlab replay cdrs/ --thresholds hangups.json --tz Europe/Berlin --plot pictures
  cdrlab replay day.parquet --thresholds sup.txt --app-start 2026-03-10 --alerts alerts.jsonl
  zcat day.csv.gz | cdrlab replay - --thresholds thresholds.yaml --format json`,
		Args: needInput,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, args) },
	}
	addFlags(cmd, f.input.group, f.engine.thresholdGroup, f.engine.group, f.output.group)
	return cmd
}

// check reports flags that cannot be meant together.
func (f *replayFlags) check() error {
	for _, need := range []struct {
		flag  string
		given bool
	}{{"--alerts", f.alerts != ""}, {"--trace", f.trace != ""}} {
		if need.given && f.engine.appStart == "" {
			return &cdr.UsageError{
				Problem: need.flag + ": needs --app-start, since single checks have no times without it",
				Hint:    "--app-start T " + need.flag + " FILE",
			}
		}
	}
	if f.traceAll && f.trace == "" {
		return &cdr.UsageError{Problem: "--trace-all: needs --trace", Hint: "--trace FILE --trace-all"}
	}
	return nil
}

func (f *replayFlags) run(ctx context.Context, con *console, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
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
	files, err := f.open(out)
	if err != nil {
		return err
	}

	r := &reading{paths: paths, in: in, ignore: eng.cfg.Ignore, gateways: true}
	t, err := r.readFor(ctx, con, out, eng)
	if err != nil {
		return err
	}
	run := &replayRun{traffic: t, engine: eng, filter: in.filter, zone: in.zone, verbose: f.verbose}
	if format == "json" { // it takes as long as the engine: both at once
		run.fingerprint = sync.OnceValue(t.set.Fingerprint)
		go run.fingerprint()
	}
	if err := f.replay(ctx, run, files); err != nil {
		return err
	}
	if f.plot != "" {
		run.folder = filepath.Clean(f.plot)
		if run.pictures, err = drawPictures(ctx, out, f.plot, run); err != nil {
			return err
		}
	}
	run.args, run.next = con.args, f.next()
	return f.write(con, out, files, run, format)
}

// replayFiles are the files of a run; nil where none was asked for.
type replayFiles struct{ answer, alerts, trace io.Writer }

// open begins the files before anything is read, so that a path that cannot
// be written costs no waiting.
func (f *replayFlags) open(out *outputs) (*replayFiles, error) {
	files := &replayFiles{}
	for _, file := range []struct {
		flag, path string
		w          *io.Writer
	}{{"-o", f.output.path, &files.answer}, {"--alerts", f.alerts, &files.alerts}, {"--trace", f.trace, &files.trace}} {
		if file.path == "" {
			continue
		}
		w, err := out.create(file.flag, file.path)
		if err != nil {
			return nil, err
		}
		*file.w = w
	}
	if f.plot != "" {
		return files, out.folder("--plot", f.plot)
	}
	return files, nil
}

// replayRun is a finished run and how to show it.
type replayRun struct {
	*traffic
	*engine
	res     *replay.Result
	filter  cdr.Filter
	zone    *time.Location
	verbose bool
	// fingerprint is the set's, if somebody has begun to compute it.
	fingerprint func() string
	// pictures are the files drawn, each .png and .svg, and folder is where.
	pictures []string
	folder   string
	// args are the command line; with next added it shows more of this run.
	args, next []string
}

// replay runs the engine, with the files that it fills as it goes.
func (f *replayFlags) replay(ctx context.Context, run *replayRun, files *replayFiles) (err error) {
	opt := run.opt
	if files.alerts != nil {
		lines := jsonLines(files.alerts)
		opt.Alerts = func(a replay.Alert) error { return lines.Encode(&a) }
	}
	if run.res, err = replay.Run(ctx, run.set, run.cfg, opt); err != nil {
		return err
	}
	if files.trace == nil {
		return nil
	}
	lines := jsonLines(files.trace)
	return replay.Trace(ctx, run.set, run.cfg, run.opt, f.traceAll, func(row *replay.TraceRow) error { return lines.Encode(row) })
}

// next are the flags that show more of the same run, if any do.
func (f *replayFlags) next() []string {
	switch {
	case len(f.engine.thresholds) == 0:
		return []string{"--thresholds", "thresholds.yaml"}
	case f.plot == "":
		return []string{"--plot", "pictures"}
	case f.output.format == "" && f.output.path == "":
		return []string{"-o", "result.json"}
	}
	return nil
}

// write renders the whole answer before the first byte of it is written.
func (f *replayFlags) write(con *console, out *outputs, files *replayFiles, run *replayRun, format string) error {
	var answer bytes.Buffer
	var err error
	switch format {
	case "json":
		err = run.saved().Write(&answer)
	case "jsonl":
		err = writeFiringLines(&answer, run.res.Firings)
	case "csv":
		err = writeFiringCSV(&answer, run.res.Firings)
	default:
		run.writeScreen(&answer)
	}
	if err != nil {
		return err
	}
	return con.deliver(out, files.answer, whole(&answer))
}
