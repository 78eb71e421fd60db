package main

import (
	"context"
	"math"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// tradePoints is how many thresholds of each average the picture of detection
// against false firings has.
const tradePoints = 48

// trades are the outcomes of thresholds of one average alone, from the lowest
// that make sense to where the first incident is lost.
type trades struct {
	vectors map[string][]meter.Values
	of      *tune.Evaluations
}

func (run *tuneRun) trades(ctx context.Context) (*trades, error) {
	t := &trades{vectors: map[string][]meter.Values{}}
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		if len(r.Required) == 0 {
			continue
		}
		for m := range meter.Metric(meter.NumMetrics) {
			high := math.Inf(1)
			for _, k := range r.Required {
				high = min(high, run.curve(r.Cause, m).Keeps[k])
			}
			for n := range tradePoints {
				if high <= r.Lowest[m] {
					break
				}
				var v meter.Values
				v[m] = r.Lowest[m] * math.Pow(high/r.Lowest[m], float64(n)/tradePoints)
				t.vectors[r.Cause] = append(t.vectors[r.Cause], v)
			}
		}
	}
	var err error
	t.of, err = tune.Evaluate(ctx, run.grown, run.cfg, run.engine.opt, run.opt, t.vectors)
	return t, err
}

func (run *tuneRun) tradeFigure(r *tune.Recommendation, t *trades) *plot.TradeFigure {
	f := &plot.TradeFigure{
		Cause: r.Cause, Subtitle: "Each point is a threshold that finds every incident; lower and to the left is better",
		MaxFalsePerWeek: run.goalPerWeek(), DetectWithinSec: float64(run.goals.WithinSec),
	}
	point := func(m meter.Metric, threshold float64, e *tune.Evaluation) (p plot.TradePoint, ok bool) {
		p = plot.TradePoint{LimitPerSec: m.LimitPerSecond(threshold), FalsePerWeek: float64(e.False) / run.weeks()}
		for _, i := range r.Required {
			d := &e.Detections[i]
			if !d.Detected {
				return p, false
			}
			p.DetectSec = max(p.DetectSec, float64(d.DetectSec))
		}
		return p, true
	}
	for i, v := range t.vectors[r.Cause] {
		m, _ := onlyMetric(&v)
		if p, ok := point(m, v[m], &t.of.Evaluations[r.Cause][i]); ok {
			f.Points[m] = append(f.Points[m], p)
		}
	}
	if m, single := onlyMetric(&r.Set); single && r.Met {
		if p, ok := point(m, r.Set[m], &r.Result); ok {
			f.Set, f.SetMetric = &p, m
		}
	}
	return f
}
