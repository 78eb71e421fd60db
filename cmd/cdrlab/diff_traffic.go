package main

import (
	"context"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readShared reads traffic once for runs that ignore different causes: what
// only some of them ignore is kept.
func readShared(ctx context.Context, con *console, out *outputs, paths []string, in *input, ignores ...[]string) (*traffic, error) {
	shared := slices.Clone(ignores[0])
	for _, list := range ignores[1:] {
		shared = slices.DeleteFunc(shared, func(cause string) bool { return !slices.Contains(list, cause) })
	}
	r := &reading{paths: paths, in: in, ignore: shared, gateways: true}
	return r.readChecked(ctx, con, out)
}

// ignoring is the traffic with these causes, too, reaching no meter.
func (t *traffic) ignoring(causes []string) *traffic {
	less := *t
	less.set = t.set.Select(cdr.Filter{}, causes)
	return &less
}

// replayed runs the engine over traffic that was read for it.
func (t *traffic) replayed(ctx context.Context, in *input, eng *engine) (*replayRun, error) {
	run := &replayRun{traffic: t.ignoring(eng.cfg.Ignore), engine: eng, filter: in.filter, zone: in.zone}
	eng.setClock(run.set)
	var err error
	run.res, err = replay.Run(ctx, run.set, eng.cfg, eng.opt)
	return run, err
}
