package tune

import (
	"cmp"
	"context"
	"errors"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Recommendation is what to set on one cause, and what that would have done.
type Recommendation struct {
	Cause string
	// Required are the incidents, as indexes of Options.Incidents, that the
	// cause has to find: those that name it, and of those that name none the
	// ones it shows best.
	Required []int
	// Set are the thresholds T; 0 is off, and all are if nothing can be said.
	Set meter.Values
	// Lowest are the lowest thresholds that make sense: see lowestSensible.
	Lowest meter.Values
	// Met tells that they meet the goals: every required incident found in time
	// and no more false firings than allowed. If not, Set finds as many in time
	// as can be with the false firings allowed, and Dearer is what finds all.
	Met bool
	// Interval holds the thresholds that do as well as Set, where Set is a
	// single threshold that rests on incidents.
	Interval Interval
	// Margin is the factor by which Set may be raised and lowered and do as well;
	// 0 if it does not rest on incidents.
	Margin float64
	// Dearer finds every required incident in time with the fewest false
	// firings; nil if Met, or if no sensible threshold does.
	Dearer *Dearer
	// Usual is how Set was found where no incident is Required, else nil.
	Usual *Usual
	// Result and Now are what Set and the thresholds in force do in the part
	// that was tuned on; ResultHeldOut and NowHeldOut in the other, nil without.
	Result, Now               Evaluation
	ResultHeldOut, NowHeldOut *Evaluation
}

// Dearer is a threshold that costs more false firings than allowed.
type Dearer struct {
	Metric    meter.Metric
	Threshold float64
	// False is how many false firings it has.
	False uint64
}

// Advice is the recommendation for every checked cause and what it rests on.
type Advice struct {
	Curves *Curves
	// Causes are in the order the causes are checked in.
	Causes []Recommendation
	// Allowed is how many false firings each cause may have in the part tuned on.
	Allowed uint64
	// TunedSec and HeldOutSec are how long the two parts are.
	TunedSec, HeldOutSec int64
}

// Recommend finds, for each checked cause, the fewest thresholds that meet the
// goals and of those the ones that may move farthest. With a cut it looks only
// at what comes before. opt.WithinSec is that of the goals. A cause without an
// incident gets a threshold by its usual traffic (Usual). Errors are those of
// the goals, run and opt (UsageError), and of ctx.
func Recommend(ctx context.Context, set *count.Set, cfg *alert.Config, run replay.Options, opt Options, goals Goals) (*Advice, error) {
	if err := goals.Validate(); err != nil {
		return nil, err
	}
	opt.WithinSec = goals.WithinSec
	curves, err := NewCurves(ctx, set, cfg, run, opt)
	if err != nil {
		return nil, err
	}
	a := &Advice{Curves: curves}
	a.TunedSec, a.HeldOutSec = parts(&run, opt.CutSec)
	a.Allowed = goals.Allowed(a.TunedSec)
	searches := a.searches(set, cfg, &run, &opt, &goals)
	for _, s := range searches {
		s.single()
	}
	if err := joint(ctx, searches, func(vectors map[string][]meter.Values) (*Evaluations, error) {
		return Evaluate(ctx, set, cfg, run, opt, vectors)
	}); err != nil {
		return nil, err
	}
	for _, s := range searches {
		s.nearest()
	}
	if err := a.unlabelled(ctx, searches, set, &run, &opt, &goals); err != nil {
		return nil, err
	}
	vectors := map[string][]meter.Values{}
	for _, s := range searches {
		now, _ := cfg.Limits(s.rec.Cause)
		vectors[s.rec.Cause] = []meter.Values{s.rec.Set, now}
	}
	e, err := Evaluate(ctx, set, cfg, run, opt, vectors)
	if err != nil {
		return nil, err
	}
	for _, s := range searches {
		s.rec.judge(e, a.Allowed)
		a.Causes = append(a.Causes, s.rec)
	}
	return a, nil
}

// unlabelled finds a threshold for each cause without an incident, in parallel.
func (a *Advice) unlabelled(ctx context.Context, searches []*search, set *count.Set, run *replay.Options, opt *Options, goals *Goals) error {
	since := firstSec(run)
	errs := make([]error, len(searches))
	err := replay.InParallel(ctx, run.Workers, len(searches), func(i int) {
		s := searches[i]
		if len(s.rec.Required) > 0 {
			return
		}
		r := record(set, s.rec.Cause, since, since+a.TunedSec, opt.windows(s.rec.Cause, nil), opt.OffsetSec)
		r.Events = multiplied(r.Events, max(1, run.Copies), max(1, run.Nodes))
		s.rec.Usual, errs[i] = usual(s.curves[UsualMetric], s.rec.Lowest[UsualMetric], a.Allowed, goals, r)
		if errs[i] == nil {
			s.rec.Set[UsualMetric] = s.rec.Usual.Threshold
		}
	})
	return cmp.Or(err, errors.Join(errs...))
}

// firstSec is the second that the part tuned on begins at.
func firstSec(run *replay.Options) int64 {
	since := reportSec(run)
	if run.AppStart != nil {
		since = max(since, int64(*run.AppStart))
	}
	return since
}

// parts are how long the reported period is before and after the cut.
func parts(run *replay.Options, cutSec int64) (tunedSec, heldOutSec int64) {
	since, until := firstSec(run), int64(run.Until)
	if cutSec == 0 {
		return max(0, until-since), 0
	}
	return cutSec - since, until - cutSec
}

// judge fills in what the thresholds do. Met is said only of what the engine
// said of just these thresholds.
func (r *Recommendation) judge(e *Evaluations, allowed uint64) {
	r.Result, r.Now = e.Evaluations[r.Cause][0], e.Evaluations[r.Cause][1]
	if held, ok := e.HeldOut[r.Cause]; ok {
		r.ResultHeldOut, r.NowHeldOut = &held[0], &held[1]
	}
	if len(r.Required) == 0 {
		r.Met = r.Set != (meter.Values{}) && r.Result.False <= allowed
	}
}

// found is how many of some incidents an evaluation detects within so many
// seconds.
func (e *Evaluation) found(incidents []int, withinSec int64) int {
	n := 0
	for _, i := range incidents {
		if d := &e.Detections[i]; d.Detected && d.DetectSec <= withinSec {
			n++
		}
	}
	return n
}
