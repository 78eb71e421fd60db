package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
)

// failoverFlags are those of `cdrlab simulate failover`.
type failoverFlags struct {
	output  *outputFlags
	bridge  string
	release string
}

func newSimulateFailover(con *console) *cobra.Command {
	f := &failoverFlags{output: newOutputFlags("jsonl")}
	group := newGroup("Failover flags")
	s := group.flags
	s.StringVar(&f.bridge, "bridge", "", "decide the captured bridge requests of `FILE`, a JSON object a line")
	s.StringVar(&f.release, "release", failover.Release43.String(), "KAZOO's rules of `RELEASE`: 4.3 or master")
	cmd := &cobra.Command{
		Use:   "failover",
		Short: "Which endpoints each call is bridged to",
		Long: `Decides bridge requests as KAZOO's ecallmgr does, with failover_when_all_unreg off and on: which
endpoints are dialled, in which order, by themselves or by their failover.`,
		Example: `  cdrlab simulate failover --bridge requests.jsonl
  cdrlab simulate failover --bridge requests.jsonl --release master -o decisions.jsonl`,
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
	if f.bridge == "" {
		return &cdr.UsageError{Problem: "simulate failover: nothing to decide given; --bridge wanted", Hint: "cdrlab simulate failover --help"}
	}
	if release == failover.Master {
		con.remark("release master: by default master hands devices to FreeSWITCH, where the flag has no effect; these are the rules of its older endpoint module")
	}
	return f.lines(ctx, con, "--bridge", f.bridge, func(place string, line []byte) (any, error) {
		return decideCaptured(place, line, release)
	})
}

// captured is the answer to one line of --bridge.
type captured struct {
	ID string `json:"id"`
	failover.Pair
}

func decideCaptured(place string, line []byte, release failover.Release) (any, error) {
	req, err := failover.ParseCaptured(place, line)
	if err != nil {
		return nil, err
	}
	registered, err := failover.AddressSet(place, req.Addresses)
	if err != nil {
		return nil, err
	}
	return captured{ID: req.ID, Pair: failover.DecideBoth(&req.Request, registered, release)}, nil
}
