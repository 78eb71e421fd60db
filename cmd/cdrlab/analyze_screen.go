package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/analyze/kpi"
	"github.com/cdrlab/cdrlab/replay"
)

// writeScreen writes the first screen: the answer in a sentence, the figures,
// what they rest on, and a command to go on with.
func (a *analysis) writeScreen(w io.Writer) {
	lines := []string{a.headline()}
	if a.table.Kept > 0 {
		lines = append(lines, a.populationLine(), "")
		foot := append([]string{""}, a.footLines()...)
		lines = append(lines, a.tableLines(screenLines-len(lines)-len(foot))...)
		if a.causes != nil {
			lines = append(lines, "")
			lines = append(lines, a.causeLines(screenLines-len(lines)-len(foot))...)
		}
		lines = append(lines, foot...)
	} else {
		lines = append(lines, a.accounting()...)
	}
	for _, line := range lines {
		fmt.Fprintln(w, clip(line, screenColumns))
	}
}

// headline is the answer in a sentence.
func (a *analysis) headline() string {
	t := a.table
	switch {
	case a.rows == 0:
		return "0 rows: the input holds no calls."
	case t.Kept == 0:
		return fmt.Sprintf("None of %s is inside the period and the filters.", plural(a.rows, "row"))
	}
	first, last := replay.Second(t.FirstUs/1e6), replay.Second(t.LastUs/1e6)
	c := newClockface(a.zone, first, last)
	text := fmt.Sprintf("%s, %s. %s", c.period(first, last), c.zoneName(first, last), a.sizeText())
	if len(a.by) > 0 {
		names := make([]string, len(a.by))
		for i, d := range a.by {
			names[i] = d.String()
		}
		text += fmt.Sprintf(" in %s by %s", plural(uint64(len(t.Groups)), "group"), strings.Join(names, ", "))
	}
	var parts []string
	for _, k := range []struct {
		kpi  kpi.KPI
		name string
	}{{kpi.ASRPct, "ASR"}, {kpi.NERPct, "NER"}, {kpi.ACDSec, "ACD"}, {kpi.ConcurrentPeak, "at most up"}} {
		i := slices.Index(a.kpis, k.kpi)
		if i >= 0 && t.Total.Values[i].Kind != kpi.Undefined {
			parts = append(parts, k.name+" "+a.cell(k.kpi, t.Total.Values[i])+unitOf(k.kpi))
		}
	}
	figures := ": " + strings.Join(parts, ", ")
	if len(parts) > 0 && utf8.RuneCountInString(text+figures) < screenColumns {
		text += figures
	}
	return text + "."
}

// sizeText is "4,094 legs", or "1,621 calls of 4,094 legs".
func (a *analysis) sizeText() string {
	legs := plural(a.table.Total.Legs, "leg")
	if a.population == kpi.Calls {
		return plural(a.table.Rows, "call") + " of " + legs
	}
	return legs
}

// unitOf is a figure's unit behind a number.
func unitOf(k kpi.KPI) string {
	switch {
	case strings.HasSuffix(k.String(), "_pct"):
		return "%"
	case strings.HasSuffix(k.String(), "_s"):
		return " s"
	}
	return ""
}

// populationLine says what was counted.
func (a *analysis) populationLine() string {
	if a.population == kpi.Calls {
		return "Population: calls; seizures = those with an outbound leg, or one of unknown direction."
	}
	return "Population: legs; seizures = outbound legs, and those of unknown direction."
}

// tableLines are the groups and the total, in so many lines: the figures side
// by side as far as they fit, the others in further tables below.
func (a *analysis) tableLines(room int) []string {
	groups := a.table.Groups
	hidden, share := 0, 0.0
	var lines []string
	for from := 0; from < len(a.kpis); {
		n := len(a.kpis) - from
		for n > 1 && !fits(alignRows(a.tableRows(groups[:min(len(groups), screenLines)], from, n))) {
			n--
		}
		if from == 0 {
			tables := (len(a.kpis) + n - 1) / n
			groups, hidden, share = a.shown(max(3, room/tables-3))
		} else {
			lines = append(lines, "")
		}
		lines = append(lines, alignRows(a.tableRows(groups, from, n))...)
		from += n
	}
	if hidden > 0 {
		how := "--top N or --format csv"
		if a.top > 0 {
			how = "--format csv"
		}
		lines = append(lines, fmt.Sprintf("%s with %s of the legs: %s", plural(uint64(hidden), "more group"), percent(share), how))
	}
	return lines
}

func fits(lines []string) bool {
	return !slices.ContainsFunc(lines, func(s string) bool { return utf8.RuneCountInString(s) > screenColumns })
}

// tableRows are the header, the groups and the total, with the figures [from,
// from+n). Numbers stand on the right of their column.
func (a *analysis) tableRows(groups []kpi.Group, from, n int) [][]string {
	var header []string
	for _, d := range a.by {
		header = append(header, strings.ToUpper(d.String()))
	}
	for _, k := range a.kpis[from : from+n] {
		header = append(header, headerOf(k))
	}
	rows := [][]string{header}
	for i := range groups {
		var row []string
		for _, name := range groups[i].Names {
			row = append(row, shown(name))
		}
		rows = append(rows, a.cells(row, groups[i].Values, from, n))
	}
	if len(a.by) > 0 {
		row := make([]string, len(a.by))
		row[0] = "all"
		rows = append(rows, a.cells(row, a.table.Total.Values, from, n))
	}
	alignRight(rows, len(a.by))
	return rows
}

func (a *analysis) cells(row []string, values []kpi.Value, from, n int) []string {
	for j := from; j < from+n; j++ {
		row = append(row, a.cell(a.kpis[j], values[j]))
	}
	return row
}

// alignRight pads the cells from a column on.
func alignRight(rows [][]string, from int) {
	for j := from; j < len(rows[0]); j++ {
		width := 0
		for _, row := range rows {
			width = max(width, utf8.RuneCountInString(row[j]))
		}
		for _, row := range rows {
			row[j] = strings.Repeat(" ", width-utf8.RuneCountInString(row[j])) + row[j]
		}
	}
}

// headerOf is a figure's name over its column: "ASR %", "PDD P95 MS".
func headerOf(k kpi.KPI) string {
	name := strings.ToUpper(strings.ReplaceAll(k.String(), "_", " "))
	if rest, ok := strings.CutSuffix(name, " PCT"); ok {
		return rest + " %"
	}
	return name
}
