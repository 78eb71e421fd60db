package main

import (
	"math"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/analyze/tune"
)

// outcomeDoc is what thresholds do; null where nothing is there to divide by.
type outcomeDoc struct {
	Incidents     int             `json:"incidents"`
	Detected      int             `json:"detected"`
	Recall        *label.Interval `json:"recall"`
	Firings       uint64          `json:"firings"`
	FalseFirings  uint64          `json:"false_firings"`
	Precision     *label.Interval `json:"precision"`
	FalsePerWeek  *label.Interval `json:"false_per_week"`
	MeanDetectSec *float64        `json:"mean_detect_s"`
	MaxDetectSec  *float64        `json:"max_detect_s"`
	MeanResetSec  *float64        `json:"mean_reset_s"`
}

// overall is what all causes do over the whole period; an incident that no
// cause checked concerns is missed.
func (run *tuneRun) overall(of func(*tune.Recommendation) (tuned, heldOut *tune.Evaluation)) outcomeDoc {
	e := run.joined(of)
	e.Incidents = len(run.incidents)
	return newOutcomeDoc(&e.Outcome, run.advice.TunedSec+run.advice.HeldOutSec)
}

func newOutcomeDoc(o *tune.Outcome, sec int64) outcomeDoc {
	doc := outcomeDoc{Incidents: o.Incidents, Detected: o.Detected, Firings: o.Firings, FalseFirings: o.False}
	if o.Incidents > 0 {
		doc.Recall = new(label.Interval)
		*doc.Recall = label.Proportion(o.Detected, o.Incidents)
	}
	if o.Firings > 0 {
		doc.Precision = new(label.Interval)
		*doc.Precision = label.Proportion(int(o.Firings-o.False), int(o.Firings))
	}
	if sec > 0 {
		doc.FalsePerWeek = new(label.Interval)
		*doc.FalsePerWeek = label.Rate(int(o.False), float64(sec)/(7*86400))
	}
	doc.MeanDetectSec, doc.MaxDetectSec, doc.MeanResetSec = defined(o.MeanDetectSec), defined(o.MaxDetectSec), defined(o.MeanResetSec)
	return doc
}

// defined is a statistic, nil for NaN.
func defined(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	x = significant(x)
	return &x
}
