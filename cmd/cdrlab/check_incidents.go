package main

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
)

// graceSec is how long after its end an incident still excuses a firing.
const graceSec = 600

// judgeIncidents holds what fired against the case's labelled incidents.
func (c *caseRun) judgeIncidents(con *console, run *replayRun) error {
	incidents, remarks, err := readIncidents("incidents:", beside(c.suite, c.Incidents), run.zone)
	if err != nil {
		return err
	}
	scope := label.Scope{Since: max(run.opt.Since, run.opt.ReportSince), Until: run.opt.Until, Checked: run.cfg.Checked()}
	for _, remark := range append(remarks, label.Review(incidents, scope)...) {
		con.remark("%s: %s", c.Name, remark)
	}
	if err := c.judgeDetections(incidents, scope, run); err != nil {
		return err
	}
	c.judgeFalse(label.NewScore(run.res.Firings, incidents, label.Scoring{
		GraceSec: graceSec, Since: scope.Since, Until: scope.Until,
	}), run, int64(scope.Until-scope.Since))
	return nil
}

// judgeDetections wants every incident that the data reaches detected, in time,
// whatever check clock the application has.
func (c *caseRun) judgeDetections(incidents []label.Incident, scope label.Scope, run *replayRun) error {
	meters, err := replay.CheckedMeters(run.set, run.cfg, run.opt, run.set.Accounts)
	if err != nil {
		return err
	}
	for i, d := range regress.Detections(meters, run.cfg, incidents, scope.Since, graceSec) {
		in := &incidents[i]
		if in.Start >= scope.Until || in.End <= scope.Since {
			continue
		}
		what := fmt.Sprintf("incident %s (%s, %s)", in.Name, orAny(in.Cause), run.clock().span(in.Start, in.End))
		took := time.Duration(d.WorstSec) * time.Second
		switch {
		case !d.Sure && run.opt.AppStart == nil:
			c.found(problem{c.Line, what + " is not detected at every check clock", "a lower threshold: cdrlab replay shows the nearest miss"})
		case !d.Sure:
			c.found(problem{c.Line, what + " is not detected", "a lower threshold: cdrlab replay shows the nearest miss"})
		case c.DetectWithin != nil && took > *c.DetectWithin:
			c.found(problem{c.Line, fmt.Sprintf("%s is detected after %s, within %s wanted", what, took, *c.DetectWithin), "a lower threshold, or a shorter average"})
		}
	}
	return nil
}

func orAny(cause string) string {
	if cause == "" {
		return "any cause"
	}
	return cause
}

// judgeFalse bounds the firings of no incident.
func (c *caseRun) judgeFalse(score *label.Score, run *replayRun, replaySec int64) {
	if c.MaxFalseFirings == nil || c.MaxFalseFirings.Allows(score.FalseFirings, replaySec) {
		return
	}
	p := problem{Line: c.Line, Message: fmt.Sprintf("%s in %s, at most %s wanted",
		plural(uint64(score.FalseFirings), "false firing"), lengthText(replaySec), c.MaxFalseFirings.Text)}
	named := 0
	for i := range score.False {
		if f := &run.res.Firings[i]; score.False[i] && named < 3 {
			p.Message += fmt.Sprintf("; %s %s", meterTitle(f), firingText(run.clock(), f))
			named++
		}
	}
	p.Try = "a higher threshold, or a label if one of them is an incident"
	c.found(p)
}

// lengthText is a length of time, in days from two of them on.
func lengthText(sec int64) string {
	if sec < 2*daySec {
		return (time.Duration(sec) * time.Second).String()
	}
	return short(float64(sec)/daySec) + " days"
}
