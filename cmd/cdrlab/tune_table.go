package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// causeLines are the table of what to set on each cause. A cause that is not
// like the others has words instead of its last cells.
func (run *tuneRun) causeLines() []string {
	lines := run.causeTable(inFull)
	for b := noMeans; b <= noLimits && !run.verbose && tooWide(lines); b++ {
		lines = run.causeTable(b)
	}
	return lines
}

// brevity is what a table leaves out where it would be too wide.
type brevity uint8

const (
	inFull   brevity = iota
	noMeans          // mean detection times
	noLimits         // and the upper limits of false firings
)

func (run *tuneRun) causeTable(brief brevity) []string {
	rows := [][]string{{"CAUSE", "NOW", "SET", "FOUND", "IN (MAX)", "FALSE/WEEK"}}
	if brief >= noMeans {
		rows[0][4] = "MAX"
	}
	if run.advice.HeldOutSec > 0 {
		rows[0] = append(rows[0], "HELD OUT")
	}
	words := map[int]string{}
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		row := []string{clip(oneLine(r.Cause), causeColumns), limitWords(run.inForce(r.Cause))}
		switch {
		case r.Usual != nil:
			row = append(row, limitWords(r.Set))
			words[len(rows)] = usualWords(r)
		case !r.Met:
			words[len(rows)] = run.cannotWords(r)
		default:
			row = append(row, limitWords(r.Set))
			row = append(row, run.outcomeCells(r, brief)...)
		}
		rows = append(rows, row)
	}
	lines := alignRows(rows)
	for i, text := range words {
		at := strings.Index(lines[0], rows[0][len(rows[i])])
		lines[i] += strings.Repeat(" ", max(2, at-utf8.RuneCountInString(lines[i])))
		if !run.verbose && utf8.RuneCountInString(lines[i]+text) > screenColumns {
			text = strings.TrimPrefix(text, noIncident)
		}
		lines[i] += text
	}
	return lines
}

// outcomeCells are what a recommendation does.
func (run *tuneRun) outcomeCells(r *tune.Recommendation, brief brevity) []string {
	found, slowest, sum := 0, int64(0), int64(0)
	for _, i := range r.Required {
		if d := &r.Result.Detections[i]; d.Detected {
			found++
			slowest = max(slowest, d.DetectSec)
			sum += d.DetectSec
		}
	}
	cells := []string{
		fmt.Sprintf("%d/%d", found, len(r.Required)),
		fmt.Sprintf("%s (%s)", durationWords(sum/int64(max(1, found))), durationWords(slowest)),
		falseWords(r.Result.False, run.advice.TunedSec),
	}
	if brief >= noMeans {
		cells[1] = durationWords(slowest)
	}
	if brief >= noLimits {
		cells[2], _, _ = strings.Cut(cells[2], " ")
	}
	if r.ResultHeldOut == nil {
		return cells
	}
	text := "-"
	if h := r.ResultHeldOut; h.Incidents > 0 {
		text = fmt.Sprintf("%d/%d", h.Detected, h.Incidents)
	}
	return append(cells, text+", "+grouped(r.ResultHeldOut.False))
}

// noIncident begins what is said of a cause without incidents, where there is
// room for it.
const noIncident = "no incident; "

// usualWords are about a cause without incidents: "no incident; model: 1 false
// in >= 19 days".
func usualWords(r *tune.Recommendation) string {
	u := r.Usual
	switch {
	case u.Threshold == 0:
		return noIncident + u.Reason
	case u.ByModel:
		return noIncident + "model: 1 false in >= " + betweenFirings(u.PerWeek)
	}
	return noIncident + "record: 1 false in >= " + betweenFirings(u.PerWeek)
}

// cannotWords are about a cause whose goals cannot be met, with what comes
// nearest and what finding all costs in false firings: "cannot: one 0.31 19/min
// finds 1/2; 2/2: 2.6 a week".
func (run *tuneRun) cannotWords(r *tune.Recommendation) string {
	n := len(r.Required)
	text := fmt.Sprintf("cannot: finds 0/%d", n)
	if r.Set != (meter.Values{}) {
		found := 0
		for _, i := range r.Required {
			if d := &r.Result.Detections[i]; d.Detected && d.DetectSec <= run.goals.WithinSec {
				found++
			}
		}
		text = fmt.Sprintf("cannot: %s finds %d/%d", limitWords(r.Set), found, n)
	}
	if d := r.Dearer; d != nil {
		perWeek := float64(d.False) / (float64(run.advice.TunedSec) / (7 * 86400))
		return text + fmt.Sprintf("; %d/%d: %s a week", n, n, shortOrNone(perWeek))
	}
	return text + fmt.Sprintf("; %d/%d within %s: no threshold", n, n, durationWords(run.goals.WithinSec))
}
