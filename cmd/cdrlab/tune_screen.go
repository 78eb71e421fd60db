package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// writeScreen writes the first screen of a tuning: how the thresholds in force
// do, what to set instead, what it rests on, the commands that set it.
func (run *tuneRun) writeScreen(w io.Writer) {
	head := append(run.caveats(), run.headlines()...)
	if run.timeless() || len(run.advice.Causes) == 0 {
		fmt.Fprintln(w, strings.Join(head, "\n"))
		return
	}
	lines := append(head, "")
	lines = append(lines, run.causeLines()...)
	lines = append(lines, run.bindingLines()...)
	lines = append(lines, "")
	foot := append(run.accounting(run.res.Events, run.res.BeforeAppStart), run.restLine())
	foot = append(foot, run.nextLines()...)
	lines = append(lines, run.commandLines(screenLines-len(lines)-len(foot))...)
	lines = append(lines, foot...)
	if run.verbose {
		lines = append(lines, "")
		lines = append(lines, run.scoreLines()...)
		lines = append(lines, "")
		lines = append(lines, run.incidentLines()...)
		lines = append(lines, "")
		lines = append(lines, run.growthLines()...)
		lines = append(lines, run.modelLines()...)
		lines = append(lines, "")
		lines = append(lines, run.assumptionLines()...)
	}
	writeLines(w, lines, run.verbose)
}

// headlines are "Your present thresholds miss 4 of 11 incidents. 4 of 5 causes
// can meet the goal.", in one line if it fits.
func (run *tuneRun) headlines() []string {
	switch {
	case run.timeless():
		return []string{run.headline()}
	case len(run.advice.Causes) == 0:
		return []string{"No cause is checked, so there is nothing to tune."}
	}
	var able, asked uint64
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		if r.Met {
			able++
		}
		// Of a cause without incidents and events nothing can be asked.
		if len(r.Required) > 0 || slices.Contains(run.grown.Causes, r.Cause) {
			asked++
		}
	}
	volume := ""
	if run.scale != 1 {
		volume = fmt.Sprintf("At %v times the volume: ", run.scale)
	}
	lines := []string{volume + run.presentWords(), fmt.Sprintf("%d of %s can meet the goal.", able, plural(asked, "cause"))}
	if line := strings.Join(lines, " "); utf8.RuneCountInString(line) <= screenColumns {
		return []string{line}
	}
	return lines
}

// presentWords say how the thresholds in force do.
func (run *tuneRun) presentWords() string {
	now := run.joined(nowOf)
	n, missed := len(run.incidents), 0
	for i := range run.incidents {
		if !now.Detections[i].Detected {
			missed++
		}
	}
	switch {
	case n == 0 && len(run.labels) > 0:
		return "No incident lies in the data."
	case !run.cfg.HasThresholds() && n == 0:
		return "No incident is labelled and no threshold in force."
	case !run.cfg.HasThresholds():
		return fmt.Sprintf("No threshold is in force: %s missed.", plural(uint64(n), "incident"))
	case n == 0:
		return fmt.Sprintf("No incident is labelled; your present thresholds fire %s.", times(now.Firings))
	case missed == 0 && n == 1:
		return fmt.Sprintf("Your present thresholds find the one incident, %s.", plural(now.False, "false firing"))
	case missed == 0:
		return fmt.Sprintf("Your present thresholds find all %d incidents, %s.", n, plural(now.False, "false firing"))
	case n == 1:
		return "Your present thresholds miss the one incident."
	}
	return fmt.Sprintf("Your present thresholds miss %d of %s.", missed, plural(uint64(n), "incident"))
}

// nowOf and setOf choose an evaluation of a cause, before the cut and from it on.
func nowOf(r *tune.Recommendation) (tuned, heldOut *tune.Evaluation) { return &r.Now, r.NowHeldOut }

func setOf(r *tune.Recommendation) (tuned, heldOut *tune.Evaluation) {
	return &r.Result, r.ResultHeldOut
}

