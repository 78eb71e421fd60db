package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// write writes the answer in a format.
func (a *restartAnswer) write(w io.Writer, format string) error {
	switch {
	case a.explain != "":
		return a.writeLadder(w, format)
	case a.list != "":
		return a.writeList(w, format)
	case format == "json":
		return a.writeJSON(w)
	case format == "csv" || format == "jsonl":
		return a.writeSlots(w, format)
	}
	a.writeScreen(w)
	return nil
}

// writeScreen writes the first screen: the answer in a sentence, the figures,
// what they rest on, what is left out, and a command to go on with.
func (a *restartAnswer) writeScreen(w io.Writer) {
	lines := append([]string{a.headline(), ""}, a.tableLines()...)
	lines = append(lines, a.cancelLines()...)
	lines = append(lines, "")
	lines = append(lines, a.strategyLines()...)
	lines = append(lines, a.curveLines()...)
	lines = append(lines, a.basisLines()...)
	if a.verbose {
		lines = append(lines, a.meaningLines()...)
	}
	for _, line := range lines {
		fmt.Fprintln(w, clip(line, screenColumns))
	}
}

// few is a number of calls: whole from 10 on, one decimal below.
func few(x float64) string {
	switch {
	case x == 0:
		return "0"
	case x < 0.05:
		return "<0.1"
	case x < 9.95 && x != math.Trunc(x):
		return fmt.Sprintf("%.1f", x)
	}
	return grouped(uint64(x + 0.5))
}

// spanText is "2s", "1.5s", "90s" or "5m".
func spanText(d time.Duration) string {
	if d >= 2*time.Minute && d%time.Minute == 0 {
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "s"
}

// ranged is a mean, and the range around it where there is one.
func ranged(s inflight.Summary) string {
	if few(s.Low) == few(s.Mean) && few(s.High) == few(s.Mean) {
		return few(s.Mean)
	}
	return fmt.Sprintf("%s (%s-%s)", few(s.Mean), few(s.Low), few(s.High))
}

// headline is the answer in a sentence.
func (a *restartAnswer) headline() string {
	last := a.columns[len(a.columns)-1]
	if len(a.slots) == 0 {
		text := fmt.Sprintf("%s: %s hurt with %s", a.columns[0].label, ranged(a.hurt(0, a.columns[0].restarts)), a.strategies[0].Name())
		if len(a.tallies) > len(a.columns) {
			text += fmt.Sprintf("; %d more restarts: --format json", len(a.tallies)-len(a.columns))
		}
		return text + "."
	}
	text := fmt.Sprintf("%s is best: %s hurt with %s. %s is worst: %s.", a.columns[0].label, ranged(a.hurt(0, a.columns[0].restarts)),
		a.strategies[0].Name(), last.label, ranged(a.hurt(0, last.restarts)))
	if a.columns[0].label == last.label {
		text = fmt.Sprintf("Any time: %s hurt with %s.", ranged(a.hurt(0, last.restarts)), a.strategies[0].Name())
	}
	for _, c := range a.curves {
		points := sortedPoints(c)
		p := points[len(points)-1]
		drain := fmt.Sprintf(" After a %s drain: %s.", spanText(p.length), few(p.worst[0]))
		if c.name == "drain" && p.length > a.main.Drain && utf8.RuneCountInString(text+drain) <= screenColumns {
			text += drain
		}
	}
	return text
}

// tableLines are the figures of the strategy in use, column by column.
func (a *restartAnswer) tableLines() []string {
	head := []string{"PER RESTART (" + few(a.legsPerDay()) + " legs a day)"}
	for _, c := range a.columns {
		head = append(head, c.label)
	}
	rows := [][]string{head}
	for _, r := range a.screenRows() {
		cells := []string{r.name}
		seen := a.verbose || r.always
		for _, c := range a.columns {
			s := inflight.Summarize(c.restarts, r.of)
			seen = seen || s.High > 0
			text := ranged(s)
			if r.text != nil {
				text = r.text(s)
			}
			cells = append(cells, text)
		}
		if seen {
			rows = append(rows, append(cells, r.note))
		}
	}
	return alignRows(rows)
}

// legsPerDay is the mean over the period, of what there is if that is less
// than a day.
func (a *restartAnswer) legsPerDay() float64 {
	t := a.traffic
	return float64(t.Census.Legs) / max(1, float64(t.LastUs-t.FirstUs)/86400e6)
}

// worst are the restarts of the column with most hurt calls.
func (a *restartAnswer) worst() []int { return a.columns[a.worstColumn()].restarts }

func (a *restartAnswer) worstLabel() string { return a.columns[a.worstColumn()].label }

func (a *restartAnswer) worstColumn() int {
	best := 0
	for i := range a.columns {
		if a.hurt(0, a.columns[i].restarts).Mean > a.hurt(0, a.columns[best].restarts).Mean {
			best = i
		}
	}
	return best
}

// cancelLines say what made the CANCELs after the restart, in the worst column.
func (a *restartAnswer) cancelLines() []string {
	var kinds []string
	for f := range inflight.Final(inflight.NumFinals) {
		if n := a.meanOf(func(y *inflight.Tally) float64 { return float64(y.Cancels[f]) }); n > 0 {
			kinds = append(kinds, f.String()+" "+few(n))
		}
	}
	if kinds == nil {
		return nil
	}
	return []string{"CANCELs after the restart at " + a.worstLabel() + ": " + strings.Join(kinds, ", ")}
}

// strategyLines compare the strategies in the worst column.
func (a *restartAnswer) strategyLines() []string {
	worst := a.worst()
	var items []string
	for s := range a.effects {
		items = append(items, a.strategies[s].Name()+" "+ranged(a.hurt(s, worst)))
	}
	return wrapItems("HURT AT "+a.worstLabel(), items)
}

// curveLines are the curves with more than one point, of the strategy in use.
func (a *restartAnswer) curveLines() []string {
	var lines []string
	for _, c := range a.curves {
		if len(c.points) < 2 {
			continue
		}
		var items []string
		for _, p := range sortedPoints(c) {
			items = append(items, spanText(p.length)+" "+few(p.worst[0]))
		}
		lines = append(lines, wrapItems(strings.ToUpper(c.name)+", hurt at worst", items)...)
	}
	return lines
}

// wrapItems sets items side by side under a head.
func wrapItems(head string, items []string) []string {
	lines, line := []string(nil), head
	for _, item := range items {
		if utf8.RuneCountInString(line)+2+utf8.RuneCountInString(item) > screenColumns {
			lines, line = append(lines, line), strings.Repeat(" ", 6)
		}
		line += "  " + item
	}
	return append(lines, line)
}
