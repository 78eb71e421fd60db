package tune

import (
	"context"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// group is one meter as the result shows it: all its nodes together.
type group struct {
	nodes  []*replay.CheckedMeter
	tally  *tally
	alerts [meter.NumMetrics][]float64 // thresholds, ascending; if asked for
}

// grouped joins the meters of the same cause and account, which stand together.
func grouped(meters []replay.CheckedMeter) []group {
	var groups []group
	for i := range meters {
		m := &meters[i]
		if n := len(groups); n > 0 && sameMeter(groups[n-1].nodes[0], m) {
			groups[n-1].nodes = append(groups[n-1].nodes, m)
			continue
		}
		groups = append(groups, group{nodes: []*replay.CheckedMeter{m}})
	}
	return groups
}

func sameMeter(a, b *replay.CheckedMeter) bool {
	if (a.Account == nil) != (b.Account == nil) {
		return false
	}
	return a.Cause == b.Cause && (a.Account == nil || *a.Account == *b.Account)
}

// assemble makes a curve of each group, metric and part, in parallel.
func assemble(ctx context.Context, groups []group, run *replay.Options, opt *Options) (*Curves, error) {
	c := &Curves{Curves: make([]Curve, len(groups)*meter.NumMetrics)}
	if opt.CutSec != 0 {
		c.HeldOut = make([]Curve, len(c.Curves))
	}
	err := replay.InParallel(ctx, run.Workers, len(c.Curves), func(i int) {
		g, m := &groups[i/meter.NumMetrics], meter.Metric(i%meter.NumMetrics)
		c.Curves[i] = g.curve(m, 0, opt)
		c.Curves[i].alerts = g.alerts[m]
		if c.HeldOut != nil {
			c.HeldOut[i] = g.curve(m, 1, opt)
		}
	})
	return c, err
}

// curve makes the curve of one part: 0 before the cut, 1 from it on.
func (g *group) curve(m meter.Metric, which int, opt *Options) Curve {
	c := Curve{Cause: g.nodes[0].Cause, Account: g.nodes[0].Account, Metric: m, Keeps: make([]float64, len(opt.Incidents)), InTime: make([]float64, len(opt.Incidents))}
	var found []incidentChange
	now := clockwork{detect: make([]int64, len(opt.Incidents)), reset: make([]int64, len(opt.Incidents))}
	for i := range opt.Incidents {
		in := &opt.Incidents[i]
		now.detect[i], now.reset[i] = never, never
		if !in.concerns(c.Cause, c.Account) || opt.CutSec != 0 && (in.Start >= opt.CutSec) != (which == 1) {
			continue
		}
		c.incidents++
		f := &g.tally.findings[m][i]
		if level := f.inTime(opt.WithinSec); level > 0 {
			c.InTime[i] = turnsOff(m, level)
		}
		var keeps float64
		if found, keeps = f.changes(i, found); keeps > 0 {
			c.Keeps[i] = turnsOff(m, keeps)
		}
	}
	slices.SortStableFunc(found, byLevel)
	p := &g.tally.parts[m][which]
	firings, truths := newCounter(&p.firings), newCounter(&p.truths)
	for low := math.SmallestNonzeroFloat64; ; {
		limit := m.LimitPerSecond(low)
		firings.raise(limit)
		truths.raise(limit)
		for len(found) > 0 && found[0].level <= limit {
			now.apply(&found[0])
			found = found[1:]
		}
		c.append(low, firings.n, firings.n-truths.n, &now.times)
		next := min(firings.next(), truths.next())
		if len(found) > 0 {
			next = min(next, found[0].level)
		}
		if math.IsInf(next, 1) {
			return c
		}
		low = turnsOff(m, next)
	}
}

// append adds a step, if it differs from the last.
func (c *Curve) append(low float64, firings, falsy int64, t *times) {
	s := step{low, uint32(firings), uint32(falsy), uint32(len(c.times)) - 1}
	if len(c.times) == 0 || !c.times[len(c.times)-1].same(t) {
		c.times = append(c.times, *t)
		s.times++
	}
	if n := len(c.steps); n > 0 {
		if last := c.steps[n-1]; last.firings == s.firings && last.falsy == s.falsy && last.times == s.times {
			return
		}
	}
	c.steps = append(c.steps, s)
}
