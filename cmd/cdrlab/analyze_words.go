package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/analyze/kpi"
)

// cell is a value as a person reads it; "-" is undefined.
func (a *analysis) cell(k kpi.KPI, v kpi.Value) string {
	switch v.Kind {
	case kpi.Whole:
		return groupedInt(v.Int)
	case kpi.Instant:
		at := time.UnixMicro(v.Int).In(a.zone)
		if k == kpi.BusyHour {
			return at.Format("2 Jan 15:04")
		}
		return at.Format("2 Jan 15:04:05")
	case kpi.Real:
		decimals := 1
		if strings.Contains(k.String(), "erlang") {
			decimals = 2
		}
		return groupedReal(v.Float, decimals)
	}
	return "-"
}

func groupedInt(n int64) string {
	if n < 0 {
		return "-" + grouped(uint64(-n))
	}
	return grouped(uint64(n))
}

// groupedReal is a number with so many decimals, its thousands set apart.
func groupedReal(x float64, decimals int) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(x, 'f', decimals, 64), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n == 0 { // keeps the sign of -0.5
		return whole + "." + fraction
	}
	return groupedInt(n) + "." + fraction
}

// causeLines are the causes with the most rows, in at most so many lines.
func (a *analysis) causeLines(room int) []string {
	groups, total := a.causes.Groups, rowsOf(a.causes.Total)
	most := max(3, room-1)
	rows := [][]string{{"CAUSE", strings.ToUpper(a.population.String()), "SHARE"}}
	var rest uint64
	for i, g := range groups {
		if i >= most-1 && len(groups) > most {
			rest += rowsOf(g)
			continue
		}
		rows = append(rows, []string{clip(oneLine(g.Names[0]), causeColumns), grouped(rowsOf(g)), percent(float64(rowsOf(g)) / float64(total))})
	}
	if rest > 0 {
		name := plural(uint64(len(groups)-most+1), "other cause")
		rows = append(rows, []string{name, grouped(rest), percent(float64(rest) / float64(total))})
	}
	alignRight(rows, 1)
	return alignRows(rows)
}

// rowsOf is how many rows a group of the causes has, its only figure.
func rowsOf(g kpi.Group) uint64 { return uint64(g.Values[0].Int) }

// accounting says where every row went: rows = used + joined +
// duplicates + rejected,
// used = counted + filtered.
func (a *analysis) accounting() []string {
	joined := joinedRows(a.report.Files)
	lines := []string{rowsLine(a.rows, a.accepted-joined, joined, a.duplicates, a.rejected) + "."}
	counted := a.table.Kept
	var parts []string
	if a.population == kpi.Calls && a.table.Unnamed > 0 {
		counted -= a.table.Unnamed
		parts = append(parts, grouped(a.table.Unnamed)+" without the identifier of a call")
	}
	if filtered := a.table.Accepted - a.table.Kept; filtered > 0 {
		parts = append(parts, grouped(filtered)+" filtered")
	}
	if len(parts) > 0 {
		lines = append(lines, fmt.Sprintf("Used = %s counted + %s.", grouped(counted), strings.Join(parts, " + ")))
	}
	if flags := (&traffic{report: a.report}).flagged(); flags != "" {
		lines = append(lines, "In the rows used: "+flags+".")
	}
	return lines
}

// footLines are what the figures rest on, and a command to copy.
func (a *analysis) footLines() []string {
	lines := a.accounting()
	if i := slices.Index(a.kpis, kpi.NERPct); i >= 0 && a.table.Total.Values[i].Kind != kpi.Undefined {
		lines = append(lines, "NER takes ORIGINATOR_CANCEL as effective only where ringing was seen (progress_ms).")
	}
	var missing []string
	for i, v := range a.table.Total.Values {
		if v.Kind == kpi.Undefined {
			missing = append(missing, a.kpis[i].String())
		}
	}
	if len(missing) > 0 {
		list, used := fitList(missing, screenColumns-32)
		if used < len(missing) {
			list += fmt.Sprintf(" and %d more", len(missing)-used)
		}
		lines = append(lines, `Undefined ("-"): `+list+".")
	}
	more := []string{"-o", "kpi.csv"}
	if len(a.by) == 0 {
		more = []string{"--by", "account"}
	}
	next := "Next: " + shellLine(slices.Concat([]string{"cdrlab"}, a.args, more)...)
	if utf8.RuneCountInString(next) > screenColumns {
		next = "Next: the same with " + shellLine(more...)
	}
	return append(lines, next)
}
