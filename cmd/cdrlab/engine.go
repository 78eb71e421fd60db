package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// settleSec is how far past the last leg the engine runs by default: the next
// tick is at most 5 s away and the check after it at most 60 s more.
const settleSec = 65

// engineFlags are the flags of every command that runs the alert engine.
type engineFlags struct {
	thresholds       []string
	node, zone       string
	appStart, warmUp string
	appRestarts      []string
	checkAccounts    bool
	copies, nodes    int
	seed             uint64
	// saved is in force if no file of thresholds is given: a baseline's.
	saved                 *alert.Config
	thresholdGroup, group flagGroup
}

// engine is what the flags mean: thresholds, and the clock as far as it is
// known before the traffic is.
type engine struct {
	cfg *alert.Config
	// inspection is what else the files of thresholds come to.
	inspection *alert.Inspection
	// remarks are about the thresholds, for when the traffic could be read.
	remarks []string
	opt     replay.Options
	// warmUpSec feeds the meters before --since.
	warmUpSec int64
	// since and until are as given; 0 is by the traffic.
	since, until replay.Second
}

func newEngineFlags() *engineFlags {
	f := &engineFlags{thresholdGroup: newGroup("Threshold flags"), group: newGroup("Engine flags")}
	s := f.thresholdGroup.flags
	s.StringArrayVar(&f.thresholds, "thresholds", nil, "`FILE` of thresholds: YAML, KAZOO documents or sup commands (repeatable, later ones win)")
	s.StringVar(&f.node, "node", "", "in KAZOO documents, values of node `NAME` win")
	s.StringVar(&f.zone, "zone", "", "in KAZOO documents, values of zone `NAME` win over the default")
	s = f.group.flags
	s.StringVar(&f.appStart, "app-start", "", "the application started at `T`; without it all 60 check clocks are tried")
	s.StringArrayVar(&f.appRestarts, "app-restart", nil, "the application restarted at `T` (repeatable)")
	s.StringVar(&f.warmUp, "warm-up", "", "feed the meters for `DURATION` before --since")
	s.BoolVar(&f.checkAccounts, "check-accounts", false, "check the thresholds of accounts too, which KAZOO does not")
	s.IntVar(&f.copies, "copies", 1, "each leg is published `M` times")
	s.IntVar(&f.nodes, "nodes", 1, "`N` hangups nodes share the legs, dealt in turn")
	s.Uint64Var(&f.seed, "seed", 1, "with --nodes: `S` orders the legs of one second before they are dealt")
	return f
}

// resolve reads the thresholds and checks the flags. It widens the period of
// in by the warm-up.
func (f *engineFlags) resolve(in *input) (*engine, error) {
	e := &engine{
		since: replay.Second(in.filter.SinceSec), until: replay.Second(in.filter.UntilSec),
		opt: replay.Options{CheckAccounts: f.checkAccounts, Copies: f.copies, Nodes: f.nodes, Seed: f.seed},
	}
	if f.copies < 1 || f.copies > 1000 {
		return nil, &cdr.UsageError{Problem: fmt.Sprintf("--copies: %d found, a number from 1 to 1000 wanted", f.copies)}
	}
	if f.nodes < 1 || f.nodes > 1000 {
		return nil, &cdr.UsageError{Problem: fmt.Sprintf("--nodes: %d found, a number from 1 to 1000 wanted", f.nodes)}
	}
	if err := f.resolveStarts(e, in.zone); err != nil {
		return nil, err
	}
	if f.warmUp != "" {
		d, err := parseDuration("--warm-up", f.warmUp)
		if err != nil {
			return nil, err
		}
		if e.since == 0 {
			return nil, &cdr.UsageError{Problem: "--warm-up: needs --since, the end of the warm-up", Hint: "--since T --warm-up " + f.warmUp}
		}
		e.warmUpSec = int64(d / time.Second)
		in.filter.SinceSec = max(1, in.filter.SinceSec-e.warmUpSec)
	}
	return e, f.load(e)
}

func (f *engineFlags) resolveStarts(e *engine, zone *time.Location) error {
	if f.appStart != "" {
		at, err := parseInstant("--app-start", f.appStart, zone)
		if err != nil {
			return err
		}
		e.opt.AppStart = &at
	}
	for _, text := range f.appRestarts {
		at, err := parseInstant("--app-restart", text, zone)
		if err != nil {
			return err
		}
		e.opt.AppRestarts = append(e.opt.AppRestarts, at)
	}
	slices.Sort(e.opt.AppRestarts)
	return nil
}

// load reads the files of --thresholds.
func (f *engineFlags) load(e *engine) error {
	if len(f.thresholds) == 0 && f.saved != nil {
		e.cfg = f.saved
		return nil
	}
	var sources []alert.Source
	for _, path := range f.thresholds {
		data, err := readSmall("--thresholds", path)
		if err != nil {
			return err
		}
		sources = append(sources, alert.Source{Name: path, Data: data})
	}
	in, err := alert.Inspect(sources, alert.Options{Node: f.node, Zone: f.zone})
	if err != nil {
		return err
	}
	e.inspection, e.cfg, e.remarks = in, in.Config, in.Remarks
	return nil
}

// setClock bounds the engine's clock by the flags, else by the traffic.
func (e *engine) setClock(set *count.Set) {
	e.opt.Since, e.opt.Until = e.since, e.until
	if set.Last > 0 { // ignored legs of saved counts have no time
		if e.opt.Since == 0 {
			e.opt.Since = replay.Second(set.First)
		}
		if e.opt.Until == 0 {
			e.opt.Until = replay.Second(set.Last) + settleSec
		}
	}
	// Without a row and without --until there is no end to measure from.
	if e.opt.Until == 0 {
		e.opt.Until = e.opt.Since
		for _, at := range e.opt.AppRestarts {
			e.opt.Until = max(e.opt.Until, at+settleSec)
		}
		if e.opt.AppStart != nil {
			e.opt.Until = max(e.opt.Until, *e.opt.AppStart+settleSec)
		}
	}
	if e.opt.Since == 0 {
		e.opt.Since = e.opt.Until
		if e.opt.AppStart != nil {
			e.opt.Since = min(e.opt.Since, *e.opt.AppStart)
		} else if len(e.opt.AppRestarts) > 0 {
			e.opt.Since = min(e.opt.Since, e.opt.AppRestarts[0]-1)
		}
	}
	if e.warmUpSec > 0 {
		e.opt.ReportSince = e.since
		e.opt.Since = max(1, e.since-replay.Second(e.warmUpSec))
	}
}
