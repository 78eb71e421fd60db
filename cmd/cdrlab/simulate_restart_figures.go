package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// summaryDoc is a figure over the restarts of a slot.
type summaryDoc struct {
	Mean float64 `json:"mean"`
	P90  float64 `json:"p90"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

type restartSlotDoc struct {
	At       string `json:"at,omitempty"`
	Weekday  string `json:"weekday,omitempty"`
	Time     string `json:"time,omitempty"`
	Days     int    `json:"days,omitempty"`
	Tied     int    `json:"tied,omitempty"`
	Restarts int    `json:"restarts"`
	// Tally holds whatever does not depend on the strategy.
	Tally   map[string]float64               `json:"tally"`
	Figures map[string]map[string]summaryDoc `json:"figures"`
}

func newSummaryDoc(s inflight.Summary) summaryDoc {
	return summaryDoc{significant(s.Mean), significant(s.P90), significant(s.Low), significant(s.High)}
}

// figureNames are the figures by their names in JSON and CSV.
var figureNames = []struct {
	name string
	of   func(*inflight.Figures) inflight.Estimate
}{
	{"hurt", func(f *inflight.Figures) inflight.Estimate { return f.Hurt }},
	{"cancel_lost", func(f *inflight.Figures) inflight.Estimate { return f.CancelLost }},
	{"cancel_lost_drawn", func(f *inflight.Figures) inflight.Estimate { return inflight.Exactly(float64(f.Drawn)) }},
	{"ringing_s", func(f *inflight.Figures) inflight.Estimate { return f.RingSec }},
	{"ghost_answers", func(f *inflight.Figures) inflight.Estimate { return f.Ghosts }},
	{"ghost_billed_s", func(f *inflight.Figures) inflight.Estimate { return f.BilledSec }},
	{"no_final", func(f *inflight.Figures) inflight.Estimate { return f.NoFinal }},
	{"progress_timeout", func(f *inflight.Figures) inflight.Estimate { return f.ProgressTimeout }},
	{"unreached", func(f *inflight.Figures) inflight.Estimate { return f.Unreached }},
	{"finals_repeated", func(f *inflight.Figures) inflight.Estimate { return f.FinalsRepeated }},
	{"dialogs_lost", func(f *inflight.Figures) inflight.Estimate { return f.DialogsLost }},
	{"media_bindings", func(f *inflight.Figures) inflight.Estimate { return f.Bindings }},
}

// tallyNames are what does not depend on the strategy.
var tallyNames = []struct {
	name string
	of   func(*inflight.Tally) float64
}{
	{"in_setup", func(y *inflight.Tally) float64 { return float64(y.InSetup) }},
	{"had_rung", func(y *inflight.Tally) float64 { return float64(y.HadRung) }},
	{"in_progress", func(y *inflight.Tally) float64 { return float64(y.InProgress) }},
	{"invite_late", func(y *inflight.Tally) float64 { return float64(y.InviteLate) }},
	{"invite_delay_s", func(y *inflight.Tally) float64 { return y.InviteDelay.Seconds() }},
	{"cancels_caller", func(y *inflight.Tally) float64 { return float64(y.Cancels[inflight.CallerGaveUp]) }},
	{"cancels_lose_race", func(y *inflight.Tally) float64 { return float64(y.Cancels[inflight.LoseRace]) }},
	{"cancels_picked_off", func(y *inflight.Tally) float64 { return float64(y.Cancels[inflight.PickedOff]) }},
	{"cancels_limit", func(y *inflight.Tally) float64 { return float64(y.Cancels[inflight.RingLimit]) }},
	{"cancel_late", func(y *inflight.Tally) float64 { return float64(y.CancelLate) }},
	{"answers", func(y *inflight.Tally) float64 { return float64(y.Answers) }},
	{"refusals", func(y *inflight.Tally) float64 { return float64(y.Refusals) }},
	{"final_late", func(y *inflight.Tally) float64 { return float64(y.FinalLate) }},
	{"bye_late", func(y *inflight.Tally) float64 { return float64(y.ByeLate) }},
	{"bye_lost", func(y *inflight.Tally) float64 { return float64(y.ByeLost) }},
	{"media_ports_peak", func(y *inflight.Tally) float64 { return float64(portsOfBinding * y.BindingsPeak) }},
}

// slotDoc is a number of restarts.
func (a *restartAnswer) slotDoc(restarts []int) restartSlotDoc {
	d := restartSlotDoc{Restarts: len(restarts), Tally: map[string]float64{}, Figures: map[string]map[string]summaryDoc{}}
	for _, n := range tallyNames {
		d.Tally[n.name] = significant(inflight.Summarize(restarts, func(i int) inflight.Estimate { return inflight.Exactly(n.of(&a.tallies[i])) }).Mean)
	}
	for s := range a.effects {
		figures := map[string]summaryDoc{}
		for _, n := range figureNames {
			figures[n.name] = newSummaryDoc(inflight.Summarize(restarts, func(i int) inflight.Estimate { return n.of(&a.figures[s][i]) }))
		}
		d.Figures[a.strategies[s].Name()] = figures
	}
	return d
}

func (a *restartAnswer) slotDocs(slots []inflight.Slot) []restartSlotDoc {
	var list []restartSlotDoc
	for i := range slots {
		s := &slots[i]
		d := a.slotDoc(s.Restarts)
		d.Time, d.Days = slotLabel(s, s), s.Days
		if s.Weekday != inflight.EveryDay {
			d.Weekday = s.Weekday.String()
		}
		list = append(list, d)
	}
	return list
}

func (a *restartAnswer) runDoc(r inflight.Run) *restartSlotDoc {
	c := a.runColumn(r)
	d := a.slotDoc(c.restarts)
	d.Time, d.Days, d.Tied = c.label, a.slots[r.First].Days, r.Tied
	return &d
}

// writeSlots writes a line a time of day and strategy, or a restart and
// strategy where they were given one by one.
func (a *restartAnswer) writeSlots(w io.Writer, format string) error {
	docs := a.slotDocs(append(append([]inflight.Slot(nil), a.slots...), a.weekdays...))
	if format == "jsonl" {
		if len(a.slots) == 0 {
			for i := range a.tallies {
				d := a.slotDoc([]int{i})
				d.At = a.moment(i).UTC().Format(time.RFC3339)
				docs = append(docs, d)
			}
		}
		for i := range docs {
			if err := jsonLines(w).Encode(docs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	c := csv.NewWriter(w)
	head := []string{"weekday", "time", "days", "restarts", "strategy"}
	for _, n := range tallyNames {
		head = append(head, n.name)
	}
	for _, n := range figureNames {
		head = append(head, n.name+"_mean", n.name+"_p90", n.name+"_low", n.name+"_high")
	}
	if err := c.Write(head); err != nil {
		return err
	}
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	for _, d := range docs {
		for _, s := range a.strategies {
			cells := []string{d.Weekday, d.Time, fmt.Sprint(d.Days), fmt.Sprint(d.Restarts), s.Name()}
			for _, n := range tallyNames {
				cells = append(cells, number(d.Tally[n.name]))
			}
			for _, n := range figureNames {
				f := d.Figures[s.Name()][n.name]
				cells = append(cells, number(f.Mean), number(f.P90), number(f.Low), number(f.High))
			}
			if err := c.Write(cells); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}
