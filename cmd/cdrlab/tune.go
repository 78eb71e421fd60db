package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
)

// tuneFlags are those of `cdrlab tune`.
type tuneFlags struct {
	input     *inputFlags
	engine    *engineFlags
	output    *outputFlags
	goals     *goalFlags
	chance    *chanceFlags
	emit      emitFlags
	incidents string
	scale     float64
	curve     string
	plot      string
	verbose   bool
}

func newTune(con *console) *cobra.Command {
	f := &tuneFlags{
		input: newInputFlags(), engine: newEngineFlags(), output: newOutputFlags("text", "json"),
		goals: newGoalFlags(), chance: newChanceFlags(),
	}
	s := f.goals.group.flags
	s.StringVar(&f.incidents, "incidents", "", "`FILE` of labelled incidents: CSV with start,end,name[,cause][,account], or YAML")
	s.Float64Var(&f.scale, "scale", 1, "tune for `F` times the recorded volume, drawn with --seed")
	s = f.output.flags()
	f.emit.add(s, "the thresholds recommended")
	s.StringVar(&f.curve, "curve", "", "write the outcome of every threshold to `FILE` (CSV)")
	s.StringVar(&f.plot, "plot", "", "draw pictures (PNG and SVG) of each monitored cause into folder `DIR`")
	s.BoolVar(&f.verbose, "verbose", false, "text: everything, not one screen")
	cmd := &cobra.Command{
		Use:   "tune INPUT... | --rate R --metric M --threshold T",
		Short: "Find thresholds that see the incidents and little else",
		Long: `Tries every threshold there is on recorded calls, all in one run of the engine, against the incidents
you have labelled, and recommends what to set: the fewest thresholds of a cause that detect all its
incidents soon enough with few enough false firings, and of those the ones that may move farthest.
A cause without incidents gets a threshold by what its usual traffic does by chance. Says first how
the thresholds in force (--thresholds) do. Goals that cannot be met are told, with what comes nearest.

Without INPUT it says how long a steady stream of events stays below a threshold by chance.`,
		Example: `  cdrlab tune 2026/ --incidents incidents.csv --thresholds thresholds.yaml
  cdrlab tune counts.parquet --incidents incidents.csv --holdout 25% --max-false-firings 1/30d
  cdrlab tune 2026/ --incidents incidents.csv --scale 1.5 --emit sup=thresholds.sh --plot pictures
  cdrlab tune --rate 0.1 --metric one --threshold 0.2`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), con, cmd, args) },
	}
	addFlags(cmd, f.goals.group, f.chance.group, f.input.group, f.engine.thresholdGroup, f.engine.group, f.output.group)
	return cmd
}

func (f *tuneFlags) run(ctx context.Context, con *console, cmd *cobra.Command, paths []string) error {
	con.quiet = f.output.quiet
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	if f.chance.given(cmd.Flags()) {
		return f.runChance(con, cmd, paths, format)
	}
	if err := needInput(cmd, paths); err != nil {
		return err
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	run := &tuneRun{scale: f.scale, seed: f.engine.seed}
	if run.goals, err = f.goals.resolve(); err != nil {
		return err
	}
	if err := f.checkScale(); err != nil {
		return err
	}
	eng, err := f.engine.resolve(in)
	if err != nil {
		return err
	}
	if f.incidents != "" {
		var remarks []string
		if run.labels, remarks, err = readIncidents("--incidents", f.incidents, in.zone); err != nil {
			return err
		}
		eng.remarks = append(eng.remarks, remarks...)
	}
	out := &outputs{inputs: slices.Concat(f.engine.thresholds, paths)}
	if f.incidents != "" {
		out.inputs = append(out.inputs, f.incidents)
	}
	defer out.abort()
	files, err := f.open(out)
	if err != nil {
		return err
	}
	r := &reading{paths: paths, in: in, ignore: eng.cfg.Ignore}
	t, err := r.readFor(ctx, con, out, eng)
	if err != nil {
		return err
	}
	run.replayRun = &replayRun{traffic: t, engine: eng, filter: in.filter, zone: in.zone, verbose: f.verbose}
	if err := run.tune(ctx, con); err != nil {
		return err
	}
	if files.curve != nil {
		if err := run.writeCurves(ctx, files.curve); err != nil {
			return err
		}
	}
	if f.plot != "" {
		run.folder = filepath.Clean(f.plot)
		if run.pictures, err = drawTunePictures(ctx, out, f.plot, run); err != nil {
			return err
		}
	}
	if err := emit(con, files.emit, run.recommended()); err != nil {
		return err
	}
	run.args, run.next = con.args, f.next()
	return f.write(con, out, files.answer, run, format)
}

// tuneFiles are the files of a run; nil where none was asked for.
type tuneFiles struct {
	answer, curve io.Writer
	emit          []emitFile
}

// open begins the files before anything is read, so that a path that cannot
// be written costs no waiting.
func (f *tuneFlags) open(out *outputs) (*tuneFiles, error) {
	files := &tuneFiles{}
	var err error
	if files.answer, err = out.answer(f.output.path); err != nil {
		return nil, err
	}
	if f.curve != "" {
		if files.curve, err = out.create("--curve", f.curve); err != nil {
			return nil, err
		}
	}
	if files.emit, err = f.emit.open(out); err != nil {
		return nil, err
	}
	if f.plot != "" {
		err = out.folder("--plot", f.plot)
	}
	return files, err
}

// next are the flags that show more of the same run, if any do.
func (f *tuneFlags) next() []string {
	switch {
	case f.incidents == "":
		return []string{"--incidents", "incidents.csv"}
	case f.goals.holdout == "":
		return []string{"--holdout", "25%"}
	case f.plot == "":
		return []string{"--plot", "pictures"}
	}
	return nil
}

// write renders the whole answer before the first byte of it is written.
func (f *tuneFlags) write(con *console, out *outputs, file io.Writer, run *tuneRun, format string) error {
	var answer bytes.Buffer
	if format == "json" {
		if err := writeTuneJSON(&answer, run); err != nil {
			return err
		}
	} else {
		run.writeScreen(&answer)
	}
	return con.deliver(out, file, whole(&answer))
}
