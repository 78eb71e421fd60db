package main

import (
	"encoding/json"
	"io"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// saved is the result as JSON has it and baselines keep it.
func (run *replayRun) saved() *regress.Saved {
	return &regress.Saved{
		Input: run.savedInput(), Engine: run.savedEngine(), Firings: append([]replay.Firing{}, run.res.Firings...),
		Alerts: run.res.Alerts, AlertsMin: run.res.AlertsMin, Notices: run.res.Notices,
	}
}

func (run *replayRun) savedInput() regress.Input {
	set, joined := run.set, joinedRows(run.report.Files)
	fingerprint := run.fingerprint
	if fingerprint == nil {
		fingerprint = set.Fingerprint
	}
	doc := regress.Input{
		Files: append([]count.Source{}, run.report.Files...),
		Rows:  run.rows, Rejected: run.rejected, Duplicates: run.duplicates,
		Accepted: set.Accepted + joined, Joined: joined, Flags: flagCounts(run.report), Filtered: set.Filtered, Ignored: set.Ignored,
		BeforeAppStart: run.res.BeforeAppStart, Events: run.res.Events,
		CountsSHA256: fingerprint(), Filter: run.savedFilter(),
	}
	if !run.timeless() {
		first, last := replay.Second(set.First), replay.Second(set.Last)
		doc.First, doc.Last = &first, &last
	}
	return doc
}

// savedFilter is what the flags asked for; nil if that is everything.
func (run *replayRun) savedFilter() *regress.Filter {
	f := &run.filter
	doc := &regress.Filter{
		Accounts: f.Accounts, Causes: f.Causes, Directions: f.Directions, Gateways: f.Gateways,
	}
	if run.since > 0 {
		doc.Since = &run.since
	}
	if run.until > 0 {
		doc.Until = &run.until
	}
	if doc.Since == nil && doc.Until == nil && len(f.Accounts)+len(f.Causes)+len(f.Directions)+len(f.Gateways) == 0 {
		return nil
	}
	return doc
}

func (run *replayRun) savedEngine() regress.Engine {
	s := &run.res.Settings
	doc := regress.Engine{
		AppStart: s.AppStart, AppRestarts: s.AppRestarts, Monitored: s.Monitored, Ignored: s.Ignored,
		Thresholds: map[string]regress.Limits{}, Unchecked: s.Unchecked,
		WarmUpSec: run.warmUpSec, CheckAccounts: s.CheckAccounts, Copies: s.Copies, Nodes: s.Nodes, Seed: s.Seed,
	}
	since := max(s.Since, run.opt.ReportSince)
	if !run.timeless() || run.since > 0 {
		doc.Since = &since
	}
	if !run.timeless() || run.until > 0 {
		doc.Until = &s.Until
	}
	for cause := range s.Thresholds {
		doc.Thresholds[cause] = regress.NewLimits(run.cfg.Causes[cause], false)
	}
	if !s.CheckAccounts {
		return doc
	}
	doc.Accounts = map[string]map[string]regress.Limits{}
	for account, causes := range run.cfg.Accounts {
		doc.Accounts[account] = accountLimits(causes)
	}
	return doc
}

// accountLimits are the thresholds of one account.
func accountLimits(causes map[string]*alert.Thresholds) map[string]regress.Limits {
	limits := map[string]regress.Limits{}
	for cause, t := range causes {
		limits[cause] = regress.NewLimits(t, true)
	}
	return limits
}

// jsonLines writes one value a line.
func jsonLines(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}