// joined is what all causes do together over the whole period.
func (run *tuneRun) joined(of func(*tune.Recommendation) (tuned, heldOut *tune.Evaluation)) tune.Evaluation {
	var list []*tune.Evaluation
	for i := range run.advice.Causes {
		tuned, heldOut := of(&run.advice.Causes[i])
		list = append(list, tuned)
		if heldOut != nil {
			list = append(list, heldOut)
		}
	}
	e := tune.Join(list...)
	if e.Detections == nil {
		e.Detections = make([]tune.Detection, len(run.incidents))
	}
	return e
}

// restLine is what the recommendation rests on: "52 weeks, 39 to tune, 13 held
// out; one hangups node (--nodes); at this volume (--scale)."
func (run *tuneRun) restLine() string {
	since, until := run.period()
	text := spanWords(int64(until - since))
	if run.advice.HeldOutSec > 0 {
		text += fmt.Sprintf(", %s to tune, %s held out", spanWords(run.advice.TunedSec), spanWords(run.advice.HeldOutSec))
	}
	nodes := "one hangups node (--nodes)"
	if n := run.engine.opt.Nodes; n > 1 {
		nodes = fmt.Sprintf("%d hangups nodes", n)
	}
	if n := run.engine.opt.Copies; n > 1 {
		nodes += fmt.Sprintf(", %d copies", n)
	}
	clocks := "at all 60 check clocks"
	if run.engine.opt.AppStart != nil {
		clocks = "on the known check clock"
	}
	scale := "at this volume (--scale)"
	if run.scale != 1 {
		scale = fmt.Sprintf("at %v times the volume (seed %d)", run.scale, run.seed)
	}
	line := fmt.Sprintf("%s; %s; %s; %s.", text, nodes, clocks, scale)
	if utf8.RuneCountInString(line) > screenColumns {
		line = strings.NewReplacer(" (--nodes)", "", "; at this volume (--scale)", "").Replace(line)
	}
	return line
}

// commandLines are the sup commands that set what is recommended, in so many
// lines.
func (run *tuneRun) commandLines(room int) []string {
	var lines []string
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		if !r.Met {
			continue
		}
		for m := range meter.Metric(meter.NumMetrics) {
			if r.Set[m] > 0 || run.inForce(r.Cause)[m] > 0 {
				lines = append(lines, fmt.Sprintf("sup hangups_maintenance set_threshold %s %s %s",
					shellWord(oneLine(r.Cause)), m, plainDecimal(r.Set[m])))
			}
		}
	}
	if room = max(room, 2); !run.verbose && len(lines) > room {
		left := len(lines) - room + 1
		lines = append(lines[:room-1], fmt.Sprintf("and %d more: --emit sup=FILE", left))
	}
	return lines
}

// inForce are the present thresholds of a cause.
func (run *tuneRun) inForce(cause string) meter.Values {
	thresholds, _ := run.cfg.Limits(cause)
	return thresholds
}

// modelLines say of each cause without incidents what its threshold goes by.
func (run *tuneRun) modelLines() []string {
	var lines []string
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		u := r.Usual
		switch {
		case u == nil:
		case u.Threshold == 0:
			lines = append(lines, fmt.Sprintf("%s: nothing to set: %s", oneLine(r.Cause), u.Reason))
		case u.ByModel:
			hours := map[int]string{168: "by the hour of the week", 24: "by the hour of the day", 1: "at one rate"}[u.ProfileHours]
			lines = append(lines, fmt.Sprintf("%s: by a model of its usual traffic %s, which the record bears out", oneLine(r.Cause), hours))
		case u.Trusted:
			lines = append(lines, oneLine(r.Cause)+": by what the record has, as so few false firings are wanted")
		default:
			lines = append(lines, fmt.Sprintf("%s: by what the record has: %s", oneLine(r.Cause), u.Reason))
		}
	}
	return lines
}
