package main

import (
	"context"
	"io"
	"slices"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// tuneRun is a tuning and how to show it.
type tuneRun struct {
	*replayRun
	goals *goals
	scale float64
	seed  uint64
	// labels are all incidents, incidents those that the data reaches; those of
	// opt are the same.
	labels, incidents []label.Incident
	opt               tune.Options
	// grown is the traffic at --scale.
	grown  *count.Set
	advice *tune.Advice
	growth []volume
}

// tune recommends.
func (run *tuneRun) tune(ctx context.Context, con *console) (err error) {
	if err := run.settle(ctx); err != nil {
		return err
	}
	run.label(con)
	if err := run.cut(); err != nil {
		return err
	}
	if run.grown, err = tune.Grow(run.set, &run.opt, run.scale, run.seed); err != nil {
		return err
	}
	if run.advice, err = run.recommend(ctx, run.grown); err != nil {
		return err
	}
	if run.scale != 1 {
		run.growth, err = run.volumes(ctx)
	}
	return err
}

func (run *tuneRun) recommend(ctx context.Context, set *count.Set) (*tune.Advice, error) {
	return tune.Recommend(ctx, set, run.cfg, run.engine.opt, run.opt, run.goals.Goals)
}

// settle has the engine say what it runs with; no traffic is needed for it.
func (run *tuneRun) settle(ctx context.Context) (err error) {
	if run.res, err = replay.Run(ctx, &count.Set{}, run.cfg, run.engine.opt); err != nil {
		return err
	}
	start := run.engine.opt.Since
	if at := run.engine.opt.AppStart; at != nil {
		start = *at
	}
	for _, g := range run.set.Groups {
		if replay.Second(g.Second) < start {
			run.res.BeforeAppStart += g.N
		} else {
			run.res.Events += g.N
		}
	}
	return nil
}

// label keeps the incidents that the data reaches, and tells of the others.
func (run *tuneRun) label(con *console) {
	since, until := run.period()
	scope := label.Scope{Since: since, Until: until, Checked: run.cfg.Checked()}
	con.remarks(label.Review(run.labels, scope))
	run.opt = tune.Options{GraceSec: run.goals.graceSec, WithinSec: run.goals.WithinSec}
	_, offset := since.Time().In(run.zone).Zone()
	run.opt.OffsetSec = int64(offset)
	for _, in := range run.labels {
		if in.Start >= until || in.End <= since {
			continue
		}
		run.incidents = append(run.incidents, in)
		run.opt.Incidents = append(run.opt.Incidents, tune.Incident{
			Name: in.Name, Start: int64(in.Start), End: int64(in.End), Cause: in.Cause, Account: in.Account,
		})
	}
}

// period is what the recommendation is made from and held against.
func (run *tuneRun) period() (since, until replay.Second) {
	opt := &run.engine.opt
	since = max(opt.Since, opt.ReportSince)
	if opt.AppStart != nil {
		since = max(since, *opt.AppStart)
	}
	return since, opt.Until
}

// cut places the end of the part that is tuned on, at a whole minute.
func (run *tuneRun) cut() error {
	if run.goals.holdout == 0 {
		return nil
	}
	since, until := run.period()
	sec := int64(float64(until-since) * (1 - run.goals.holdout))
	if sec -= sec % 60; sec <= 0 || int64(since)+sec >= int64(until) {
		return &cdr.UsageError{Problem: "--holdout: the data is too short to be divided; no --holdout wanted"}
	}
	run.opt.CutSec = int64(since) + sec
	return nil
}

// writeCurves writes the outcome of every threshold, over the whole period.
func (run *tuneRun) writeCurves(ctx context.Context, w io.Writer) error {
	opt := run.opt
	opt.CutSec, opt.Alerts = 0, true
	if run.engine.opt.CheckAccounts {
		for account := range run.cfg.Accounts {
			opt.Accounts = append(opt.Accounts, account)
		}
		slices.Sort(opt.Accounts)
	}
	curves, err := tune.NewCurves(ctx, run.grown, run.cfg, run.engine.opt, opt)
	if err != nil {
		return err
	}
	return tune.WriteCSV(w, curves.Curves, len(opt.Accounts) > 0)
}
