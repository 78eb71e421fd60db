package main

import (
	"context"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/analyze/kpi"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
)

// analysis is an answered question and how to show it.
type analysis struct {
	*question
	table  *kpi.Table
	causes *kpi.Table // legs or calls by cause; nil if not wanted
	report *cdrfmt.Report
	// rows, accepted, rejected and duplicates add up the files.
	rows, accepted, rejected, duplicates uint64
	zone                                 *time.Location
	args                                 []string
}

// figures adds up one worker's batches.
type figures struct{ main, causes *kpi.Accumulator }

func (f *figures) Add(b *cdr.Batch) error {
	if c := b.Column(cdr.HangupCause); c != nil && c.Dict.Len() > maxCauses {
		return tooManyCauses()
	}
	if f.causes != nil {
		if err := f.causes.Add(b); err != nil {
			return err
		}
	}
	return f.main.Add(b)
}

// answer reads the inputs. Rejected rows go to a file of out.
func (q *question) answer(ctx context.Context, con *console, out *outputs, in *input, paths []string, withCauses bool) (*analysis, error) {
	opt := kpi.Options{KPIs: q.kpis, By: q.by, Population: q.population, Zone: in.zone, Filter: in.filter}
	causes := opt
	causes.KPIs, causes.By = []kpi.KPI{kpi.LegCount}, []kpi.Dimension{{Name: "cause"}}
	if q.population == kpi.Calls {
		causes.KPIs[0] = kpi.CallCount
	}
	read := q.readOptions(in, opt.Needs())
	read.Outline, read.OutlineWith = opt.Outline()
	if withCauses {
		read.Want |= causes.Needs()
		times, with := causes.Outline()
		read.Outline &= times
		read.OutlineWith |= with
	}
	from := &inputs{in: in, paths: paths, out: out}
	from.unsaved.command, from.unsaved.keep = "analyze", "ends of legs, causes and accounts but no answers, durations or gateways"
	sinks, report, err := readInputs(ctx, con, from, read, func() *figures {
		f := &figures{main: kpi.NewAccumulator(opt)}
		if withCauses {
			f.causes = kpi.NewAccumulator(causes)
		}
		return f
	})
	if err != nil {
		return nil, err
	}
	con.remarks(report.Remarks)
	a := &analysis{question: q, report: report, table: tabulate(sinks, func(f *figures) *kpi.Accumulator { return f.main })}
	if withCauses {
		a.causes = tabulate(sinks, func(f *figures) *kpi.Accumulator { return f.causes })
		a.causes.SortBy(causes.KPIs[0], false)
	}
	for _, f := range report.Files {
		a.rows += f.Rows
		a.accepted += f.Accepted
		a.rejected += f.Rejected
		a.duplicates += f.Duplicates
	}
	return a, a.check(in)
}

func tabulate(sinks []*figures, of func(*figures) *kpi.Accumulator) *kpi.Table {
	list := make([]*kpi.Accumulator, len(sinks))
	for i, s := range sinks {
		list[i] = of(s)
	}
	return kpi.Tabulate(list)
}

// readOptions reads what the figures rest on and nothing else: a file may
// lack all but the ends of legs, and what it is grouped or filtered by.
func (q *question) readOptions(in *input, needs cdr.FieldSet) cdrfmt.Options {
	read := in.read
	read.Need, read.Want, read.Glance = cdr.FieldsOf(cdr.EndTime), needs, 0
	byCause := slices.ContainsFunc(q.by, func(d kpi.Dimension) bool { return d.Name == "cause" })
	if byCause || len(in.filter.Causes) > 0 {
		read.Need |= cdr.FieldsOf(cdr.HangupCause)
	}
	return read
}

// check reports what cannot have been meant.
func (a *analysis) check(in *input) error {
	if a.population == kpi.Calls && a.table.Kept > 0 && a.table.Unnamed == a.table.Kept {
		return &cdr.UsageError{
			Problem: "--population calls: no leg has an interaction_id or a call_id, so nothing tells which legs are one call",
			Hint:    "--column interaction_id=NAME if a column holds it",
		}
	}
	if a.table.Kept > 0 {
		return nil
	}
	return checkCauses(in.filter.Causes, append(cdr.CauseNames(), alert.Unknown))
}

// shown are the groups to show, at most so many, how many are left out, and
// their share of the legs.
func (a *analysis) shown(most int) (groups []kpi.Group, hidden int, share float64) {
	groups = a.table.Groups
	if a.top > 0 {
		most = a.top
	}
	if len(groups) <= most {
		return groups, 0, 0
	}
	var legs uint64
	for _, g := range groups[most:] {
		legs += g.Legs
	}
	return groups[:most], len(groups) - most, float64(legs) / float64(max(1, a.table.Total.Legs))
}
