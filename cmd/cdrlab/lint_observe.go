package main

import (
	"context"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// observe holds the thresholds against the traffic.
func (l *linting) observe(ctx context.Context) error {
	l.setClock(l.traffic.set)
	set := l.traffic.set
	res, err := replay.Run(ctx, set, l.cfg, l.opt)
	if err != nil {
		return err
	}
	l.events, l.beforeAppStart = res.Events, res.BeforeAppStart
	accounts := []string{}
	for _, e := range l.inspection.Entries {
		if e.Account != "" {
			accounts = append(accounts, e.Account)
		}
	}
	opt := l.opt
	opt.CheckAccounts = opt.CheckAccounts && len(accounts) > 0
	meters, err := replay.CheckedMeters(set, l.cfg, opt, accounts)
	if err != nil {
		return err
	}
	seen := make([]alert.Observation, len(meters))
	err = replay.InParallel(ctx, opt.Workers, len(meters), func(i int) { seen[i] = l.watch(&meters[i]) })
	if err != nil {
		return err
	}
	l.inspection.Observe(ofCauses(res, sumNodes(seen)), set.Causes)
	return nil
}

// watch walks the checks of one meter.
func (l *linting) watch(m *replay.CheckedMeter) alert.Observation {
	o := alert.Observation{Cause: m.Cause}
	_, limits := l.cfg.Limits(m.Cause)
	if m.Account != nil {
		o.Account = *m.Account
		_, limits = l.cfg.AccountLimits(o.Account, m.Cause)
	}
	if limits == (meter.Values{}) { // nobody asks
		return o
	}
	for i := range m.Spans {
		s := &m.Spans[i]
		from := max(int64(s.Start()), int64(l.opt.ReportSince))
		o.Checks += checksOf(s, from)
		s.Walk(func(t int64, _ int, rates *meter.Values) {
			if t < from {
				return
			}
			for k, rate := range rates {
				o.Highest[k] = max(o.Highest[k], rate)
				if limits[k] <= 0 || rate <= limits[k] {
					continue
				}
				o.Exceeded[k]++
				for other, limit := range limits {
					if limit <= 0 || rates[other] <= limit {
						o.Alone[k][other]++
					}
				}
			}
		})
	}
	return o
}

// checksOf is how many checks a span has from a second on, over all its
// phases: where the clock is not known every second is one.
func checksOf(s *replay.Span, from int64) uint64 {
	start, end := int64(s.Start()), int64(s.End())
	if from >= end {
		return 0
	}
	if !s.Exact() {
		return uint64(end - from)
	}
	before := max(0, from-1-start) / replay.CheckSec
	return uint64((end-1-start)/replay.CheckSec - before)
}

// sumNodes adds up the nodes of each cause and account, which stand together.
func sumNodes(nodes []alert.Observation) []alert.Observation {
	var list []alert.Observation
	for _, o := range nodes {
		if n := len(list); n == 0 || list[n-1].Cause != o.Cause || list[n-1].Account != o.Account {
			list = append(list, o)
			continue
		}
		sum := &list[len(list)-1]
		sum.Checks += o.Checks
		for m := range o.Exceeded {
			sum.Exceeded[m] += o.Exceeded[m]
			sum.Highest[m] = max(sum.Highest[m], o.Highest[m])
			for other := range o.Alone[m] {
				sum.Alone[m][other] += o.Alone[m][other]
			}
		}
	}
	return list
}

// ofCauses adds the causes without an event, and takes the highest averages
// from the result where it has them: it leaves out what only tells how a meter
// was born.
func ofCauses(res *replay.Result, list []alert.Observation) []alert.Observation {
	for i := range res.Causes {
		c := &res.Causes[i]
		found := false
		for j := range list {
			o := &list[j]
			if o.Cause != c.Cause || o.Account != "" {
				continue
			}
			found = true
			for m, h := range c.Highest {
				if h.Value > 0 && o.Exceeded[m] == 0 {
					o.Highest[m] = h.Value
				}
			}
		}
		if !found {
			list = append(list, alert.Observation{Cause: c.Cause})
		}
	}
	return list
}
