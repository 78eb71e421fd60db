package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// restartFlags are those of `cdrlab simulate restart`.
type restartFlags struct {
	output               *outputFlags
	cases, batch, delays string
	traffic              *restartTrafficFlags
}

func newSimulateRestart(con *console) *cobra.Command {
	f := &restartFlags{output: newOutputFlags("text", "json", "jsonl", "csv"), traffic: newRestartTrafficFlags()}
	group := newGroup("Single call flags")
	group.flags.StringVar(&f.cases, "case", "", "single calls from `FILE`, a JSON object a line: what becomes of each, message by message")
	group.flags.StringVar(&f.batch, "batch", "", "many ringing calls cancelled after a restart, from `FILE`: how many CANCELs hit")
	group.flags.StringVar(&f.delays, "delays", "", "phases and downtimes from `FILE`: how late a message gets through, with which copy")
	cmd := &cobra.Command{
		Use:   "restart INPUT... | --case FILE | --batch FILE | --delays FILE",
		Short: "What a proxy restart does to the calls in flight",
		Long:  restartHelp(),
		Example: `  cdrlab simulate restart week/ --downtime 2s --strategy t_check_trans,hash,map-saved
  cdrlab simulate restart day.parquet --at 2026-03-10T10:15:00Z --list cancel-lost
  cdrlab simulate restart day.parquet --at 2026-03-10T10:15:00Z --explain CALL_ID
  cdrlab simulate restart kazoo/ --proxy kazoo --downtime 1s,2s,5s,30s --drain 0s,30s,60s --plot pictures
  cdrlab simulate restart --case calls.jsonl
  echo '{"strategy":"hash","restart":{"signal":2,"bound":3},"caller":{"cancel_at":5}}' |
    cdrlab simulate restart --case -
  cdrlab simulate restart --batch batches.jsonl -o hits.jsonl
  echo '{"kind":"invite","phase_s":0.1,"downtime_s":2}' | cdrlab simulate restart --delays -`,
		Args: f.arguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.cases+f.batch+f.delays == "" {
				return f.traffic.run(cmd.Context(), con, f.output, args)
			}
			return f.run(cmd.Context(), con)
		},
	}
	t := f.traffic
	addFlags(cmd, t.restart, t.callers, t.shows, group, t.input.group, f.output.group)
	return cmd
}

// arguments wants INPUT, or a file of single calls and no flag that is about
// traffic.
func (f *restartFlags) arguments(cmd *cobra.Command, args []string) error {
	if f.cases+f.batch+f.delays == "" {
		return needInput(cmd, args)
	}
	if err := noArguments(cmd, args); err != nil {
		return err
	}
	var stray string
	for _, g := range []flagGroup{f.traffic.restart, f.traffic.callers, f.traffic.shows, f.traffic.input.group} {
		g.flags.VisitAll(func(flag *pflag.Flag) {
			if flag.Changed && stray == "" {
				stray = flag.Name
			}
		})
	}
	if stray != "" {
		return &cdr.UsageError{
			Problem: fmt.Sprintf("%s: --%s given, which is about INPUT; a file of single calls says it line by line", place(cmd), stray),
			Hint:    cmd.CommandPath() + " --help",
		}
	}
	return nil
}

// restartHelp says what is simulated, and what every strategy does.
func restartHelp() string {
	var b strings.Builder
	b.WriteString(`Tells what a restart of the SIP proxy does to the calls of INPUT: which are delayed, which are hurt and
how, under each strategy, and at which time of day that is least. --at every:15m tries every quarter of
an hour and tells the mean of each time of day; --at T one restart. --list names the calls behind a
figure: ` + orList(restartListNames()) + `.

It plays SIP calls through a proxy that is restarted, message by message, with RFC 3261's timers. A
restarted proxy has lost its transactions: nearly everything heals by itself, but a CANCEL no longer
finds the call it is for, and the phone rings on. Each case names its times (in seconds after the
first INVITE), the restart and the strategy; the answer has every message and what was lost.

Strategies, by what the proxy does with messages whose transaction it does not know:
`)
	for _, s := range restart.Strategies() {
		writeDefinition(&b, s.Name(), s.Meaning())
	}
	return b.String()
}

// inquiry is one file of one kind and how its lines are answered.
type inquiry struct {
	flag, path string
	answer     func(name string, r io.Reader, w io.Writer) error
}

// inquiry is the one that was asked.
func (f *restartFlags) inquiry() (inquiry, error) {
	var asked []inquiry
	for _, q := range []inquiry{
		{"--case", f.cases, answerCases}, {"--batch", f.batch, answerBatches}, {"--delays", f.delays, answerDelays},
	} {
		if q.path != "" {
			asked = append(asked, q)
		}
	}
	const hint = "cdrlab simulate restart --case FILE"
	switch len(asked) {
	case 1:
		return asked[0], nil
	}
	return inquiry{}, &cdr.UsageError{Problem: fmt.Sprintf("simulate restart: %s and %s given, one of them wanted", asked[0].flag, asked[1].flag), Hint: hint}
}

func (f *restartFlags) run(ctx context.Context, con *console) error {
	con.quiet = f.output.quiet
	if format, err := f.output.resolve(); err != nil {
		return err
	} else if f.output.format != "" && format != "jsonl" {
		return unknownWord("--format", format, []string{"jsonl"})
	}
	q, err := f.inquiry()
	if err != nil {
		return err
	}
	out := &outputs{inputs: []string{q.path}}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	name, in := "standard input", con.stdin
	if q.path != "-" {
		data, err := readSmall(q.flag, q.path)
		if err != nil {
			return err
		}
		name, in = q.path, bytes.NewReader(data)
	}
	var answer bytes.Buffer
	if err := q.answer(name, interruptible{ctx, in}, &answer); err != nil {
		var data *cdr.DataError
		if errors.As(err, &data) && data.Hint == "" {
			data.Hint = "cdrlab simulate restart --help"
		}
		return err
	}
	return con.deliver(out, file, whole(&answer))
}

// interruptible ends reading when the run is interrupted.
type interruptible struct {
	ctx context.Context
	io.Reader
}

func (r interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

func answerCases(name string, r io.Reader, w io.Writer) error {
	return casefile.Cases(name, r, func(c casefile.Case) error {
		return casefile.WriteOutcome(w, c.ID, restart.Simulate(c.Call))
	})
}

func answerBatches(name string, r io.Reader, w io.Writer) error {
	return casefile.Batches(name, r, func(b casefile.Batch) error {
		return casefile.WriteHits(w, b.ID, b.Batch.Run())
	})
}

func answerDelays(name string, r io.Reader, w io.Writer) error {
	return casefile.Delays(name, r, func(d casefile.Delay) error { return d.Write(w) })
}
