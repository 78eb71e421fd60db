package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartAnswer is an answered restartPlan.
type restartAnswer struct {
	*restartPlan
	traffic *inflight.Traffic
	report  *cdrfmt.Report
	// rows, accepted, rejected and duplicates add up the files.
	rows, accepted, rejected, duplicates uint64

	effects []*inflight.Effects
	tallies []inflight.Tally
	// figures are those of each strategy and restart.
	figures [][]inflight.Figures
	// slots are by time of day, weekdays by weekday and time of day; none
	// where restarts were given one by one.
	slots, weekdays []inflight.Slot
	// columns are what a screen shows side by side.
	columns []restartColumn
	curves  []restartCurve

	zone *time.Location
	args []string
	// pictures are the names of those drawn.
	pictures []string
}

// answer reads the inputs. Rejected rows go to a file of out.
func (p *restartPlan) answer(ctx context.Context, con *console, out *outputs, in *input, paths []string) (*restartAnswer, error) {
	read := in.read
	needed, wanted := inflight.Fields()
	read.Need, read.Want = needed, read.Want|wanted
	opt := &inflight.Options{
		Filter: in.filter, Through: p.through, Instants: p.instants, MaxDowntimeUs: slices.Max(p.downtimes).Microseconds(), Seed: p.main.Seed,
	}
	if p.ringingFrom != "" {
		var err error
		if opt.Ringing, err = p.ringing(ctx, con, in); err != nil {
			return nil, err
		}
	}
	from := &inputs{in: in, paths: paths, out: out}
	from.unsaved.command, from.unsaved.keep = "simulate restart", "no calls"
	collectors, report, err := readInputs(ctx, con, from, read, func() *inflight.Collector { return inflight.NewCollector(opt) })
	if err != nil {
		return nil, err
	}
	con.remarks(report.Remarks)
	a := &restartAnswer{restartPlan: p, report: report, traffic: inflight.Merge(p.instants, collectors), zone: in.zone}
	for _, f := range report.Files {
		a.rows += f.Rows
		a.accepted += f.Accepted
		a.rejected += f.Rejected
		a.duplicates += f.Duplicates
	}
	if err := a.check(in); err != nil {
		return nil, err
	}
	a.work(in.zone)
	return a, nil
}

// ringing reads how long the set-ups of --ringing-from lasted.
func (p *restartPlan) ringing(ctx context.Context, con *console, in *input) (*inflight.Lengths, error) {
	read := cdrfmt.Options{MaxRejects: in.read.MaxRejects, Dedupe: cdrfmt.DedupeOff}
	read.Zone = in.read.Zone
	needed, wanted := inflight.Fields()
	read.Need, read.Want = needed, wanted
	opt := &inflight.Options{Through: p.through}
	collectors, _, err := readCDRs(ctx, con, []string{p.ringingFrom}, read, func() *inflight.Collector { return inflight.NewCollector(opt) })
	if err != nil {
		return nil, err
	}
	t := inflight.Merge(opt.Instants, collectors)
	if t.Census.Legs == 0 {
		return nil, &cdr.DataError{
			Place: p.ringingFrom, Problem: "no leg with a start and an end found, some wanted", Hint: "--ringing-from FILE with CDRs of a switch that writes both",
		}
	}
	return &t.Lengths, nil
}

// mostRestarts bounds a grid: each restart takes some 4 kB under all strategies.
const mostRestarts = 1 << 17

// check reports what cannot be answered.
func (a *restartAnswer) check(in *input) error {
	t := a.traffic
	switch {
	case t.Census.Legs == 0 && t.NoStart > 0:
		return a.startless()
	case t.Census.Legs == 0 && t.OtherWay > 0:
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--through %s: none of %s is %s", a.through, plural(t.OtherWay, "leg"), a.through), Hint: "--through all",
		}
	case t.Census.Legs == 0:
		return &cdr.DataError{Place: "simulate restart", Problem: fmt.Sprintf("no leg among %s that the filters leave", plural(a.rows, "row")), Hint: "other inputs or filters"}
	case t.Restarts() == 0 && t.Instants.IsGrid():
		return &cdr.UsageError{Problem: "--at: no such time within " + a.period(), Hint: "--at " + time.UnixMicro(t.FirstUs).UTC().Truncate(time.Second).Format(time.RFC3339)}
	case t.Restarts() > mostRestarts:
		return &cdr.UsageError{Problem: fmt.Sprintf("--at: %d restarts found, at most %d wanted", t.Restarts(), mostRestarts), Hint: "--at every:15m"}
	case !t.Instants.IsGrid():
		for _, text := range a.at {
			sec, err := parseInstant("--at", text, in.zone)
			if err != nil {
				return err
			}
			if us := int64(sec) * 1e6; us <= t.FirstUs || us > t.LastUs {
				return &cdr.UsageError{
					Problem: fmt.Sprintf("--at: %s is outside the data, which is of %s", text, a.period()), Hint: "a time within, or --at every:15m",
				}
			}
		}
	}
	return nil
}

// period names the time that the legs cover.
func (a *restartAnswer) period() string {
	show := func(us int64) string { return time.UnixMicro(us).In(a.zone).Truncate(time.Second).Format(time.RFC3339) }
	return show(a.traffic.FirstUs) + " to " + show(a.traffic.LastUs)
}

// longestRing is how long a phone may ring where no --ring-limit says so: a
// proxy's timer C lasts more than three minutes (RFC 3261, 16.6, 11).
const longestRing = 3 * time.Minute

// startless reports that no leg has a start, and what can be said all the same.
func (a *restartAnswer) startless() error {
	ring := a.main.RingLimit
	if ring == 0 {
		ring = longestRing
	}
	most, number := a.traffic.Startless.MostLost(&a.instants, ring.Microseconds())
	bounds := "no CANCEL can be lost"
	if most > 0 {
		at := time.UnixMicro(a.instants.Us(number)).In(a.zone).Format(time.RFC3339)
		bounds = fmt.Sprintf("a restart loses 0 to %s (most at %s)", plural(most, "CANCEL"), at)
	}
	return &cdr.DataError{
		Place: "start_time",
		Problem: fmt.Sprintf("none of %s has a start or a duration, so nothing tells which rang at a restart; if none rings longer than %s, %s",
			plural(a.traffic.NoStart, "leg"), spanText(ring), bounds),
		Hint: "--column start_time=NAME_OR_INDEX if a column holds it, --ringing-from FILE with CDRs that have starts, or --ring-limit",
	}
}
