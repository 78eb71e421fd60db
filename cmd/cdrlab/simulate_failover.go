package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
)

// failoverFlags are those of `cdrlab simulate failover`.
type failoverFlags struct {
	output  *outputFlags
	bridge  string
	calls   string
	config  []string
	release string
}

func newSimulateFailover(con *console) *cobra.Command {
	f := &failoverFlags{output: newOutputFlags("jsonl")}
	group := newGroup("Failover flags")
	s := group.flags
	s.StringVar(&f.bridge, "bridge", "", "decide the captured bridge requests of `FILE`, a JSON object a line")
	s.StringVar(&f.calls, "calls", "", "decide the calls of `FILE` from documents, a JSON object a line")
	s.StringArrayVar(&f.config, "config", nil, "`FILE` of KAZOO documents, for calls that bring none (repeatable, later ones win)")
	s.StringVar(&f.release, "release", failover.Release43.String(), "KAZOO's rules of `RELEASE`: 4.3 or master")
	cmd := &cobra.Command{
		Use:   "failover",
		Short: "Which endpoints each call is bridged to",
		Long: `Decides bridge requests as KAZOO's ecallmgr does, with failover_when_all_unreg off and on: which
endpoints are dialled, in which order, by themselves or by their failover.`,
		Example: `  cdrlab simulate failover --bridge requests.jsonl
  cdrlab simulate failover --bridge requests.jsonl --release master -o decisions.jsonl
  cdrlab simulate failover --calls calls.jsonl --config docs.json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), con) },
	}
	addFlags(cmd, group, f.output.group)
	return cmd
}

func (f *failoverFlags) run(ctx context.Context, con *console) error {
	con.quiet = f.output.quiet
	if _, err := f.output.resolve(); err != nil {
		return err
	}
	release, err := failover.ParseRelease(f.release)
	if err != nil {
		return err
	}
	mode, err := f.mode()
	if err != nil {
		return err
	}
	if release == failover.Master {
		con.remark("release master: by default master hands devices to FreeSWITCH, where the flag has no effect; these are the rules of its older endpoint module")
	}
	return mode(ctx, con, release)
}

// failoverMode is one of the things the command does.
type failoverMode func(ctx context.Context, con *console, release failover.Release) error

// mode is the one that the flags choose.
func (f *failoverFlags) mode() (chosen failoverMode, err error) {
	var given []string
	for _, m := range []struct {
		flag, value string
		run         failoverMode
	}{{"--bridge", f.bridge, f.runBridge}, {"--calls", f.calls, f.runCalls}} {
		if m.value != "" {
			given, chosen = append(given, m.flag), m.run
		}
	}
	switch {
	case len(given) == 0:
		return nil, &cdr.UsageError{Problem: "simulate failover: nothing to decide given; --bridge or --calls wanted", Hint: "cdrlab simulate failover --help"}
	case len(given) > 1:
		return nil, &cdr.UsageError{Problem: "simulate failover: " + strings.Join(given, " and ") + " found, one of them wanted"}
	case len(f.config) > 0 && f.calls == "":
		return nil, &cdr.UsageError{Problem: "--config: no calls to decide with the documents; --calls wanted"}
	}
	return chosen, nil
}
