package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartLists are the calls that --list can show.
var restartLists = []struct {
	name string
	of   func(*inflight.Meeting) bool
}{
	{"in-setup", func(m *inflight.Meeting) bool { return m.InSetup }},
	{"cancel-lost", func(m *inflight.Meeting) bool { return m.InSetup && m.Leg.Final.IsCancel() }},
	{"invite-late", func(m *inflight.Meeting) bool { return m.Begins }},
	{"final-late", func(m *inflight.Meeting) bool {
		return m.InSetup && !m.Leg.Final.IsCancel() && m.Leg.FinalUs() < m.BoundUs
	}},
	{"bye-late", func(m *inflight.Meeting) bool { return m.Ends }},
}

func restartListNames() []string {
	var names []string
	for _, l := range restartLists {
		names = append(names, l.name)
	}
	return names
}

// listedCall is a call behind a figure.
type listedCall struct {
	Restart   string  `json:"restart"`
	CallID    string  `json:"call_id"`
	Direction string  `json:"direction"`
	Gateway   string  `json:"gateway"`
	Start     string  `json:"start"`
	AgeS      float64 `json:"age_s"`
	Final     string  `json:"final"`
	FinalS    float64 `json:"final_s"`
	// GhostShare is the chance that the phone is answered without its CANCEL,
	// RingS for how long it rings on; null but for CANCELs.
	GhostShare *float64 `json:"ghost_share"`
	RingS      *float64 `json:"ring_s"`
}

// listed are the calls behind the figure that was asked for. cancel-lost are
// those whose CANCEL a proxy without their transactions cannot place; which
// strategy places it is in the figures.
func (a *restartAnswer) listed() []listedCall {
	i := slices.Index(restartListNames(), a.list)
	var calls []listedCall
	a.traffic.Meetings(&a.main, func(m *inflight.Meeting) {
		if !restartLists[i].of(m) {
			return
		}
		l := m.Leg
		c := listedCall{
			Restart: instantText(m.StopUs), CallID: l.CallID, Direction: l.Direction.String(), Gateway: a.traffic.Groups[l.Group],
			Start: instantText(l.RecordedStartUs()),
			AgeS:  significant(float64(m.StopUs-l.StartUs) / 1e6), Final: l.Final.String(), FinalS: significant(float64(l.FinalUs()-m.StopUs) / 1e6),
		}
		if l.Final.IsCancel() && m.InSetup {
			o := a.traffic.Curves[l.Group].After(int64(l.FinalMs), a.main.RingLimit.Milliseconds())
			ghost, ring := significant(o.Answered), significant(o.RingingMs/1000)
			c.GhostShare, c.RingS = &ghost, &ring
		}
		calls = append(calls, c)
	})
	return calls
}

// instant is a time of the list as the screen shows it.
func (a *restartAnswer) instant(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.In(a.zone).Format("2 Jan 15:04")
}

// listRoom is how many calls a screen lists.
const listRoom = screenLines - 4

func (a *restartAnswer) writeList(w io.Writer, format string) error {
	calls := a.listed()
	switch format {
	case "json":
		e := jsonLines(w)
		e.SetIndent("", "  ")
		return e.Encode(append([]listedCall{}, calls...))
	case "jsonl":
		for i := range calls {
			if err := jsonLines(w).Encode(calls[i]); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return writeListCSV(w, calls)
	}
	rows := [][]string{{"RESTART", "CALL", "GATEWAY", "AGE S", "ENDS BY", "AFTER S", "GHOST", "RINGS S"}}
	for _, c := range calls[:min(len(calls), listRoom)] {
		ghost, ring := "-", "-"
		if c.GhostShare != nil {
			ghost, ring = percent(*c.GhostShare), fmt.Sprintf("%.0f", *c.RingS)
		}
		rows = append(rows, []string{
			a.instant(c.Restart), shown(c.CallID), shown(c.Gateway), fmt.Sprintf("%.1f", c.AgeS), c.Final, fmt.Sprintf("%.1f", c.FinalS), ghost, ring,
		})
	}
	fmt.Fprintf(w, "%s: %s.\n\n", a.list, plural(uint64(len(calls)), "call"))
	if len(calls) == 0 {
		return nil
	}
	for _, line := range alignRows(rows) {
		fmt.Fprintln(w, clip(line, screenColumns))
	}
	if n := len(calls) - listRoom; n > 0 {
		fmt.Fprintf(w, "%d more: --format csv\n", n)
	}
	return nil
}

func writeListCSV(w io.Writer, calls []listedCall) error {
	c := csv.NewWriter(w)
	if err := c.Write([]string{"restart", "call_id", "direction", "gateway", "start", "age_s", "final", "final_s", "ghost_share", "ring_s"}); err != nil {
		return err
	}
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'g', -1, 64)
	}
	for i := range calls {
		l := &calls[i]
		err := c.Write([]string{
			l.Restart, l.CallID, l.Direction, l.Gateway, l.Start, number(&l.AgeS), l.Final, number(&l.FinalS), number(l.GhostShare), number(l.RingS),
		})
		if err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
