package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// drawing is a figure of any kind.
type drawing interface {
	Draw(w io.Writer, format plot.Format) error
}

// drawPictures draws what there is, as PNG and as SVG, into the folder of
// --plot.
func (a *restartAnswer) drawPictures(ctx context.Context, out *outputs) error {
	if a.plot == "" {
		return nil
	}
	if a.explain != "" {
		x, err := a.explainCall()
		if err != nil {
			return err
		}
		return a.drawPicture(ctx, out, "restart-ladder", a.ladderFigure(x))
	}
	if len(a.slots) > 0 {
		if err := a.drawPicture(ctx, out, "restart-by-time", a.dayFigure()); err != nil {
			return err
		}
	}
	if err := a.drawPicture(ctx, out, "restart-by-strategy", a.barFigure()); err != nil {
		return err
	}
	for _, c := range a.curves {
		if len(c.points) < 2 {
			continue
		}
		if err := a.drawPicture(ctx, out, "restart-by-"+c.name, a.lengthFigure(c)); err != nil {
			return err
		}
	}
	return nil
}

func (a *restartAnswer) drawPicture(ctx context.Context, out *outputs, name string, figure drawing) error {
	for _, format := range []plot.Format{plot.PNG, plot.SVG} {
		if err := ctx.Err(); err != nil {
			return err
		}
		file, err := out.create("--plot", filepath.Join(a.plot, name+"."+strings.ToLower(format.String())))
		if err != nil {
			return err
		}
		if err := figure.Draw(file, format); err != nil {
			return err
		}
	}
	a.pictures = append(a.pictures, name)
	return nil
}

// alike are strategies with the same numbers, in the order of the first of
// each.
type alike struct {
	names  []string
	values []float64
	first  int
}

// groupAlike puts strategies with the same numbers together.
func (a *restartAnswer) groupAlike(of func(strategy int) []float64) []alike {
	var list []alike
	place := map[string]int{}
	for s := range a.effects {
		values := of(s)
		key := fmt.Sprint(values)
		i, ok := place[key]
		if !ok {
			i = len(list)
			place[key] = i
			list = append(list, alike{values: values, first: s})
		}
		list[i].names = append(list[i].names, a.strategies[s].Name())
	}
	return list
}

func (a *restartAnswer) pictureSubtitle() string {
	return fmt.Sprintf("%s legs a day, downtime %s, %s stop, %d gateways; %s to %s, %s", few(a.legsPerDay()), spanText(a.main.Downtime), a.rig.Stop,
		a.rig.Gateways, a.dayText(a.traffic.FirstUs), a.dayText(a.traffic.LastUs), a.zone)
}

func (a *restartAnswer) dayText(us int64) string {
	return time.UnixMicro(us).In(a.zone).Format("2 Jan 2006")
}

func (a *restartAnswer) dayFigure() *plot.DayFigure {
	best, worst := inflight.Extremes(a.slots, a.hurtBySlot())
	f := &plot.DayFigure{
		Title: a.headline(), Subtitle: a.pictureSubtitle(),
		Caption:     "Calls hurt by one restart, mean; shaded from the lowest to the highest for " + a.strategies[0].Name(),
		SlotMinutes: a.slots[0].Minutes, Best: a.window(best, "best"), Worst: a.window(worst, "worst"),
	}
	if f.Best == f.Worst {
		f.Worst = plot.Window{}
	}
	for i := range a.slots {
		f.Minutes = append(f.Minutes, a.slots[i].Minute)
	}
	for _, g := range a.groupAlike(func(s int) []float64 { return a.bySlot(s, func(x inflight.Summary) float64 { return x.Mean }) }) {
		series := plot.DaySeries{Names: g.names, Mean: g.values}
		if g.first == 0 {
			series.Low = a.bySlot(0, func(x inflight.Summary) float64 { return x.Low })
			series.High = a.bySlot(0, func(x inflight.Summary) float64 { return x.High })
		}
		f.Series = append(f.Series, series)
	}
	return f
}

func (a *restartAnswer) bySlot(strategy int, of func(inflight.Summary) float64) []float64 {
	list := make([]float64, len(a.slots))
	for i := range a.slots {
		list[i] = of(a.hurt(strategy, a.slots[i].Restarts))
	}
	return list
}

