package main

import (
	"io"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// failoverDoc is the summary as JSON. Of two bounds, Scenarios has both.
type failoverDoc struct {
	Input        failoverInputDoc `json:"input"`
	Release      string           `json:"release"`
	RecordedFlag string           `json:"recorded_flag"`
	Setting      string           `json:"failover_when_all_unreg"`
	Scenarios    []scenarioDoc    `json:"scenarios"`
	Legs         *legsDoc         `json:"legs"`
	Alerts       *alertsDoc       `json:"alerts"`
}

// failoverInputDoc is the accounting: rows = accepted + rejected + duplicates,
// and accepted = joined + filtered + legs.
type failoverInputDoc struct {
	Files      []count.Source `json:"files"`
	Rows       uint64         `json:"rows"`
	Accepted   uint64         `json:"accepted"`
	Rejected   uint64         `json:"rejected"`
	Duplicates uint64         `json:"duplicates"`
	// Joined is part of accepted: rows that are part of the leg of another.
	Joined uint64 `json:"joined,omitempty"`
	// Flags counts the accepted rows that carry each flag, by its name.
	Flags    map[string]uint64 `json:"flags,omitempty"`
	Filtered uint64            `json:"filtered"`
	Legs     int               `json:"legs"`
	Calls    int               `json:"calls"`
}

// scenarioDoc is what is counted under one knowledge of registrations.
type scenarioDoc struct {
	Registrations study.Knowledge   `json:"registrations"`
	Calls         uint64            `json:"calls"`
	Decided       uint64            `json:"decided"`
	Undecided     uint64            `json:"undecided"`
	NoPhone       uint64            `json:"no_phone"`
	DecidedShare  *float64          `json:"decided_share"`
	Agreeing      uint64            `json:"agreeing"`
	Disagreeing   uint64            `json:"disagreeing"`
	Agreement     *float64          `json:"agreement"`
	Trusted       bool              `json:"trusted"`
	Changes       map[string]uint64 `json:"changes,omitempty"`
	Better        uint64            `json:"better_on"`
	Worse         uint64            `json:"worse_on"`
	AnsweredLost  uint64            `json:"answered_lost"`
	AnsweredDied  uint64            `json:"answered_exception"`
	NothingOff    uint64            `json:"nothing_off"`
	NothingOn     uint64            `json:"nothing_on"`
	NextsOff      []study.Count     `json:"next_off"`
	NextsOn       []study.Count     `json:"next_on"`
	FailoversOff  uint64            `json:"failovers_off"`
	FailoversOn   uint64            `json:"failovers_on"`
	Chosen        uint64            `json:"chosen"`
	KeptAlive     uint64            `json:"kept_alive"`
	Covered       uint64            `json:"registrations_known"`
	Undecideds    []study.Count     `json:"undecided_reasons"`
	NoPhones      []study.Count     `json:"no_phone_reasons"`
	Groups        []study.Count     `json:"trap_targets"`
	Losers        []study.Count     `json:"losers"`
	Answered      []study.Count     `json:"answered"`
	Gainers       []study.Count     `json:"gainers"`
	Exceptions    []study.Count     `json:"exception_next"`
	Accounts      []study.Count     `json:"accounts"`
	Strangers     []study.Count     `json:"accounts_without_documents"`
}

// legsDoc is what changes in the record, by cause.
type legsDoc struct {
	Vanished []study.Count `json:"vanished"`
	Appeared []study.Count `json:"appeared"`
}

// alertsDoc is what becomes of the firings.
type alertsDoc struct {
	Before     uint64              `json:"alerts_before"`
	After      uint64              `json:"alerts_after"`
	Difference *regress.Difference `json:"difference"`
}

// writeSummary writes the JSON.
func (run *failoverRun) writeSummary(w io.Writer) error {
	doc := failoverDoc{
		Input: failoverInputDoc{
			Files: append([]count.Source{}, run.report.Files...), Rows: run.rows, Accepted: run.rows - run.rejectedNo - run.duplicates, Flags: flagCounts(run.report), Rejected: run.rejectedNo, Duplicates: run.duplicates,
			Joined:   joinedRows(run.report.Files),
			Filtered: run.traffic.Filtered, Legs: run.traffic.Legs(), Calls: run.traffic.Calls(),
		},
		Release: run.release.String(), RecordedFlag: onOff(run.recordedOn), Setting: run.setting,
	}
	for i := range run.scenarios {
		doc.Scenarios = append(doc.Scenarios, run.scenarios[i].doc(run.setting == "both"))
	}
	if run.legs != nil {
		doc.Legs = &legsDoc{run.legs.VanishedCauses().List(), run.legs.AppearedCauses().List()}
	}
	if a := run.alerts; a != nil {
		doc.Alerts = &alertsDoc{a.before.Alerts, a.after.Alerts, a.Difference}
	}
	e := jsonLines(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

func (s *scenario) doc(both bool) scenarioDoc {
	doc := scenarioDoc{
		Registrations: s.Knowledge, Calls: s.Calls, Decided: s.Decided, Undecided: s.Undecided, NoPhone: s.NoPhone,
		DecidedShare: share(s.Decided, s.Decided+s.Undecided), Agreeing: s.Agreeing, Disagreeing: s.Disagreeing,
		Agreement: share(s.Agreeing, s.Checked()), Trusted: s.Trusted(),
		NothingOff: s.NothingOff, NothingOn: s.NothingOn, NextsOff: s.NextsOff.List(), NextsOn: s.NextsOn.List(),
		FailoversOff: s.FailoversOff, FailoversOn: s.FailoversOn, Chosen: s.Chosen, KeptAlive: s.KeptAlive, Covered: s.Covered,
		Undecideds: s.Undecideds.List(), NoPhones: s.NoPhones.List(), Groups: s.Groups.List(), Losers: s.Losers.List(),
		Answered: s.Answered.List(), Gainers: s.Gainers.List(), Exceptions: s.ExceptionNexts.List(),
		Accounts: s.Accounts.List(), Strangers: s.Strangers.List(), AnsweredLost: s.AnsweredCalls, AnsweredDied: s.AnsweredExceptions,
		Better: s.Better(), Worse: s.Worse(),
	}
	if both {
		doc.Changes = map[string]uint64{}
		for c, n := range s.Changes {
			doc.Changes[study.Change(c).String()] = n
		}
	}
	return doc
}

// share is a statistic of 6 digits; null of nothing.
func share(n, of uint64) *float64 {
	if of == 0 {
		return nil
	}
	x := significant(float64(n) / float64(of))
	return &x
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
