package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
)

// restartFlags are those of `cdrlab simulate restart`.
type restartFlags struct {
	output               *outputFlags
	cases, batch, delays string
}

func newSimulateRestart(con *console) *cobra.Command {
	f := &restartFlags{output: newOutputFlags("jsonl")}
	group := newGroup("Question flags")
	group.flags.StringVar(&f.cases, "case", "", "single calls from `FILE`, a JSON object a line: what becomes of each, message by message")
	group.flags.StringVar(&f.batch, "batch", "", "many ringing calls cancelled after a restart, from `FILE`: how many CANCELs hit")
	group.flags.StringVar(&f.delays, "delays", "", "phases and downtimes from `FILE`: how late a message gets through, with which copy")
	cmd := &cobra.Command{
		Use:   "restart",
		Short: "What a proxy restart does to the calls in flight",
		Long:  restartHelp(),
		Example: `  cdrlab simulate restart --case calls.jsonl
  echo '{"strategy":"hash","restart":{"signal":2,"bound":3},"caller":{"cancel_at":5}}' |
    cdrlab simulate restart --case -
  cdrlab simulate restart --batch batches.jsonl -o hits.jsonl
  echo '{"kind":"invite","phase_s":0.1,"downtime_s":2}' | cdrlab simulate restart --delays -`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), con) },
	}
	addFlags(cmd, group, f.output.group)
	return cmd
}

// restartHelp says what is simulated, and what every strategy does.
func restartHelp() string {
	var b strings.Builder
	b.WriteString(`Plays SIP calls through a proxy that is restarted, message by message, with RFC 3261's timers. A
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
	case 0:
		return inquiry{}, &cdr.UsageError{Problem: "simulate restart: none of --case, --batch and --delays given, one wanted", Hint: hint}
	case 1:
		return asked[0], nil
	}
	return inquiry{}, &cdr.UsageError{Problem: fmt.Sprintf("simulate restart: %s and %s given, one of them wanted", asked[0].flag, asked[1].flag), Hint: hint}
}

func (f *restartFlags) run(ctx context.Context, con *console) error {
	con.quiet = f.output.quiet
	if _, err := f.output.resolve(); err != nil {
		return err
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
