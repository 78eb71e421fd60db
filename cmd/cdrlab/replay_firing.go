package main

import "github.com/cdrlab/cdrlab/replay"

// firingDoc is a firing in JSON; the keys and their order are a contract.
type firingDoc struct {
	Cause string `json:"cause"`
	// Account is null for the global meter of the cause.
	Account *string `json:"account"`
	// Node is there only where there are several.
	Node  int           `json:"node,omitempty"`
	Start replay.Second `json:"start"`
	End   replay.Second `json:"end"`
	Ended bool          `json:"ended"`
	// Cut is "restart", "data" or null.
	Cut       *string       `json:"cut"`
	Checks    int           `json:"checks"`
	ChecksMin int           `json:"checks_min"`
	Metrics   []string      `json:"metrics"`
	Peak      replay.Peak   `json:"peak"`
	Phases    replay.Phases `json:"phases"`
	ColdStart bool          `json:"cold_start"`
	WarmingUp bool          `json:"warming_up"`
	Top       topDoc        `json:"top"`
}

// topDoc is replay.Top with its shares rounded, being statistics. Gateway is
// null where the input has none.
type topDoc struct {
	Events  uint64         `json:"events"`
	Account []replay.Share `json:"account"`
	Gateway []replay.Share `json:"gateway"`
}

func newFiringDoc(f *replay.Firing) firingDoc {
	doc := firingDoc{
		Cause: f.Cause, Account: f.Account, Node: f.Node, Start: f.Start, End: f.End, Ended: f.Ended,
		Checks: f.Checks, ChecksMin: f.ChecksMin, Metrics: append([]string{}, f.Metrics...),
		Peak: f.Peak, Phases: f.Phases, ColdStart: f.ColdStart, WarmingUp: f.WarmingUp,
		Top: topDoc{Events: f.Top.Events, Account: roundedShares(f.Top.Account)},
	}
	if f.Top.Gateway != nil {
		doc.Top.Gateway = roundedShares(f.Top.Gateway)
	}
	if f.Cut != "" {
		doc.Cut = &f.Cut
	}
	return doc
}

func roundedShares(shares []replay.Share) []replay.Share {
	list := make([]replay.Share, len(shares))
	for i, s := range shares {
		s.Share = significant(s.Share)
		list[i] = s
	}
	return list
}
