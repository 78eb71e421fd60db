package main

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// drawFailover draws the calls by outcome over time, off above on, and who
// gains and who loses.
func (run *failoverRun) drawFailover(ctx context.Context, out *outputs) error {
	if len(run.scenarios) > 1 || run.scenarios[0].Decided == 0 {
		return &cdr.UsageError{
			Problem: "--plot: nothing to draw, since no call is decided or nothing tells who was registered",
			Hint:    "--registrations FILE, or --list undecided",
		}
	}
	calls, err := run.callsFigure(ctx)
	if err != nil {
		return err
	}
	for _, picture := range []struct {
		name string
		draw func(io.Writer, plot.Format) error
	}{{"failover-calls", calls.Draw}, {"failover-people", run.balanceFigure().Draw}} {
		for _, format := range []plot.Format{plot.PNG, plot.SVG} {
			path := filepath.Join(run.plot, picture.name+"."+strings.ToLower(format.String()))
			file, err := out.create("--plot", path)
			if err != nil {
				return err
			}
			if err := picture.draw(file, format); err != nil {
				return err
			}
		}
		run.pictures = append(run.pictures, picture.name)
	}
	return nil
}

// callOutcomes are the outcomes that a picture tells apart: those of
// study.Dials, with calls of study.Trap before the last.
var callOutcomes = []string{"phones and forwards only", "failovers only", "failovers beside a phone", "phones, somebody not reached", "nothing dialled"}

func (run *failoverRun) callsFigure(ctx context.Context) (*plot.CallsFigure, error) {
	s := &run.scenarios[0]
	f := &plot.CallsFigure{
		Title:    "Calls by what is dialled, " + run.period(),
		Subtitle: run.headline(),
		Zone:     run.zone, Since: time.Unix(s.FirstSec, 0), Until: time.Unix(s.LastSec+1, 0),
		Outcomes: callOutcomes,
		Panels:   []plot.CallsPanel{{Caption: "failover_when_all_unreg off"}, {Caption: "failover_when_all_unreg on"}},
	}
	err := s.Each(ctx, func(o *study.Outcome) error {
		if o.Status != study.Decided {
			return nil
		}
		f.TimesUnix = append(f.TimesUnix, o.Call.StartUs/1_000_000)
		for i, d := range []study.Dials{o.Dials(&o.Off), o.Dials(&o.On)} {
			outcome := uint8(d)
			switch {
			case d == study.DialsNothing:
				outcome = uint8(len(callOutcomes) - 1)
			case i == 1 && o.Change == study.Trap:
				outcome = uint8(len(callOutcomes) - 2)
			}
			f.Panels[i].Outcomes = append(f.Panels[i].Outcomes, outcome)
		}
		return nil
	})
	return f, err
}

func (run *failoverRun) balanceFigure() *plot.BalanceFigure {
	s := &run.scenarios[0]
	f := &plot.BalanceFigure{
		Title:    "Who gains and who loses when failover_when_all_unreg is switched on",
		Subtitle: run.headline(),
		Gain:     "calls: failover no longer rings beside the own phone",
		Loss:     "calls: not reached",
		Certain:  "of these answered by that failover in the record",
	}
	people := map[string]*plot.BalanceRow{}
	row := func(name string) *plot.BalanceRow {
		if people[name] == nil {
			people[name] = &plot.BalanceRow{Name: name}
		}
		return people[name]
	}
	for name, n := range s.Gainers {
		row(name).Gain = n
	}
	for name, n := range s.Losers {
		row(name).Loss = n
	}
	for name, n := range s.Answered {
		row(name).Certain = n
	}
	for _, r := range people {
		f.Rows = append(f.Rows, *r)
	}
	// Certain losses first, then other losses, then gains.
	slices.SortFunc(f.Rows, func(a, b plot.BalanceRow) int {
		return cmp.Or(cmp.Compare(b.Certain, a.Certain), cmp.Compare(b.Loss, a.Loss), cmp.Compare(b.Gain, a.Gain), strings.Compare(a.Name, b.Name))
	})
	return f
}
