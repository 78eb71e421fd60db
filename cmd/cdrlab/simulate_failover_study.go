package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// failoverRun is a study of recorded calls and how to show it.
type failoverRun struct {
	*failoverFlags
	release                      failover.Release
	format                       string
	zone                         *time.Location
	args                         []string
	report                       *cdrfmt.Report
	traffic                      *record.Traffic
	directory                    *directory.Directory
	recordedOn                   bool
	rows, duplicates, rejectedNo uint64
	// scenarios are one, or two bounds where nothing tells who was registered.
	scenarios []scenario
	// legs is what changes in the record, nil for bounds or one setting.
	legs   *study.Counterfactual
	alerts *failoverAlerts // nil without --thresholds
	// pictures are the files drawn, each .png and .svg.
	pictures []string
}

// scenario is a study under one knowledge of registrations.
type scenario struct {
	study.Knowledge
	*study.Study
	study.Summary
}

// runStudy decides the calls of INPUT.
func (f *failoverFlags) runStudy(ctx context.Context, con *console, release failover.Release, paths []string) error {
	format, err := f.output.resolve()
	if err != nil {
		return err
	}
	if f.list != "" && format == "json" {
		return &cdr.UsageError{Problem: "--list: lists calls, and --format json is the summary of all", Hint: "--format jsonl"}
	}
	in, err := f.input.resolve(con)
	if err != nil {
		return err
	}
	eng, err := f.engineOf(in)
	if err != nil {
		return err
	}
	out := &outputs{inputs: append(append(append([]string{}, paths...), f.config...), f.registrations...)}
	defer out.abort()
	files, err := f.openStudy(out)
	if err != nil {
		return err
	}
	run := &failoverRun{failoverFlags: f, release: release, format: format, zone: in.zone, args: con.args}
	if run.directory, err = f.directory(con); err != nil {
		return err
	}
	if err := run.readRecord(ctx, con, out, in, paths); err != nil {
		return err
	}
	if err := run.decide(ctx, con, files); err != nil {
		return err
	}
	if eng != nil {
		if run.alerts, err = run.compareAlerts(ctx, eng, in); err != nil {
			return err
		}
	}
	if f.plot != "" {
		if err := run.drawFailover(ctx, con, out); err != nil {
			return err
		}
	}
	run.remarks(con)
	return run.write(ctx, con, out, files)
}

// readRecord gathers the calls of the inputs.
func (run *failoverRun) readRecord(ctx context.Context, con *console, out *outputs, in *input, paths []string) error {
	read := in.read
	read.Want |= record.Fields()
	opt := record.Options{
		KeepIDs:  run.list != "" || run.emit != "" || run.format != "text" && run.format != "json",
		SinceSec: in.filter.SinceSec, UntilSec: in.filter.UntilSec, Accounts: in.filter.Accounts,
	}
	from := &inputs{in: in, paths: paths, out: out}
	from.unsaved.command, from.unsaved.keep = "simulate failover", "no calls"
	books, report, err := readInputs(ctx, con, from, read, func() *record.Book { return record.NewBook(opt) })
	if err != nil {
		return err
	}
	con.remarks(report.Remarks)
	for _, file := range report.Files {
		run.rows += file.Rows
		run.duplicates += file.Duplicates
		run.rejectedNo += file.Rejected
	}
	run.report, run.traffic = report, record.Merge(books...)
	return nil
}

// decide runs the study, under both bounds where nothing tells who was
// registered.
func (run *failoverRun) decide(ctx context.Context, con *console, files *failoverFiles) error {
	on, set := run.directory.Settings.FailoverWhenAllUnreg(run.engine.node, run.engine.zone)
	if run.recorded != "" {
		on, set = run.recorded == "on", true
	}
	if run.recordedOn = on; !set {
		con.remark("--config has no failover_when_all_unreg: it is taken to have been off, KAZOO's default; --recorded-flag tells otherwise")
	}
	base := study.Options{Release: run.release, RecordedOn: on}
	var kinds []study.Knowledge
	switch {
	case len(run.registrations) > 0:
		kinds = []study.Knowledge{study.Recorded}
		var err error
		if base.Timeline, base.Unpadded, err = run.timelines(con, run.zone, run.directory); err != nil {
			return err
		}
	case run.traffic.Attributed > 0:
		kinds = []study.Knowledge{study.Inferred}
	default:
		kinds = []study.Knowledge{study.AllRegistered, study.NoneRegistered}
	}
	for _, k := range kinds {
		opt := base
		opt.Knowledge = k
		run.scenarios = append(run.scenarios, scenario{Knowledge: k, Study: study.New(run.traffic, run.directory, opt)})
	}
	if len(kinds) == 1 && run.setting == "both" {
		run.legs = run.scenarios[0].Counterfactual()
	}
	for i := range run.scenarios {
		s := &run.scenarios[i]
		err := s.Each(ctx, func(o *study.Outcome) error {
			s.Add(o)
			if run.legs != nil {
				run.legs.Add(o)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if run.emit != "" {
		return run.emitRecord(files.emitted)
	}
	return nil
}

// remarks are what the answer rests on that no screen has room for.
func (run *failoverRun) remarks(con *console) {
	if flawed := run.scenarios[0].Flawed(); len(flawed) > 0 {
		con.remark("%s with a pattern or a time zone that is none: %s", plural(uint64(len(flawed)), "callflow"), strings.Join(flawed, ", "))
	}
	if n := run.traffic.Unnamed; n > 0 {
		con.remark("%s without interaction_id and call_id: each counts as a call of its own", plural(n, "leg"))
	}
	if strangers := run.scenarios[0].Strangers; len(strangers) > 0 {
		var names []string
		for _, c := range strangers.List() {
			names = append(names, cmp.Or(c.Name, "(none)"))
		}
		list, used := fitList(names, 400)
		if used < len(names) {
			list += fmt.Sprintf(" and %d more", len(names)-used)
		}
		con.remark("the flag is for the whole cluster; accounts in the CDRs without documents: %s", list)
	}
	con.remark("not modelled: a registrar look-up may take 2 s; off, they run side by side and a slow answer drops the phone; on, one after another")
}
