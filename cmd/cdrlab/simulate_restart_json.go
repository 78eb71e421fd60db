package main

import (
	"io"
	"time"

	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/simulate/restart/incidence"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartDoc is the JSON of an answer.
type restartDoc struct {
	Input      restartInputDoc      `json:"input"`
	Restart    restartSettingsDoc   `json:"restart"`
	Outlook    []restartOutlookDoc  `json:"outlook"`
	Strategies []restartStrategyDoc `json:"strategies"`
	// Restarts are those given one by one; Best and Worst, Slots and Weekdays
	// those of a grid.
	Restarts []restartSlotDoc  `json:"restarts,omitempty"`
	Best     *restartSlotDoc   `json:"best,omitempty"`
	Worst    *restartSlotDoc   `json:"worst,omitempty"`
	Slots    []restartSlotDoc  `json:"slots,omitempty"`
	Weekdays []restartSlotDoc  `json:"weekdays,omitempty"`
	Curves   []restartCurveDoc `json:"curves"`
	LeftOut  []string          `json:"left_out"`
}

type restartInputDoc struct {
	Files      []count.Source `json:"files"`
	Rows       uint64         `json:"rows"`
	Accepted   uint64         `json:"accepted"`
	Rejected   uint64         `json:"rejected"`
	Duplicates uint64         `json:"duplicates"`
	// Joined is part of accepted: rows that are part of the leg of another.
	Joined uint64 `json:"joined,omitempty"`
	// Flags counts the accepted rows that carry each flag, by its name.
	Flags          map[string]uint64 `json:"flags,omitempty"`
	Filtered       uint64            `json:"filtered"`
	OtherDirection uint64            `json:"other_direction"`
	NoStart        uint64            `json:"no_start"`
	StartDrawn     uint64            `json:"start_drawn"`
	EndBeforeStart uint64            `json:"end_before_start"`
	Legs           uint64            `json:"legs"`
	Answered       uint64            `json:"answered"`
	Cancelled      uint64            `json:"cancelled"`
	WithProgress   uint64            `json:"with_progress"`
	WholeSeconds   uint64            `json:"whole_seconds"`
	LegsPerDay     float64           `json:"legs_per_day"`
	First          string            `json:"first"`
	Last           string            `json:"last"`
}

type restartSettingsDoc struct {
	At             []string `json:"at,omitempty"`
	EveryS         float64  `json:"every_s,omitempty"`
	DowntimeS      float64  `json:"downtime_s"`
	DrainS         float64  `json:"drain_s"`
	Stop           string   `json:"stop"`
	Gateways       int      `json:"gateways"`
	Through        string   `json:"through"`
	RingLimitS     float64  `json:"ring_limit_s,omitempty"`
	ProgressLimitS float64  `json:"progress_timeout_s"`
	RTPTimeoutS    float64  `json:"rtp_timeout_s"`
}

// restartOutlookDoc is what the outlook of phones without their CANCEL rests
// on; a gateway with too few legs shares the curve of all.
type restartOutlookDoc struct {
	Group      *string `json:"group"` // gateway or account; null: all
	Answered   uint64  `json:"answered"`
	Unanswered uint64  `json:"unanswered"`
	Censored   uint64  `json:"censored"`
	LongestS   float64 `json:"longest_s"`
}

type restartStrategyDoc struct {
	Strategy        string  `json:"strategy"`
	Meaning         string  `json:"meaning"`
	CancelFinds     float64 `json:"cancel_finds"`
	DecidedByOrder  bool    `json:"decided_by_order"`
	RelaysReplies   bool    `json:"relays_replies"`
	RefusalRepeated float64 `json:"refusal_repeated"`
	KeepsDialogs    bool    `json:"keeps_dialogs"`
}

type restartCurveDoc struct {
	By     string            `json:"by"`
	Points []restartPointDoc `json:"points"`
}

type restartPointDoc struct {
	LengthS float64            `json:"length_s"`
	Worst   map[string]float64 `json:"hurt_worst"`
	Mean    map[string]float64 `json:"hurt_mean"`
}

func (a *restartAnswer) writeJSON(w io.Writer) error {
	t := a.traffic
	doc := &restartDoc{
		Input: restartInputDoc{
			Files: append([]count.Source{}, a.report.Files...), Rows: a.rows, Accepted: a.accepted, Rejected: a.rejected, Duplicates: a.duplicates, Flags: flagCounts(a.report),
			Joined:   joinedRows(a.report.Files),
			Filtered: t.Filtered, OtherDirection: t.OtherWay, NoStart: t.NoStart, StartDrawn: t.StartDrawn, EndBeforeStart: t.EndBeforeStart, Legs: t.Census.Legs,
			Answered: t.Finals[inflight.Answered], Cancelled: t.Census.Cancels(), WithProgress: t.Progress, WholeSeconds: t.WholeSeconds,
			LegsPerDay: significant(a.legsPerDay()), First: instantText(t.FirstUs), Last: instantText(t.LastUs),
		},
		Restart: restartSettingsDoc{
			EveryS: float64(t.Instants.EveryUs()) / 1e6, DowntimeS: a.main.Downtime.Seconds(), DrainS: a.main.Drain.Seconds(),
			Stop: a.rig.Stop.String(), Gateways: a.rig.Gateways, Through: "all", RingLimitS: a.main.RingLimit.Seconds(),
			ProgressLimitS: a.main.ProgressLimit.Seconds(), RTPTimeoutS: a.main.MediaHold.Seconds(),
		},
		LeftOut: leftOut(a.kazoo),
	}
	if a.through != inflight.Unknown {
		doc.Restart.Through = a.through.String()
	}
	doc.Outlook = append(doc.Outlook, outlookDoc(nil, t.Pooled))
	for i, c := range t.Curves {
		if c != t.Pooled {
			doc.Outlook = append(doc.Outlook, outlookDoc(&t.Groups[i], c))
		}
	}
	for i, e := range a.effects {
		doc.Strategies = append(doc.Strategies, restartStrategyDoc{
			a.strategies[i].Name(), a.strategies[i].Meaning(), significant(e.CancelFinds), e.ByOrder,
			e.RelaysAnswer && e.RelaysRefusal, significant(e.RefusalRepeated), e.KeepsDialogs,
		})
	}
	if len(a.slots) > 0 {
		best, worst := inflight.Extremes(a.slots, a.hurtBySlot())
		doc.Best, doc.Worst = a.runDoc(best), a.runDoc(worst)
		doc.Slots, doc.Weekdays = a.slotDocs(a.slots), a.slotDocs(a.weekdays)
	} else {
		for i := range a.tallies {
			d := a.slotDoc([]int{i})
			d.At = a.moment(i).UTC().Format(time.RFC3339)
			doc.Restarts = append(doc.Restarts, d)
			doc.Restart.At = append(doc.Restart.At, d.At)
		}
	}
	for _, c := range a.curves {
		curve := restartCurveDoc{By: c.name}
		for _, p := range c.points {
			point := restartPointDoc{p.length.Seconds(), map[string]float64{}, map[string]float64{}}
			for s := range a.effects {
				point.Worst[a.strategies[s].Name()], point.Mean[a.strategies[s].Name()] = significant(p.worst[s]), significant(p.mean[s])
			}
			curve.Points = append(curve.Points, point)
		}
		doc.Curves = append(doc.Curves, curve)
	}
	e := jsonLines(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

func outlookDoc(group *string, c *incidence.Curve) restartOutlookDoc {
	return restartOutlookDoc{
		group, c.Seen(incidence.Answered), c.Seen(incidence.Unanswered), c.Seen(incidence.Censored), float64(c.LastMs()) / 1000,
	}
}
