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
	input                    *inputFlags
	engine                   *engineFlags
	output                   *outputFlags
	bridge, calls, registrar string
	registrations            []string
	registeredAt, takenAt    string
	config                   []string
	release                  string
	setting, recorded        string
	list, emit, plot         string
	verbose                  bool
}

func newSimulateFailover(con *console) *cobra.Command {
	f := &failoverFlags{
		input: newInputFlags(), engine: newEngineFlags(), output: newOutputFlags("text", "json", "jsonl", "csv", "parquet"),
	}
	group := newGroup("Failover flags")
	s := group.flags
	s.StringArrayVar(&f.config, "config", nil, "`FILE` of KAZOO documents (repeatable, later ones win)")
	s.StringArrayVar(&f.registrations, "registrations", nil, "who registered when: `FILE` in one of the forms above (repeatable)")
	s.StringVar(&f.takenAt, "taken-at", "", "registrations that do not say when they were taken were at `T`")
	s.StringVar(&f.setting, "failover-when-all-unreg", "both", "decide with the flag `SETTING`: on, off or both")
	s.StringVar(&f.recorded, "recorded-flag", "", "how the flag was when INPUT was recorded, `SETTING`: on or off (default: as in --config)")
	s.StringVar(&f.release, "release", failover.Release43.String(), "KAZOO's rules of `RELEASE`: 4.3 or master")
	s.StringVar(&f.bridge, "bridge", "", "decide the captured bridge requests of `FILE`, a JSON object a line")
	s.StringVar(&f.calls, "calls", "", "decide the calls of `FILE` from documents, a JSON object a line")
	s.StringVar(&f.registrar, "registrar", "", "step a registration table through `FILE`, a JSON object a line")
	s.StringVar(&f.registeredAt, "registered-at", "", "list who is registered at `T`")
	own := f.output.flags()
	own.StringVar(&f.list, "list", "", "the calls of one kind, `WHAT`: "+orList(listKinds()))
	own.StringVar(&f.emit, "emit-cdr", "", "write the CDRs as they would be with the flag the other way to `FILE` (.csv, .parquet, .arrow)")
	own.StringVar(&f.plot, "plot", "", "draw what changes, when and for whom into folder `DIR` (PNG and SVG)")
	own.BoolVar(&f.verbose, "verbose", false, "text: everything, not one screen")
	cmd := &cobra.Command{
		Use:   "failover INPUT...",
		Short: "Which endpoints each call is bridged to",
		Long: `Decides bridge requests as KAZOO's ecallmgr does, with failover_when_all_unreg off and on: which
endpoints are dialled, in which order, by themselves or by their failover. INPUT are the CDRs whose
calls are decided, through the callflows of the documents; the answer is what the flag changes, for
whom, and whether the legs in the record agree. -o with .jsonl, .csv or .parquet writes a line a call.

Without INPUT one of --bridge, --calls, --registrar and --registered-at answers each line of FILE by
a line. Registrations are reg_success events (JSON lines), a CSV time,username,realm,expires,
Kamailio's log or its table location, crossbar's /registrations, or what registrar_summary prints,
told by content; without any, phones count as registered in the calls in which they rang.
Documents are JSON lines, or the answer of CouchDB's _all_docs?include_docs=true. Files may be
compressed with gzip.`,
		Example: `  cdrlab simulate failover cdrs/ --config docs.json --registrations kamailio.log --tz Europe/Berlin
  cdrlab simulate failover cdrs/ --config docs.json --list worse-on
  cdrlab simulate failover cdrs/ --config docs.json -o calls.csv --emit-cdr with-flag-on.parquet
  cdrlab simulate failover --bridge requests.jsonl --release master -o decisions.jsonl
  cdrlab simulate failover --calls calls.jsonl --config docs.json
  cdrlab simulate failover --registrations kamailio.log --registered-at 2026-03-10T14:00:00Z`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, con, args) },
	}
	addFlags(cmd, group, f.input.group, f.engine.thresholdGroup, f.output.group)
	return cmd
}

func (f *failoverFlags) run(cmd *cobra.Command, con *console, paths []string) error {
	con.quiet = f.output.quiet
	mode, name, err := f.mode(paths)
	if err != nil {
		return err
	}
	if err := f.together(cmd.Flags(), name); err != nil {
		return err
	}
	if len(paths) == 0 { // a line for a line
		f.output.formats = []string{"jsonl"}
	}
	if _, err := f.output.resolve(); err != nil {
		return err
	}
	release, err := failover.ParseRelease(f.release)
	if err != nil {
		return err
	}
	if release == failover.Master {
		con.remark("release master: by default master hands devices to FreeSWITCH, where the flag has no effect; these are the rules of its older endpoint module")
	}
	return mode(cmd.Context(), con, release)
}

// failoverMode is one of the things the command does.
type failoverMode func(ctx context.Context, con *console, release failover.Release) error

// mode is the one that the arguments choose, and the flag that does.
func (f *failoverFlags) mode(paths []string) (chosen failoverMode, name string, err error) {
	var given []string
	if len(paths) > 0 {
		given = append(given, "INPUT")
		chosen = func(ctx context.Context, con *console, release failover.Release) error {
			return f.runStudy(ctx, con, release, paths)
		}
	}
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
		return nil, "", &cdr.UsageError{
			Problem: "simulate failover: nothing to do given; INPUT, --bridge, --calls, --registrar or --registered-at wanted",
			Hint:    "cdrlab simulate failover --help",
		}
	}
	if len(given) > 1 {
		return nil, "", &cdr.UsageError{Problem: "simulate failover: " + strings.Join(given, " and ") + " found, one of them wanted"}
	}
	return chosen, given[0], nil
}
