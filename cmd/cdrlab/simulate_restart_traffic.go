package main

import (
	"bytes"
	"context"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
)

// restartTrafficFlags are those of `cdrlab simulate restart INPUT...`.
type restartTrafficFlags struct {
	input                   *inputFlags
	restart, callers, shows flagGroup

	at, strategies, downtimes, drains    []string
	stop, through, proxy                 string
	gateways                             int
	seed                                 uint64
	silent, stateful                     bool
	callerKinds                          []string
	ringLimit, progressLimit, rtpTimeout string
	ringingFrom                          string
	list, explain, plot, emit            string
	verbose                              bool
}

func newRestartTrafficFlags() *restartTrafficFlags {
	f := &restartTrafficFlags{
		input: newInputFlags(), restart: newGroup("Restart flags"), callers: newGroup("Call flags"), shows: newGroup("Answer flags"),
	}
	s := f.restart.flags
	s.StringArrayVar(&f.at, "at", []string{"every:15m"}, "the proxy stops at `T`, or every so often (repeatable)")
	s.StringSliceVar(&f.downtimes, "downtime", []string{"5s"}, "`DURATION` until the new process listens; of several the first counts, all make a curve")
	s.StringVar(&f.stop, "stop", restart.Orderly.String(), "`HOW` it stops: orderly or crash")
	s.StringSliceVar(&f.strategies, "strategy", nil, "only these strategies, `NAMES` joined by commas, the one in use first (default all)")
	s.IntVar(&f.gateways, "gateways", 2, "the proxy chooses from `N` gateways")
	s.StringSliceVar(&f.drains, "drain", []string{"0s", "60s"}, "new calls go elsewhere for `DURATION` before; of several the first counts, all make a curve")
	s.StringVar(&f.proxy, "proxy", "", "`NAME` of a proxy whose ways are known: kazoo")
	s.BoolVar(&f.silent, "silent-gateways", false, "gateways do not answer a CANCEL they do not know; else 481")
	s.BoolVar(&f.stateful, "cancel-with-state", false, "a stray CANCEL is relayed with t_relay(), not forward()")
	s.Uint64Var(&f.seed, "seed", 1, "`N` chooses the draws of the strategy random")
	s = f.callers.flags
	s.StringVar(&f.through, "through", "all", "`DIRECTION` of the legs that pass the proxy: inbound, outbound or all")
	s.StringSliceVar(&f.callerKinds, "callers", nil, "what callers do after a CANCEL without a reply, as patient=80%,forgets-4s=20%; else both extremes: `KINDS`")
	s.StringVar(&f.ringingFrom, "ringing-from", "", "CDRs with starts, `FILE`: legs of INPUT without one get theirs from how long these were set up")
	s.StringVar(&f.ringLimit, "ring-limit", "", "phones stop ringing by themselves `DURATION` after the INVITE")
	s.StringVar(&f.progressLimit, "progress-timeout", "8s", "callers give up without a 18x after `DURATION`; 0s: never")
	s.StringVar(&f.rtpTimeout, "rtp-timeout", "60s", "the media proxy holds a silent binding for `DURATION`")
	s = f.shows.flags
	s.StringVar(&f.list, "list", "", "instead of figures the calls behind one, `WHAT`: "+orList(restartListNames()))
	s.StringVar(&f.explain, "explain", "", "the messages of the call with this `CALL_ID`, with what is lost")
	s.StringVar(&f.plot, "plot", "", "draw pictures into folder `DIR`, as PNG and SVG")
	s.StringVar(&f.emit, "emit-cdr", "", "write the CDRs as they would have been to `FILE` (csv, parquet or arrow by its ending)")
	s.BoolVar(&f.verbose, "verbose", false, "every figure, and every strategy with its meaning")
	return f
}

// run answers for recorded traffic.
func (f *restartTrafficFlags) run(ctx context.Context, con *console, output *outputFlags, paths []string) error {
	con.quiet = output.quiet
	format, err := output.resolve()
	if err != nil {
		return err
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	p, err := f.plan(in)
	if err != nil {
		return err
	}
	if format == "csv" && p.list == "" && p.explain == "" && !p.instants.IsGrid() {
		return &cdr.UsageError{Problem: "--format csv: a table by time of day, which --at T does not make", Hint: "--at every:15m, or --list cancel-lost"}
	}
	out := &outputs{inputs: paths}
	defer out.abort()
	file, err := out.answer(output.path)
	if err != nil {
		return err
	}
	if p.plot != "" {
		if err := out.folder("--plot", p.plot); err != nil {
			return err
		}
	}
	a, err := p.answer(ctx, con, out, in, paths)
	if err != nil {
		return err
	}
	a.args, a.zone = con.args, in.zone
	if err := a.drawPictures(ctx, out); err != nil {
		return err
	}
	if err := a.emitCDRs(ctx, con, out, in, paths); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := a.write(&text, format); err != nil {
		return err
	}
	if format != "text" {
		for _, line := range a.accounting() {
			con.note("%s", line)
		}
	}
	return con.deliver(out, file, whole(&text))
}
