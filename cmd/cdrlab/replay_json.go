package main

import (
	"encoding/json"
	"io"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// resultDoc is the JSON of a replay. Its keys and their order are a contract:
// baselines are saved in it.
type resultDoc struct {
	Input     inputDoc        `json:"input"`
	Engine    engineDoc       `json:"engine"`
	Firings   []replay.Firing `json:"firings"`
	Alerts    uint64          `json:"alerts"`
	AlertsMin uint64          `json:"alerts_min"`
	Notices   uint64          `json:"notices"`
}

// inputDoc is the accounting: rows = accepted + rejected + duplicates, and
// accepted = filtered + ignored + before_app_start + events.
type inputDoc struct {
	Files          []count.Source `json:"files"`
	Rows           uint64         `json:"rows"`
	Accepted       uint64         `json:"accepted"`
	Rejected       uint64         `json:"rejected"`
	Duplicates     uint64         `json:"duplicates"`
	Filtered       uint64         `json:"filtered"`
	Ignored        uint64         `json:"ignored"`
	BeforeAppStart uint64         `json:"before_app_start"`
	Events         uint64         `json:"events"`
	// First and Last are null if no row was kept.
	First        *replay.Second `json:"first"`
	Last         *replay.Second `json:"last"`
	CountsSHA256 string         `json:"counts_sha256"`
}

// engineDoc is what the engine ran with. Since and until are those of the
// report, without the warm-up, and null if neither flags nor rows gave any.
type engineDoc struct {
	Since       *replay.Second      `json:"since"`
	Until       *replay.Second      `json:"until"`
	AppStart    *replay.Second      `json:"app_start"`
	AppRestarts []replay.Second     `json:"app_restarts"`
	Monitored   []string            `json:"monitored"`
	Ignored     []string            `json:"ignored"`
	Thresholds  map[string]limitDoc `json:"thresholds"`
	Unchecked   []alert.Unchecked   `json:"unchecked"`
	// What follows is there only if it is not as KAZOO has it by default.
	Accounts      map[string]map[string]limitDoc `json:"accounts,omitempty"`
	WarmUpSec     int64                          `json:"warm_up_s,omitempty"`
	CheckAccounts bool                           `json:"check_accounts,omitempty"`
	Copies        int                            `json:"copies,omitempty"`
	Nodes         int                            `json:"nodes,omitempty"`
	Seed          uint64                         `json:"seed,omitempty"`
}

// limitDoc holds the thresholds T that are on, in the order of the metrics.
type limitDoc struct {
	One     float64 `json:"one,omitempty"`
	Five    float64 `json:"five,omitempty"`
	Fifteen float64 `json:"fifteen,omitempty"`
	Day     float64 `json:"day,omitempty"`
}

// writeResultJSON writes the whole result.
func writeResultJSON(w io.Writer, run *replayRun) error {
	doc := resultDoc{
		Input: run.inputDoc(), Engine: run.engineDoc(), Firings: append([]replay.Firing{}, run.res.Firings...),
		Alerts: run.res.Alerts, AlertsMin: run.res.AlertsMin, Notices: run.res.Notices,
	}
	e := jsonLines(w)
	e.SetIndent("", "  ")
	return e.Encode(&doc)
}

func (run *replayRun) inputDoc() inputDoc {
	set := run.set
	doc := inputDoc{
		Files: append([]count.Source{}, run.report.Files...),
		Rows:  run.rows, Rejected: run.rejected, Duplicates: run.duplicates,
		Accepted: set.Accepted, Filtered: set.Filtered, Ignored: set.Ignored,
		BeforeAppStart: run.res.BeforeAppStart, Events: run.res.Events,
		CountsSHA256: set.Fingerprint(),
	}
	if set.Kept() > 0 {
		first, last := replay.Second(set.First), replay.Second(set.Last)
		doc.First, doc.Last = &first, &last
	}
	return doc
}

func (run *replayRun) engineDoc() engineDoc {
	s := &run.res.Settings
	doc := engineDoc{
		AppStart: s.AppStart, AppRestarts: s.AppRestarts, Monitored: s.Monitored, Ignored: s.Ignored,
		Thresholds: map[string]limitDoc{}, Unchecked: s.Unchecked,
		WarmUpSec: run.warmUpSec, CheckAccounts: s.CheckAccounts, Copies: s.Copies, Nodes: s.Nodes, Seed: s.Seed,
	}
	since := max(s.Since, run.opt.ReportSince)
	if run.set.Kept() > 0 || run.since > 0 {
		doc.Since = &since
	}
	if run.set.Kept() > 0 || run.until > 0 {
		doc.Until = &s.Until
	}
	for cause, t := range s.Thresholds {
		doc.Thresholds[cause] = newLimitDoc(t)
	}
	for account, rules := range s.Accounts {
		if doc.Accounts == nil {
			doc.Accounts = map[string]map[string]limitDoc{}
		}
		doc.Accounts[account] = map[string]limitDoc{}
		for cause, t := range rules {
			doc.Accounts[account][cause] = newLimitDoc(t)
		}
	}
	return doc
}

func newLimitDoc(t replay.CauseLimits) limitDoc {
	return limitDoc{
		One: t[meter.One.String()], Five: t[meter.Five.String()],
		Fifteen: t[meter.Fifteen.String()], Day: t[meter.Day.String()],
	}
}

// jsonLines writes one value a line.
func jsonLines(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}
