package replay

import (
	"cmp"
	"context"
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// Run puts counted traffic through the alert engine. set must hold no event
// of a cause that cfg ignores. The result is the same for any number of
// workers. Errors are those of opt (UsageError), of opt.Alerts, and of ctx.
func Run(ctx context.Context, set *count.Set, cfg *alert.Config, opt Options) (*Result, error) {
	if err := opt.validate(); err != nil {
		return nil, err
	}
	spans := opt.spans()
	start := spans[0].start
	res := &Result{Settings: settings(cfg, &opt), BeforeAppStart: numEvents(between(set.Groups, 0, start))}
	res.Events = numEvents(between(set.Groups, start, int64(opt.Until)))
	start = max(start, int64(opt.ReportSince))
	res.Notices = numEvents(between(set.Groups, start, int64(opt.Until))) * uint64(opt.copies())

	meters := checkedSeries(deal(set, &opt), cfg, opt.accounts())
	j := &judge{set: set, opt: &opt, spans: spans, alerts: opt.Alerts != nil}
	verdicts, err := j.all(ctx, meters)
	if err != nil {
		return nil, err
	}
	res.Causes = summaries(cfg, meters, verdicts, start)
	var alerts []Alert
	for i := range verdicts {
		v := &verdicts[i]
		res.Firings = append(res.Firings, v.firings...)
		res.Alerts += v.alertsMost
		res.AlertsMin += v.least
		alerts = append(alerts, v.alerts...)
	}
	slices.SortStableFunc(res.Firings, func(a, b Firing) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), compareKeys(a.key(), b.key(), a.Node, b.Node))
	})
	slices.SortStableFunc(alerts, func(a, b Alert) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), compareKeys(a.key(), b.key(), a.Node, b.Node))
	})
	for _, a := range alerts {
		if err := opt.Alerts(a); err != nil {
			return nil, err
		}
	}
	return res, nil
}

// all judges the meters, each by one worker.
func (j *judge) all(ctx context.Context, meters []series) ([]verdict, error) {
	verdicts := make([]verdict, len(meters))
	err := InParallel(ctx, j.opt.Workers, len(meters), func(i int) {
		verdicts[i] = j.meter(&meters[i])
	})
	return verdicts, err
}

// summaries sums up the global meters cause by cause, over all nodes, in the
// order the causes are checked in.
func summaries(cfg *alert.Config, meters []series, verdicts []verdict, start int64) []CauseSummary {
	byCause := map[string]*CauseSummary{}
	list := make([]CauseSummary, len(cfg.Checked()))
	for i, cause := range cfg.Checked() {
		list[i].Cause = cause
		byCause[cause] = &list[i]
	}
	for i := range meters {
		m := &meters[i]
		if m.key.account != "" {
			continue
		}
		c := byCause[m.key.cause]
		c.Thresholds, c.Limits = m.thresholds, m.limits
		for _, g := range m.events {
			if int64(g.Second) >= start {
				c.Events += g.N
			}
		}
		for k, h := range verdicts[i].highest {
			if h.Value > c.Highest[k].Value {
				c.Highest[k] = h
			}
		}
	}
	return list
}
