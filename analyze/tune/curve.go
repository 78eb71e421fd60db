package tune

import (
	"context"
	"iter"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Curve is the outcome for every threshold T of one metric of one meter, all
// other thresholds off. It is exact: what replay.Run says for any T.
type Curve struct {
	Cause string
	// Account is nil for the global meter of the cause.
	Account *string
	Metric  meter.Metric
	// Keeps holds, for each of Options.Incidents, the smallest T that no longer
	// detects it; every T below does. 0 if none does, or the incident does not
	// concern the meter or belongs to the other side of the cut.
	Keeps []float64
	// InTime is the same for detection within Options.WithinSec.
	InTime []float64

	incidents int
	steps     []step
	times     []times
	// alerts are the thresholds at which the alerts become one fewer, ascending.
	alerts []float64
}

// step is what Alerts and Incidents are added to: the outcome from a threshold
// on, up to the next step's. A year of noise has hundreds of thousands.
type step struct {
	low            float64
	firings, falsy uint32
	times          uint32 // index
}

// Step is the outcome for all T with Low <= T < High.
type Step struct {
	Low, High float64
	Outcome
}

// Steps gives the curve from the lowest to the highest thresholds: the steps
// tile (0, inf), the first Low is the smallest float64, the last High is +Inf,
// and neighbours differ.
func (c *Curve) Steps() iter.Seq[Step] {
	return func(yield func(Step) bool) {
		alerts := c.alerts
		low := math.SmallestNonzeroFloat64
		for i := 0; ; {
			for len(alerts) > 0 && alerts[0] <= low {
				alerts = alerts[1:]
			}
			high := math.Inf(1)
			if i+1 < len(c.steps) {
				high = c.steps[i+1].low
			}
			if len(alerts) > 0 {
				high = min(high, alerts[0])
			}
			if !yield(Step{low, high, c.outcome(i, len(alerts))}) || math.IsInf(high, 1) {
				return
			}
			if low = high; i+1 < len(c.steps) && c.steps[i+1].low == low {
				i++
			}
		}
	}
}

// At is the outcome for one threshold above 0.
func (c *Curve) At(t float64) Outcome {
	i, found := slices.BinarySearchFunc(c.steps, t, func(s step, t float64) int {
		switch {
		case s.low < t:
			return -1
		case s.low > t:
			return 1
		}
		return 0
	})
	if !found {
		i--
	}
	gone, _ := slices.BinarySearch(c.alerts, math.Nextafter(t, math.Inf(1)))
	return c.outcome(max(i, 0), len(c.alerts)-gone)
}

func (c *Curve) outcome(i, alerts int) Outcome {
	s := &c.steps[i]
	o := c.times[s.times].outcome(c.incidents)
	o.Alerts, o.Firings, o.False = uint64(alerts), uint64(s.firings), uint64(s.falsy)
	return o
}

// Curves are the outcomes for every threshold.
type Curves struct {
	// Curves are by cause (as bytes), account (the global meter first) and
	// metric: of the whole period, or of what comes before the cut.
	Curves []Curve
	// HeldOut are those of what comes from the cut on; nil without one.
	HeldOut []Curve
}

// NewCurves walks each checked cause's meter once, on all nodes, and says what
// every threshold of each of its averages would have done. The thresholds of
// cfg do not matter. Errors are those of run and opt (UsageError), and of ctx.
func NewCurves(ctx context.Context, set *count.Set, cfg *alert.Config, run replay.Options, opt Options) (*Curves, error) {
	if err := opt.validate(&run); err != nil {
		return nil, err
	}
	meters, err := replay.CheckedMeters(set, cfg, run, opt.Accounts)
	if err != nil {
		return nil, err
	}
	groups := grouped(meters)
	if opt.Alerts { // first, while there is room for what it holds
		if err := countAlerts(ctx, groups, &run); err != nil {
			return nil, err
		}
	}
	if err := replay.InParallel(ctx, run.Workers, len(groups), func(i int) {
		groups[i].walk(&opt, reportSec(&run))
	}); err != nil {
		return nil, err
	}
	return assemble(ctx, groups, &run, &opt)
}
