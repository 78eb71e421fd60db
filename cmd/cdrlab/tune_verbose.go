package main

import (
	"fmt"
	"math"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// scoreLines compare the thresholds in force with those recommended, all causes
// together, each figure with its 95% interval.
func (run *tuneRun) scoreLines() []string {
	rows := [][]string{{"ALL CAUSES", "RECALL", "PRECISION", "FALSE/WEEK", "DETECTED IN", "SLOWEST", "RESET"}}
	for _, side := range []struct {
		name string
		doc  outcomeDoc
	}{{"now", run.overall(nowOf)}, {"set", run.overall(setOf)}} {
		d := &side.doc
		rows = append(rows, []string{
			side.name, intervalWords(d.Recall, 100, "%"), intervalWords(d.Precision, 100, "%"), intervalWords(d.FalsePerWeek, 1, ""),
			secWords(d.MeanDetectSec), secWords(d.MaxDetectSec), secWords(d.MeanResetSec),
		})
	}
	return alignRows(rows)
}

// intervalWords is "67% (22-96%)".
func intervalWords(i *label.Interval, scale float64, unit string) string {
	if i == nil {
		return "-"
	}
	return fmt.Sprintf("%s%s (%s-%s%s)", shortOrNone(scale*i.Estimate), unit, shortOrNone(scale*i.Low), shortOrNone(scale*i.High), unit)
}

func secWords(sec *float64) string {
	if sec == nil {
		return "-"
	}
	return durationWords(int64(math.Round(*sec)))
}

// incidentLines are the table of what loses each incident.
func (run *tuneRun) incidentLines() []string {
	if len(run.incidents) == 0 {
		return nil
	}
	now, set := run.joined(nowOf), run.joined(setOf)
	rows := [][]string{{"INCIDENT", "NOW", "SET", "RESET", "LOST BY", "ONE FROM", "FIVE", "FIFTEEN", "DAY"}}
	for i := range run.incidents {
		cause := run.causeOf(i)
		row := []string{shown(run.incidents[i].Name), detectWords(&now.Detections[i]), detectWords(&set.Detections[i]), "-", clip(oneLine(cause), causeColumns)}
		if d := &set.Detections[i]; d.Detected && d.Reset {
			row[3] = durationWords(d.ResetSec)
		}
		for _, limit := range run.keeps(cause, i) {
			cell := "-"
			if limit > 0 {
				cell = roundedThreshold(limit)
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return alignRows(rows)
}

func detectWords(d *tune.Detection) string {
	if !d.Detected {
		return "missed"
	}
	return durationWords(d.DetectSec)
}

// causeOf is the cause that has to find an incident: the one it names, or the
// one that shows it best; empty if none does.
func (run *tuneRun) causeOf(incident int) string {
	if cause := run.incidents[incident].Cause; cause != "" {
		return cause
	}
	var best string
	var highest float64
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		for _, k := range r.Required {
			if k == incident {
				return r.Cause
			}
		}
		if limit := run.keeps(r.Cause, incident)[meter.One]; limit > highest {
			best, highest = r.Cause, limit
		}
	}
	return best
}

// keeps are the thresholds of a cause from which on an incident is lost, on
// whichever side of the cut it lies; 0 if none finds it.
func (run *tuneRun) keeps(cause string, incident int) (limits meter.Values) {
	for _, curves := range [...][]tune.Curve{run.advice.Curves.Curves, run.advice.Curves.HeldOut} {
		for i := range curves {
			if c := &curves[i]; c.Cause == cause && c.Account == nil {
				limits[c.Metric] = max(limits[c.Metric], c.Keeps[incident])
			}
		}
	}
	return limits
}
