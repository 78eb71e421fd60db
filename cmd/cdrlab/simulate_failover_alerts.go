package main

import (
	"context"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// failoverAlerts is the engine over the record and over what it would be with
// the flag the other way.
type failoverAlerts struct {
	before, after *replay.Result
	*regress.Difference
}

// engineOf reads --thresholds; nil without.
func (f *failoverFlags) engineOf(in *input) (*engine, error) {
	if len(f.engine.thresholds) == 0 {
		return nil, nil
	}
	return f.engine.resolve(in)
}

// compareAlerts replays both.
func (run *failoverRun) compareAlerts(ctx context.Context, eng *engine, in *input) (*failoverAlerts, error) {
	if run.legs == nil {
		return nil, &cdr.UsageError{
			Problem: "--thresholds: nothing tells which phones were registered, so nothing tells which legs there would be",
			Hint:    "--registrations FILE, or CDRs with outbound legs and authorizing_id",
		}
	}
	// What the record holds was filtered when it was read.
	counted := func(write func(func(*cdr.Batch) error) error) (*count.Set, error) {
		b := count.NewBuilder(cdr.Filter{}, eng.cfg.Ignore, false)
		err := write(b.Add)
		return b.Set(), err
	}
	before, err := counted(run.legs.Record)
	if err != nil {
		return nil, err
	}
	after, err := counted(run.legs.Write)
	if err != nil {
		return nil, err
	}
	eng.setClock(before) // one clock, or a leg less would move all checks
	a := &failoverAlerts{}
	if a.before, err = replay.Run(ctx, before, eng.cfg, eng.opt); err != nil {
		return nil, err
	}
	if a.after, err = replay.Run(ctx, after, eng.cfg, eng.opt); err != nil {
		return nil, err
	}
	a.Difference = regress.Compare(&regress.Saved{Firings: a.before.Firings}, &regress.Saved{Firings: a.after.Firings})
	return a, nil
}

// same tells whether every firing stays as it was.
func (a *failoverAlerts) same() bool {
	return len(a.Gained)+len(a.Lost)+len(a.Moved)+len(a.Changed) == 0
}
