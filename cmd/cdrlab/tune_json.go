package main

import (
	"io"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// tuneDoc is the JSON of a tuning.
type tuneDoc struct {
	Input  regress.Input  `json:"input"`
	Engine regress.Engine `json:"engine"`
	Goals  goalsDoc       `json:"goals"`
	// Now is what the thresholds in force do, all causes together, over the
	// whole period; Set what those recommended do.
	Now            outcomeDoc       `json:"now"`
	Set            outcomeDoc       `json:"set"`
	Recommendation []recommendedDoc `json:"recommendation"`
	Incidents      []incidentDoc    `json:"incidents"`
	Scale          float64          `json:"scale"`
	// Growth is there only with --scale.
	Growth []growthDoc `json:"growth,omitempty"`
}

type goalsDoc struct {
	MaxFalseFirings float64 `json:"max_false_firings"`
	PerSec          int64   `json:"per_s"`
	// Allowed is the same as a whole number for the part tuned on.
	Allowed         uint64         `json:"allowed"`
	DetectWithinSec int64          `json:"detect_within_s"`
	ResetWithinSec  int64          `json:"reset_within_s"`
	GraceSec        int64          `json:"grace_s"`
	TunedSec        int64          `json:"tuned_s"`
	HeldOutSec      int64          `json:"held_out_s"`
	Cut             *replay.Second `json:"cut"`
}

// recommendedDoc is the recommendation for one cause. Its recall, precision and
// false_per_week are those of the part tuned on.
type recommendedDoc struct {
	Cause        string   `json:"cause"`
	Thresholds   limitDoc `json:"thresholds"`
	Met          bool     `json:"met"`
	Recall       *float64 `json:"recall"`
	Precision    *float64 `json:"precision"`
	FalsePerWeek *float64 `json:"false_per_week"`
	// Margin is the factor the thresholds may be raised and lowered by; null
	// where they do not rest on incidents.
	Margin *float64 `json:"margin"`
	// Interval, [low, high), holds the thresholds that do as well, where a
	// single one is recommended.
	Interval *[2]float64 `json:"interval"`
	// Required names the incidents that the cause has to find.
	Required []string    `json:"required"`
	Outcome  outcomeDoc  `json:"outcome"`
	HeldOut  *outcomeDoc `json:"held_out"`
	Now      limitDoc    `json:"now"`
	// NowOutcome is that of the thresholds in force, in the part tuned on.
	NowOutcome outcomeDoc `json:"now_outcome"`
	// FindsAll is the cheapest threshold that finds all, if goals are not met.
	FindsAll *dearerDoc `json:"finds_all"`
	Model    *usualDoc  `json:"model"`
}

type dearerDoc struct {
	Metric       string  `json:"metric"`
	Threshold    float64 `json:"threshold"`
	FalseFirings uint64  `json:"false_firings"`
}

// usualDoc says how the threshold of a cause without incidents was found.
type usualDoc struct {
	Trusted bool `json:"trusted"`
	// ByModel: false_per_week_upper, at 95%, is the model's; else the record's.
	ByModel           bool    `json:"by_model"`
	FalsePerWeekUpper float64 `json:"false_per_week_upper"`
	ProfileHours      int     `json:"profile_hours"`
	Reason            string  `json:"reason,omitempty"`
}

type incidentDoc struct {
	Name string `json:"name"`
	// Cause is the one named, or the one that shows the incident best.
	Cause string        `json:"cause"`
	Start replay.Second `json:"start"`
	End   replay.Second `json:"end"`
	// Detected, by the thresholds recommended, after so many seconds.
	Detected    bool     `json:"detected"`
	DetectSec   *float64 `json:"detect_s"`
	ResetSec    *float64 `json:"reset_s"`
	DetectedNow bool     `json:"detected_now"`
	HeldOut     bool     `json:"held_out"`
	// HighestThreshold is, by metric, the lowest T that no longer detects it:
	// every T below does. A metric that cannot detect it is not there.
	HighestThreshold limitDoc `json:"highest_threshold"`
}

// growthDoc is what would be recommended at another volume.
type growthDoc struct {
	Scale          float64     `json:"scale"`
	Recommendation []volumeDoc `json:"recommendation"`
}

type volumeDoc struct {
	Cause      string   `json:"cause"`
	Thresholds limitDoc `json:"thresholds"`
	Met        bool     `json:"met"`
}

func writeTuneJSON(w io.Writer, run *tuneRun) error {
	doc := tuneDoc{
		Input: run.savedInput(), Engine: run.savedEngine(), Goals: run.goalsDoc(), Scale: run.scale,
		Now: run.overall(nowOf), Set: run.overall(setOf),
		Recommendation: []recommendedDoc{}, Incidents: run.incidentDocs(),
	}
	for i := range run.advice.Causes {
		doc.Recommendation = append(doc.Recommendation, run.recommendedDoc(&run.advice.Causes[i]))
	}
	for _, v := range run.growth {
		g := growthDoc{Scale: v.scale}
		for i := range v.advice.Causes {
			r := &v.advice.Causes[i]
			g.Recommendation = append(g.Recommendation, volumeDoc{r.Cause, limitsDoc(r.Set), r.Met})
		}
		doc.Growth = append(doc.Growth, g)
	}
	e := jsonLines(w)
	e.SetIndent("", "  ")
	return e.Encode(&doc)
}

func (run *tuneRun) goalsDoc() goalsDoc {
	doc := goalsDoc{
		MaxFalseFirings: run.goals.MaxFalse, PerSec: run.goals.PerSec, Allowed: run.advice.Allowed,
		DetectWithinSec: run.goals.WithinSec, ResetWithinSec: run.goals.ResetSec, GraceSec: run.goals.graceSec,
		TunedSec: run.advice.TunedSec, HeldOutSec: run.advice.HeldOutSec,
	}
	if run.opt.CutSec != 0 {
		cut := replay.Second(run.opt.CutSec)
		doc.Cut = &cut
	}
	return doc
}

func (run *tuneRun) recommendedDoc(r *tune.Recommendation) recommendedDoc {
	doc := recommendedDoc{
		Cause: r.Cause, Thresholds: limitsDoc(r.Set), Met: r.Met, Required: []string{},
		Outcome: newOutcomeDoc(&r.Result.Outcome, run.advice.TunedSec),
		Now:     limitsDoc(run.inForce(r.Cause)), NowOutcome: newOutcomeDoc(&r.Now.Outcome, run.advice.TunedSec),
	}
	if recall, ok := r.Result.Recall(); ok {
		doc.Recall = defined(recall)
	}
	if precision, ok := r.Result.Precision(); ok {
		doc.Precision = defined(precision)
	}
	if f := doc.Outcome.FalsePerWeek; f != nil {
		doc.FalsePerWeek = defined(f.Estimate)
	}
	if r.Margin > 0 {
		doc.Margin = defined(r.Margin)
	}
	if r.Interval.High > 0 {
		doc.Interval = &[2]float64{r.Interval.Low, r.Interval.High}
	}
	for _, i := range r.Required {
		doc.Required = append(doc.Required, run.incidents[i].Name)
	}
	if r.ResultHeldOut != nil {
		held := newOutcomeDoc(&r.ResultHeldOut.Outcome, run.advice.HeldOutSec)
		doc.HeldOut = &held
	}
	if d := r.Dearer; d != nil {
		doc.FindsAll = &dearerDoc{d.Metric.String(), d.Threshold, d.False}
	}
	if u := r.Usual; u != nil {
		doc.Model = &usualDoc{u.Trusted, u.ByModel, significant(u.PerWeek), u.ProfileHours, u.Reason}
	}
	return doc
}

func (run *tuneRun) incidentDocs() []incidentDoc {
	now, set := run.joined(nowOf), run.joined(setOf)
	docs := []incidentDoc{}
	for i := range run.incidents {
		in := &run.incidents[i]
		doc := incidentDoc{
			Name: in.Name, Cause: run.causeOf(i), Start: in.Start, End: in.End,
			Detected: set.Detections[i].Detected, DetectedNow: now.Detections[i].Detected,
			HeldOut: run.opt.CutSec != 0 && int64(in.Start) >= run.opt.CutSec,
		}
		doc.HighestThreshold = limitsDoc(run.keeps(doc.Cause, i))
		if d := &set.Detections[i]; d.Detected {
			doc.DetectSec = defined(float64(d.DetectSec))
			if d.Reset {
				doc.ResetSec = defined(float64(d.ResetSec))
			}
		}
		docs = append(docs, doc)
	}
	return docs
}

// limitDoc holds the thresholds T that are on, in the order of the metrics.
type limitDoc struct {
	One     float64 `json:"one,omitempty"`
	Five    float64 `json:"five,omitempty"`
	Fifteen float64 `json:"fifteen,omitempty"`
	Day     float64 `json:"day,omitempty"`
}

func limitsDoc(t meter.Values) limitDoc {
	return limitDoc{One: t[meter.One], Five: t[meter.Five], Fifteen: t[meter.Fifteen], Day: t[meter.Day]}
}
