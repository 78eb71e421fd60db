package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// pictureTicks bounds the points of a curve: a picture has fewer columns.
const pictureTicks = 20_000

// drawPictures draws each monitored cause that has events, as PNG and as SVG,
// into a folder, and names the files without their endings.
func drawPictures(ctx context.Context, out *outputs, folder string, run *replayRun) ([]string, error) {
	var names []string
	for i := range run.res.Causes {
		cause := run.res.Causes[i].Cause
		if run.res.Causes[i].Events == 0 {
			continue
		}
		figure := run.figure(cause)
		for _, format := range []plot.Format{plot.PNG, plot.SVG} {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			path := filepath.Join(folder, plot.FileName(cause)+"."+strings.ToLower(format.String()))
			file, err := out.create("--plot", path)
			if err != nil {
				return nil, err
			}
			if err := figure.Draw(file, format); err != nil {
				return nil, err
			}
		}
		names = append(names, plot.FileName(cause))
	}
	return names, nil
}

// figure is the picture of one cause. It includes the warm-up, if there is
// one.
func (run *replayRun) figure(cause string) *plot.LoadFigure {
	curve := replay.NewCurve(run.set, run.opt, cause, !run.hasColdStart(cause), pictureTicks)
	_, limits := run.cfg.Limits(cause)
	f := &plot.LoadFigure{
		Cause: cause,
		Zone:  run.zone,
		// Minutes of the curve begin with its first, not with the period.
		Since:           time.Unix(curve.MinuteStartSec, 0).UTC(),
		Until:           run.opt.Until.Time(),
		TimesUnix:       curve.TimesSec,
		RatesPerSec:     curve.Values,
		LimitsPerSec:    limits,
		EventsPerMin:    curve.PerMinute,
		MinuteStartUnix: curve.MinuteStartSec,
	}
	for m := range meter.NumMetrics {
		f.LimitsPerSec[m] = min(f.LimitsPerSec[m], maxPictureRate)
	}
	for i := range run.res.Firings {
		x := &run.res.Firings[i]
		if x.Cause == cause && x.Account == nil {
			f.Firings = append(f.Firings, plot.Span{
				Start: int64(x.Start), End: int64(x.End), Metrics: x.Metrics, ColdStart: x.ColdStart,
			})
		}
	}
	return f
}

// hasColdStart tells whether a firing of the cause is one: then the picture
// shows what the first tick of the meter makes of its averages, else not.
func (run *replayRun) hasColdStart(cause string) bool {
	return slices.ContainsFunc(run.res.Firings, func(f replay.Firing) bool { return f.Cause == cause && f.Account == nil && f.ColdStart })
}

// maxPictureRate stands for any limit too high to ever be reached.
const maxPictureRate = 1e15