func (a *restartAnswer) window(r inflight.Run, name string) plot.Window {
	first, last := &a.slots[r.First], &a.slots[r.Last]
	return plot.Window{From: first.Minute, To: last.Minute + last.Minutes, Label: name + " " + slotLabel(first, last)}
}

// barFigure compares the strategies in the worst column.
func (a *restartAnswer) barFigure() *plot.BarFigure {
	worst := a.worst()
	f := &plot.BarFigure{
		Title: "What a restart at " + a.worstLabel() + " does, by strategy", Subtitle: a.pictureSubtitle(), Caption: "Calls hurt:",
		Parts: []string{"phone rings on, in the end unanswered", "and answered: a ghost", "no final reply at the caller", "PROGRESS_TIMEOUT", "never through"},
	}
	for s := range a.effects {
		mean := func(of func(*inflight.Figures) inflight.Estimate) float64 {
			return inflight.Summarize(worst, func(i int) inflight.Estimate { return of(&a.figures[s][i]) }).Mean
		}
		hurt := a.hurt(s, worst)
		ghosts := mean(func(f *inflight.Figures) inflight.Estimate { return f.Ghosts })
		lost := mean(func(f *inflight.Figures) inflight.Estimate { return f.CancelLost })
		f.Bars = append(f.Bars, plot.Bar{
			Name: a.strategies[s].Name(), Low: hurt.Low, High: hurt.High, Label: ranged(hurt),
			Values: []float64{
				max(0, lost-ghosts), ghosts, mean(func(f *inflight.Figures) inflight.Estimate { return f.NoFinal }),
				mean(func(f *inflight.Figures) inflight.Estimate { return f.ProgressTimeout }), mean(func(f *inflight.Figures) inflight.Estimate { return f.Unreached }),
			},
		})
	}
	return f
}

func (a *restartAnswer) lengthFigure(c restartCurve) *plot.LengthFigure {
	f := &plot.LengthFigure{
		Title: "Calls hurt by how long the proxy is down", Subtitle: a.pictureSubtitle(), Caption: "Calls hurt by one restart at the worst time of day, mean",
		AxisName: "downtime",
	}
	switch c.name {
	case "downtime":
		f.Subtitle = strings.Replace(f.Subtitle, "downtime "+spanText(a.main.Downtime)+", ", "", 1)
	case "drain":
		f.Title, f.AxisName = "Calls hurt by how long new calls went elsewhere before", "drain"
	}
	points := sortedPoints(c)
	for _, p := range points {
		f.LengthsSec = append(f.LengthsSec, p.length.Seconds())
	}
	for _, g := range a.groupAlike(func(s int) []float64 {
		var list []float64
		for _, p := range points {
			list = append(list, p.worst[s])
		}
		return list
	}) {
		f.Series = append(f.Series, plot.LengthSeries{Names: g.names, Values: g.values})
	}
	return f
}

// ladderFigure is the drawn ladder of one call; of many copies it shows what
// the text does.
func (a *restartAnswer) ladderFigure(x *explained) *plot.LadderFigure {
	f := &plot.LadderFigure{
		Title: shown(x.Leg.CallID) + ": " + x.verdict(a.strategies[0].Name()),
		Subtitle: fmt.Sprintf("Began %s, %s; the proxy stops after %s for %s", time.UnixMicro(x.Leg.RecordedStartUs()).In(a.zone).Format("Mon 2 Jan 2006 15:04:05 MST"),
			shown(x.gateway), spanText(x.stop.Round(time.Millisecond)), spanText(a.main.Downtime)),
	}
	steps, lanes := ladderSteps(x.outcome.Ladder, x.stop, x.bound)
	for lane := range lanes {
		f.Parties = append(f.Parties, laneName(lane))
	}
	for _, s := range steps {
		row := plot.LadderRow{AtSec: s.at.Seconds(), From: 1, To: 1, Label: s.note, Down: s.at >= x.stop && s.at < x.bound}
		switch {
		case s.message != nil:
			row.From, row.To, row.Label, row.Lost = int(s.message.From), int(s.message.To), s.message.What(), s.message.Lost != 0
		case s.more:
			row.AtSec = -1
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}
