package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// tunePicture is a picture of one cause.
type tunePicture interface {
	Draw(io.Writer, plot.Format) error
}

// drawTunePictures draws, for each cause with events, what its thresholds would
// have done, detection against false firings where there are incidents, and when
// the recommended ones fire. It names the files without their endings.
func drawTunePictures(ctx context.Context, out *outputs, folder string, run *tuneRun) ([]string, error) {
	firings, err := run.firings(ctx)
	if err != nil {
		return nil, err
	}
	trades, err := run.trades(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	draw := func(name string, picture tunePicture) error {
		for _, format := range []plot.Format{plot.PNG, plot.SVG} {
			if err := ctx.Err(); err != nil {
				return err
			}
			file, err := out.create("--plot", filepath.Join(folder, name+"."+strings.ToLower(format.String())))
			if err != nil {
				return err
			}
			if err := picture.Draw(file, format); err != nil {
				return err
			}
		}
		names = append(names, name)
		return nil
	}
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		if !slices.Contains(run.grown.Causes, r.Cause) {
			continue
		}
		stem := plot.FileName(r.Cause)
		if err := draw(stem+"-thresholds", run.sweepFigure(r)); err != nil {
			return nil, err
		}
		if len(r.Required) > 0 {
			if err := draw(stem+"-detection", run.tradeFigure(r, trades)); err != nil {
				return nil, err
			}
		}
		if r.Set != (meter.Values{}) {
			if err := draw(stem+"-firings", run.calendarFigure(r, firings)); err != nil {
				return nil, err
			}
		}
	}
	return names, nil
}

// firings are those of all thresholds recommended.
func (run *tuneRun) firings(ctx context.Context) ([]replay.Firing, error) {
	cfg := *run.cfg
	cfg.Causes = map[string]*alert.Thresholds{}
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		t := &alert.Thresholds{}
		for m, v := range r.Set {
			t[m] = alert.Threshold{Value: v, Set: v > 0}
		}
		cfg.Causes[r.Cause] = t
	}
	opt := run.engine.opt
	opt.CheckAccounts = false
	res, err := replay.Run(ctx, run.grown, &cfg, opt)
	if err != nil {
		return nil, err
	}
	return res.Firings, nil
}

// weeks is how long the part tuned on is.
func (run *tuneRun) weeks() float64 { return float64(run.advice.TunedSec) / (7 * 86400) }

// goalPerWeek is how many false firings a week are wanted at most.
func (run *tuneRun) goalPerWeek() float64 {
	return run.goals.MaxFalse / float64(run.goals.PerSec) * 7 * 86400
}

func (run *tuneRun) sweepFigure(r *tune.Recommendation) *plot.SweepFigure {
	f := &plot.SweepFigure{Cause: r.Cause, MaxFalsePerWeek: run.goalPerWeek(), Subtitle: run.pictureWords(r)}
	_, bound, _ := run.binding(r)
	for _, i := range r.Required {
		f.Incidents = append(f.Incidents, plot.SweepIncident{Name: run.incidents[i].Name, Binding: i == bound})
	}
	now := run.inForce(r.Cause)
	for m := range meter.Metric(meter.NumMetrics) {
		f.SetPerSec[m] = min(m.LimitPerSecond(r.Set[m]), maxPictureRate)
		f.NowPerSec[m] = min(m.LimitPerSecond(now[m]), maxPictureRate)
		c := run.curve(r.Cause, m)
		for step := range c.Steps() {
			limit := m.LimitPerSecond(step.Low)
			if n := len(f.Steps[m]); n > 0 && limit <= f.Steps[m][n-1].LimitPerSec {
				f.Steps[m] = f.Steps[m][:n-1] // two thresholds of one limit
			}
			s := plot.SweepStep{LimitPerSec: limit, FalsePerWeek: float64(step.False) / run.weeks()}
			for _, i := range r.Required {
				if step.Low < c.InTime[i] {
					s.Recall += 1 / float64(len(r.Required))
				}
			}
			s.Recall = min(s.Recall, 1)
			f.Steps[m] = append(f.Steps[m], s)
		}
		for k, i := range r.Required {
			f.Incidents[k].HighestPerSec[m] = m.LimitPerSecond(c.InTime[i])
		}
	}
	return f
}

// pictureWords are the line below the heading of a cause's picture.
func (run *tuneRun) pictureWords(r *tune.Recommendation) string {
	set := strings.Join(nearWords(&r.Set), ", ")
	switch {
	case r.Usual != nil && set == "":
		return "No incident to find: " + r.Usual.Reason
	case r.Usual != nil:
		return fmt.Sprintf("No incident to find; %s keeps quiet: %s", set, usualWords(r))
	case r.Met:
		cells := run.outcomeCells(r, inFull)
		return fmt.Sprintf("%s finds %s within %s, false firings a week %s", set, cells[0], durationWords(run.goals.WithinSec), cells[2])
	}
	text := run.cannotWords(r)
	return strings.ToUpper(text[:1]) + text[1:]
}

func (run *tuneRun) calendarFigure(r *tune.Recommendation, firings []replay.Firing) *plot.CalendarFigure {
	since, until := run.period()
	f := &plot.CalendarFigure{Cause: r.Cause, Zone: run.zone, Since: since.Time(), Until: until.Time()}
	for i := range firings {
		x := &firings[i]
		if x.Cause != r.Cause {
			continue
		}
		c := plot.CalendarFiring{Start: int64(x.Start), End: int64(x.End)}
		for k := range run.incidents {
			in := &run.incidents[k]
			from, to := in.Window(run.goals.graceSec)
			c.True = c.True || in.Concerns(x.Cause, nil) && x.Start < to && x.End > from
		}
		f.Firings = append(f.Firings, c)
	}
	right := 0
	for _, x := range f.Firings {
		if x.True {
			right++
		}
	}
	for i := range run.incidents {
		in := &run.incidents[i]
		if in.Concerns(r.Cause, nil) {
			ours := in.Cause == r.Cause || slices.Contains(r.Required, i)
			found := !ours || r.Result.Detections[i].Detected || r.ResultHeldOut != nil && r.ResultHeldOut.Detections[i].Detected
			f.Incidents = append(f.Incidents, plot.CalendarIncident{Start: int64(in.Start), End: int64(in.End), Name: in.Name, Found: found})
		}
	}
	f.Subtitle = fmt.Sprintf("%s: %s in incidents, %d false", strings.Join(nearWords(&r.Set), ", "), plural(uint64(right), "firing"), len(f.Firings)-right)
	return f
}
