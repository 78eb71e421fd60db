package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// judge holds what fired against what the case expects.
func (c *caseRun) judge(con *console, run *replayRun) error {
	for i := range c.MustFire {
		if p, ok := mustFire(&c.MustFire[i], run); !ok {
			c.found(p)
		}
	}
	for i := range c.MustNotFire {
		x := &c.MustNotFire[i]
		for _, f := range x.Met(run.res.Firings) {
			c.found(problem{x.Line, fmt.Sprintf("must_not_fire %s: fires %s",
				expectationText(x, run), firingText(run.clock(), &f)), quietHint(&f)})
		}
	}
	if c.Incidents == "" {
		return nil
	}
	return c.judgeIncidents(con, run)
}

// mustFire holds a firing that has to be against those that are; ok is false
// with what is wrong.
func mustFire(x *regress.Expectation, run *replayRun) (p problem, ok bool) {
	met := x.Met(run.res.Firings)
	if regress.AtEveryClock(met) != nil {
		return p, true
	}
	p = problem{Line: x.Line, Message: fmt.Sprintf("must_fire %s: ", expectationText(x, run))}
	if len(met) > 0 {
		p.Message += "fires only " + firingText(run.clock(), &met[0])
		p.Try = "a lower threshold, or app_start if the application's start is known"
		return p, false
	}
	checked := run.cfg.Checked()
	if !slices.Contains(checked, x.Cause) {
		p.Message += "is not among the causes checked: " + strings.Join(checked, ", ")
		p.Try = "monitor: [" + x.Cause + ", ...] in the thresholds"
		if near := cdr.Nearest(x.Cause, checked); near != "" {
			p.Try = "cause: " + near
		}
		return p, false
	}
	p.Message += "does not fire"
	p.Try = "another from and to, or another threshold: cdrlab replay shows every firing"
	if others := (&regress.Expectation{Cause: x.Cause, Account: x.Account}).Met(run.res.Firings); len(others) > 0 {
		p.Message += " then, but " + firingText(run.clock(), &others[0])
	}
	for i := range run.res.Causes {
		if s := &run.res.Causes[i]; s.Cause == x.Cause {
			p.addNearest(s, run)
		}
	}
	return p, false
}

// addNearest says how far the cause is from its limit.
func (p *problem) addNearest(s *replay.CauseSummary, run *replayRun) {
	near, ok := s.Nearest()
	switch {
	case s.Events == 0:
		p.Message += fmt.Sprintf("; the input holds no %s", s.Cause)
	case !ok:
		p.Message += fmt.Sprintf("; no threshold is on, of %s", plural(s.Events, "event"))
		p.Try = "a threshold: cdrlab replay without --thresholds shows the highest averages"
	case near.Margin <= 1:
		p.Message += fmt.Sprintf("; nearest: %s, %s of %s/min (%s) at %s", near.Metric, perMin(near.Value),
			perMin(near.LimitPerSecond), percent(near.Margin), run.clock().at(near.Time))
		p.Try = fmt.Sprintf("%s %s below %s", s.Cause, near.Metric, roundedT(near.Threshold*near.Margin, math.Floor))
	}
}

// quietHint is the threshold that would not have fired.
func quietHint(f *replay.Firing) string {
	p := &f.Peak
	return fmt.Sprintf("%s %s above %s, now %s (%s/min)", f.Cause, p.Metric, roundedT(p.Threshold*p.Margin, math.Ceil), threshold(p.Threshold), perMin(p.LimitPerSecond))
}

// roundedT is a threshold to try, to three digits, in the form KAZOO reads.
func roundedT(t float64, round func(float64) float64) string {
	if t < math.SmallestNonzeroFloat32 {
		return threshold(t)
	}
	digits := max(0, 2-int(math.Floor(math.Log10(t))))
	scale := math.Pow10(digits)
	return strconv.FormatFloat(round(t*scale)/scale, 'f', -1, 64)
}

// expectationText is "PROGRESS_TIMEOUT from 14:00 to 14:30".
func expectationText(x *regress.Expectation, run *replayRun) string {
	text := x.Cause
	if x.Account != "" {
		text += " account " + x.Account
	}
	clock := run.clock()
	if x.From != nil {
		text += " from " + clock.at(*x.From)
	}
	if x.To != nil {
		text += " to " + clock.at(*x.To)
	}
	return text
}
