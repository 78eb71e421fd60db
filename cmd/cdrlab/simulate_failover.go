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
	output                   *outputFlags
	bridge, calls, registrar string
	registrations            []string
	registeredAt, takenAt    string
	config                   []string
	node, kazooZone, zone    string
	release                  string
}

func newSimulateFailover(con *console) *cobra.Command {
	f := &failoverFlags{output: newOutputFlags("jsonl")}
	group := newGroup("Failover flags")
	s := group.flags
	s.StringVar(&f.bridge, "bridge", "", "decide the captured bridge requests of `FILE`, a JSON object a line")
	s.StringVar(&f.calls, "calls", "", "decide the calls of `FILE` from documents, a JSON object a line")
	s.StringVar(&f.registrar, "registrar", "", "step a registration table through `FILE`, a JSON object a line")
	s.StringVar(&f.registeredAt, "registered-at", "", "list who is registered at `T`")
	s.StringArrayVar(&f.registrations, "registrations", nil, "who registered when: `FILE` in one of the forms above (repeatable)")
	s.StringVar(&f.takenAt, "taken-at", "", "registrations that do not say when they were taken were at `T`")
	s.StringArrayVar(&f.config, "config", nil, "`FILE` of KAZOO documents (repeatable, later ones win)")
	s.StringVar(&f.node, "node", "", "in system_config/ecallmgr, values of node `NAME` win")
	s.StringVar(&f.kazooZone, "zone", "", "in system_config/ecallmgr, values of zone `NAME` win over the default")
	s.StringVar(&f.release, "release", failover.Release43.String(), "KAZOO's rules of `RELEASE`: 4.3 or master")
	s.StringVar(&f.zone, "tz", "UTC", "`ZONE` of times without an offset")
	cmd := &cobra.Command{
		Use:   "failover",
		Short: "Which endpoints each call is bridged to",
		Long: `Decides bridge requests as KAZOO's ecallmgr does, with failover_when_all_unreg off and on: which
endpoints are dialled, in which order, by themselves or by their failover. Each line of FILE is
answered by a line.

Registrations are reg_success events (JSON lines), a CSV time,username,realm,expires, Kamailio's log
or its table location, crossbar's /registrations, or what registrar_summary prints, told by content.
Documents are JSON lines, or the answer of CouchDB's _all_docs?include_docs=true. Files may be
compressed with gzip.`,
		Example: `  cdrlab simulate failover --bridge requests.jsonl
  cdrlab simulate failover --bridge requests.jsonl --release master -o decisions.jsonl
  cdrlab simulate failover --calls calls.jsonl --config docs.json
  cdrlab simulate failover --registrations kamailio.log --registered-at 2026-03-10T14:00:00Z`,
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
	}{
		{"--bridge", f.bridge, f.runBridge}, {"--calls", f.calls, f.runCalls}, {"--registrar", f.registrar, f.runRegistrar},
		{"--registered-at", f.registeredAt, f.runRegisteredAt},
	} {
		if m.value != "" {
			given, chosen = append(given, m.flag), m.run
		}
	}
	if len(given) == 0 {
		return nil, &cdr.UsageError{
			Problem: "simulate failover: nothing to do given; --bridge, --calls, --registrar or --registered-at wanted",
			Hint:    "cdrlab simulate failover --help",
		}
	}
	if len(given) > 1 {
		return nil, &cdr.UsageError{Problem: "simulate failover: " + strings.Join(given, " and ") + " found, one of them wanted"}
	}
	return chosen, f.together(given[0])
}
