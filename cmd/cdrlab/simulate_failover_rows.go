package main

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// decidedCall is one call as JSON.
type decidedCall struct {
	Time          string  `json:"time"`
	CallID        *string `json:"call_id"`
	InteractionID *string `json:"interaction_id"`
	Account       string  `json:"account"`
	AccountName   string  `json:"account_name"`
	Number        string  `json:"number"`
	Status        string  `json:"status"`
	// Reason is null for a decided call.
	Reason *string `json:"reason"`
	Module string  `json:"module,omitempty"`
	Target string  `json:"target,omitempty"`
	// Chosen: the phones that rang told the branch.
	Chosen    bool               `json:"chosen,omitempty"`
	Method    string             `json:"method,omitempty"`
	Endpoints []answeredEndpoint `json:"endpoints,omitempty"`
	Off       *failover.Decision `json:"off,omitempty"`
	On        *failover.Decision `json:"on,omitempty"`
	// Next is what the callflow does where nothing is dialled.
	Next       string   `json:"next,omitempty"`
	Change     string   `json:"change,omitempty"`
	OnIs       string   `json:"on_is,omitempty"`
	Losers     []string `json:"losers,omitempty"`
	Answered   []string `json:"answered,omitempty"`
	Gainers    []string `json:"gainers,omitempty"`
	Record     string   `json:"record,omitempty"`
	Unseen     []string `json:"unseen,omitempty"`
	Unforeseen []string `json:"unforeseen,omitempty"`
	KeptAlive  bool     `json:"kept_alive,omitempty"`
	Covered    *bool    `json:"registrations_known,omitempty"`
}

// call is an outcome as JSON; with one setting only what it decides.
func (run *failoverRun) call(o *study.Outcome) decidedCall {
	c := decidedCall{
		Time: instantText(o.Call.StartUs), CallID: orNull(o.Call.CallID), InteractionID: orNull(o.Call.InteractionID),
		Account: o.Call.Account, AccountName: o.AccountName, Number: o.Call.Number,
		Status: o.Status.String(), Reason: orNull(o.Reason), Module: o.Module, Target: o.Target, Chosen: o.Chosen,
	}
	if o.Status != study.Decided {
		return c
	}
	c.Method, c.Covered, c.KeptAlive = o.Request.Method, &o.Covered, o.KeptAlive
	for _, e := range o.Request.Endpoints {
		c.Endpoints = append(c.Endpoints, answeredBy(e, o.IsRegistered))
	}
	if run.setting != "on" {
		c.Off = &o.Off
	}
	if run.setting != "off" {
		c.On = &o.On
	}
	if c.Off != nil && len(c.Off.Dial) == 0 || c.On != nil && len(c.On.Dial) == 0 {
		c.Next = o.Next
	}
	c.Record, c.Unseen, c.Unforeseen = o.Agreement.Verdict.String(), o.Agreement.Unseen, o.Agreement.Unforeseen
	if run.setting == "both" {
		c.Change, c.OnIs = o.Change.String(), onIs(o.Change)
		c.Losers, c.Answered, c.Gainers = o.Losers, o.Answered, o.Gainers
	}
	return c
}

// onIs is what switching the flag on means for a call.
func onIs(c study.Change) string {
	switch {
	case c.Better():
		return "better"
	case c.Worse():
		return "worse"
	}
	return "same"
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// callColumns are the columns of CSV and Parquet. Lists are joined by ";"; a
// dial list names devices, and numbers that a failover or forward dials.
var callColumns = []columnar.FigureColumn{
	{Name: "time", Kind: columnar.FigureInstant}, {Name: "call_id"}, {Name: "interaction_id"}, {Name: "account"}, {Name: "account_name"},
	{Name: "number"}, {Name: "status"}, {Name: "reason"}, {Name: "module"}, {Name: "target"},
	{Name: "endpoints", Kind: columnar.FigureWhole}, {Name: "registered"}, {Name: "off_result"}, {Name: "off_dial"},
	{Name: "on_result"}, {Name: "on_dial"}, {Name: "next"}, {Name: "change"}, {Name: "on_is"}, {Name: "losers"}, {Name: "answered"},
	{Name: "gainers"}, {Name: "record"}, {Name: "unseen"}, {Name: "unforeseen"}, {Name: "kept_alive"}, {Name: "registrations_known"},
}

// cells are an outcome as text, by callColumns; an empty cell is null.
func (run *failoverRun) cells(o *study.Outcome) []string {
	c := run.call(o)
	list := func(l []string) string { return strings.Join(l, ";") }
	cells := []string{
		c.Time, o.Call.CallID, o.Call.InteractionID, c.Account, c.AccountName, c.Number, c.Status, o.Reason, c.Module, c.Target,
	}
	if o.Status != study.Decided {
		return append(cells, make([]string, len(callColumns)-len(cells))...)
	}
	var registered []string
	for _, a := range o.Registered {
		registered = append(registered, a.String())
	}
	cells = append(cells, strconv.Itoa(len(c.Endpoints)), list(registered))
	for _, d := range []*failover.Decision{c.Off, c.On} {
		if d == nil {
			cells = append(cells, "", "")
		} else {
			cells = append(cells, d.Result.String(), list(o.Dialled(d)))
		}
	}
	return append(cells, c.Next, c.Change, c.OnIs, list(c.Losers), list(c.Answered), list(c.Gainers),
		c.Record, list(c.Unseen), list(c.Unforeseen), strconv.FormatBool(o.KeptAlive), strconv.FormatBool(o.Covered))
}

// writeCalls writes a line a call.
func (run *failoverRun) writeCalls(ctx context.Context, w io.Writer) error {
	each := func(f func(*study.Outcome) error) error {
		return run.scenarios[0].Each(ctx, func(o *study.Outcome) error {
			if !run.listed(o) {
				return nil
			}
			return f(o)
		})
	}
	switch run.format {
	case "jsonl":
		lines := jsonLines(w)
		return each(func(o *study.Outcome) error { return lines.Encode(run.call(o)) })
	case "csv":
		c := csv.NewWriter(w)
		var names []string
		for _, column := range callColumns {
			names = append(names, column.Name)
		}
		if err := c.Write(names); err != nil {
			return err
		}
		if err := each(func(o *study.Outcome) error { return c.Write(run.cells(o)) }); err != nil {
			return err
		}
		c.Flush()
		return c.Error()
	}
	var rows [][]string
	var times []int64
	err := each(func(o *study.Outcome) error {
		rows, times = append(rows, run.cells(o)), append(times, o.Call.StartUs)
		return nil
	})
	if err != nil {
		return err
	}
	return columnar.WriteFigures(w, callColumns, len(rows), func(column, i int) columnar.Figure {
		text := rows[i][column]
		f := columnar.Figure{Null: text == "", Text: text}
		switch callColumns[column].Kind {
		case columnar.FigureInstant:
			f.Int = times[i]
		case columnar.FigureWhole:
			f.Int, _ = strconv.ParseInt(text, 10, 64) // it is a length, or empty
		}
		return f
	})
}
