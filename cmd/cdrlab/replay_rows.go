package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay"
)

// firingRow is a firing without nesting: its fields, those inside another
// joined to its name by "_".
type firingRow struct {
	Cause              string         `json:"cause"`
	Account            *string        `json:"account"`
	Node               int            `json:"node,omitempty"`
	Start              replay.Second  `json:"start"`
	End                replay.Second  `json:"end"`
	Ended              bool           `json:"ended"`
	Cut                replay.Cut     `json:"cut"`
	Checks             int            `json:"checks"`
	ChecksMin          int            `json:"checks_min"`
	Metrics            []string       `json:"metrics"`
	PeakMetric         string         `json:"peak_metric"`
	PeakValue          float64        `json:"peak_value"`
	PeakThreshold      float64        `json:"peak_threshold"`
	PeakLimitPerSecond float64        `json:"peak_limit_per_second"`
	PeakLimitPerMinute float64        `json:"peak_limit_per_minute"`
	PeakMargin         float64        `json:"peak_margin"`
	PeakTime           replay.Second  `json:"peak_time"`
	PhasesFired        int            `json:"phases_fired"`
	PhasesOf           int            `json:"phases_of"`
	ColdStart          bool           `json:"cold_start"`
	WarmingUp          bool           `json:"warming_up"`
	TopEvents          uint64         `json:"top_events"`
	TopAccount         []replay.Share `json:"top_account"`
	TopGateway         []replay.Share `json:"top_gateway"`
}

func newFiringRow(d *replay.Firing) firingRow {
	return firingRow{
		d.Cause, d.Account, d.Node, d.Start, d.End, d.Ended, d.Cut, d.Checks, d.ChecksMin, d.Metrics,
		d.Peak.Metric, d.Peak.Value, d.Peak.Threshold, d.Peak.LimitPerSecond, d.Peak.LimitPerMinute, d.Peak.Margin, d.Peak.Time,
		d.Phases.Fired, d.Phases.Of, d.ColdStart, d.WarmingUp, d.Top.Events, d.Top.Account, d.Top.Gateway,
	}
}

// writeFiringLines writes a JSON object a line.
func writeFiringLines(w io.Writer, firings []replay.Firing) error {
	lines := jsonLines(w)
	for i := range firings {
		if err := lines.Encode(newFiringRow(&firings[i])); err != nil {
			return err
		}
	}
	return nil
}

// firingColumns is the header of the CSV.
var firingColumns = []string{
	"cause", "account", "node", "start", "end", "ended", "cut", "checks", "checks_min", "metrics",
	"peak_metric", "peak_value", "peak_threshold", "peak_limit_per_second", "peak_limit_per_minute", "peak_margin", "peak_time",
	"phases_fired", "phases_of", "cold_start", "warming_up", "top_events", "top_account", "top_gateway",
}

// writeFiringCSV writes a firing a line. Null is an empty cell, lists are
// joined by ";", a share is "name:events".
func writeFiringCSV(w io.Writer, firings []replay.Firing) error {
	c := csv.NewWriter(w)
	if err := c.Write(firingColumns); err != nil {
		return err
	}
	for i := range firings {
		if err := c.Write(newFiringRow(&firings[i]).cells()); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func (r firingRow) cells() []string {
	node := ""
	if r.Node > 0 {
		node = strconv.Itoa(r.Node)
	}
	float := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	return []string{
		r.Cause, orEmpty(r.Account), node, r.Start.String(), r.End.String(), strconv.FormatBool(r.Ended), string(r.Cut),
		strconv.Itoa(r.Checks), strconv.Itoa(r.ChecksMin), strings.Join(r.Metrics, ";"),
		r.PeakMetric, float(r.PeakValue), float(r.PeakThreshold), float(r.PeakLimitPerSecond), float(r.PeakLimitPerMinute),
		float(r.PeakMargin), r.PeakTime.String(),
		strconv.Itoa(r.PhasesFired), strconv.Itoa(r.PhasesOf), strconv.FormatBool(r.ColdStart), strconv.FormatBool(r.WarmingUp),
		strconv.FormatUint(r.TopEvents, 10), shareCell(r.TopAccount), shareCell(r.TopGateway),
	}
}

func shareCell(shares []replay.Share) string {
	parts := make([]string, len(shares))
	for i, s := range shares {
		parts[i] = s.Name + ":" + strconv.FormatUint(s.Events, 10)
	}
	return strings.Join(parts, ";")
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
