package tune

import (
	"context"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Evaluation is the outcome of one vector of thresholds, of which any may
// alert.
type Evaluation struct {
	Outcome
	// Detections are by Options.Incidents.
	Detections []Detection
}

// Detection is what became of one incident.
type Detection struct {
	// Concerned tells that the incident concerns a meter judged, and belongs to
	// this side of the cut. Without it the rest is empty.
	Concerned bool
	// Detected and DetectSec, Reset and ResetSec are as in Outcome: DetectSec is
	// defined if Detected, ResetSec if Reset.
	Detected, Reset     bool
	DetectSec, ResetSec int64
}

// Evaluations are by cause and, below it, in the order of the vectors given.
type Evaluations struct {
	// Evaluations are of the whole period, or of what comes before the cut.
	Evaluations map[string][]Evaluation
	// HeldOut are those of what comes from the cut on; nil without one.
	HeldOut map[string][]Evaluation
}

// Evaluate says what each of several vectors of thresholds T would have done on
// the global meter of their cause, in one walk of the engine: exactly what
// replay.Run says with that vector alone. A threshold of 0 or less is off.
// Causes that are not checked have no evaluations. Alerts are always counted;
// on two sides of a cut they belong to where their firing starts. Errors are
// those of run and opt (UsageError), and of ctx.
func Evaluate(ctx context.Context, set *count.Set, cfg *alert.Config, run replay.Options, opt Options, vectors map[string][]meter.Values) (*Evaluations, error) {
	opt.Alerts, opt.Accounts = false, nil
	run.CheckAccounts = false
	if err := opt.validate(&run); err != nil {
		return nil, err
	}
	meters, err := replay.CheckedMeters(set, cfg, run, nil)
	if err != nil {
		return nil, err
	}
	judged := make([][]candidate, len(meters))
	if err := replay.InParallel(ctx, run.Workers, len(meters), func(i int) {
		judged[i] = judgeMeter(&meters[i], vectors[meters[i].Cause], &opt, reportSec(&run))
	}); err != nil {
		return nil, err
	}
	e := &Evaluations{Evaluations: map[string][]Evaluation{}}
	if opt.CutSec != 0 {
		e.HeldOut = map[string][]Evaluation{}
	}
	for i := 0; i < len(meters); {
		cause, n := meters[i].Cause, 1
		for i+n < len(meters) && meters[i+n].Cause == cause {
			n++
		}
		for k := range vectors[cause] {
			nodes := make([]*candidate, n)
			for node := range nodes {
				nodes[node] = &judged[i+node][k]
			}
			e.Evaluations[cause] = append(e.Evaluations[cause], evaluation(nodes, cause, 0, &opt))
			if e.HeldOut != nil {
				e.HeldOut[cause] = append(e.HeldOut[cause], evaluation(nodes, cause, 1, &opt))
			}
		}
		i += n
	}
	return e, nil
}

// evaluation joins what became of one vector on each node; which is the side
// of the cut.
func evaluation(nodes []*candidate, cause string, which int, opt *Options) Evaluation {
	e := Evaluation{Detections: make([]Detection, len(opt.Incidents))}
	for i := range opt.Incidents {
		in := &opt.Incidents[i]
		if !in.concerns(cause, nil) || opt.CutSec != 0 && (in.Start >= opt.CutSec) != (which == 1) {
			continue
		}
		d := Detection{Concerned: true}
		for _, c := range nodes {
			d = d.or(c.encounters[i].detection())
		}
		e.Detections[i] = d
	}
	for _, c := range nodes {
		e.Alerts += c.sides[which].alerts
		e.Firings += c.sides[which].firings
		e.False += c.sides[which].falsy
	}
	e.sum()
	return e
}

// Join is the outcome of several evaluations together, say of one vector for
// each cause: firings and alerts add up, and an incident is detected by the
// first that detects it. All must be of the same incidents.
func Join(list ...*Evaluation) Evaluation {
	var e Evaluation
	for _, o := range list {
		if e.Detections == nil {
			e.Detections = make([]Detection, len(o.Detections))
		}
		e.Alerts += o.Alerts
		e.Firings += o.Firings
		e.False += o.False
		for i := range o.Detections {
			e.Detections[i] = e.Detections[i].or(o.Detections[i])
		}
	}
	e.sum()
	return e
}

// sum fills in the outcome's part that comes of the detections.
func (e *Evaluation) sum() {
	var t times
	incidents := 0
	for i := range e.Detections {
		d := &e.Detections[i]
		if d.Concerned {
			incidents++
		}
		if d.Detected {
			t.detected++
			t.detectSec += d.DetectSec
			t.maxSec = max(t.maxSec, d.DetectSec)
		}
		if d.Detected && d.Reset {
			t.resets++
			t.restSec += d.ResetSec
		}
	}
	o := t.outcome(incidents)
	o.Alerts, o.Firings, o.False = e.Alerts, e.Firings, e.False
	e.Outcome = o
}

// or is what two meters say together.
func (d Detection) or(o Detection) Detection {
	d.Concerned = d.Concerned || o.Concerned
	if o.Detected && (!d.Detected || o.DetectSec < d.DetectSec) {
		d.Detected, d.DetectSec = true, o.DetectSec
	}
	d.Reset, d.ResetSec = d.Reset || o.Reset, max(d.ResetSec, o.ResetSec)
	return d
}
