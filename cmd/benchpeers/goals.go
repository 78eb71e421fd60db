package main

import (
	"fmt"
	"io"
	"slices"
)

// goal is a bound on what cdrlab may cost beside others in the same rounds.
type goal struct {
	job    job
	format format
	// against are the peers; the one with the least CPU seconds is meant.
	against []string
	what    string
	// of is the quantity. timesPeer bounds cdrlab's by a multiple of the
	// peer's; timesCdrlab asks that the peer takes at least that multiple of
	// cdrlab's; absolute bounds cdrlab's own. One of them is set.
	of                               quantity
	timesPeer, timesCdrlab, absolute float64
}

func suffixed(names []string, suffix string) []string {
	var out []string
	for _, n := range names {
		out = append(out, n+suffix)
	}
	return out
}

// goals are the project's. The one on memory is for ten million rows.
var goals = []goal{
	{job: jobCounts, format: formatCSV, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 4.5},
	{job: jobCounts, format: formatCSV, against: []string{"clickhouse"}, what: "ClickHouse's CPU / cdrlab's", of: cpuSec, timesCdrlab: 4},
	{job: jobCounts, format: formatCSV, against: []string{wcName}, what: "cdrlab's CPU / wc's", of: cpuSec, timesPeer: 2.5},
	{job: jobCounts, format: formatCSV, against: []string{wcName}, what: "cdrlab's wall / wc's", of: wallSec, timesPeer: 1.25},
	{job: jobCounts, format: formatCSV, what: "cdrlab's RSS in MB", of: rssMB, absolute: 64},
	{job: jobKPI, format: formatCSV, against: engineNames, what: "best peer's CPU / cdrlab's", of: cpuSec, timesCdrlab: 3.5},
	{job: jobCounts, format: formatZstd, against: suffixed(engineNames, aloneSuffix), what: "best query's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1.2},
	{job: jobCounts, format: formatSnappy, against: suffixed(engineNames, aloneSuffix), what: "best query's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1.6},
	{job: jobKPI, format: formatZstd, against: suffixed(engineNames, aloneSuffix), what: "best query's CPU / cdrlab's", of: cpuSec, timesCdrlab: 3},
	{job: jobKPI, format: formatSnappy, against: suffixed(engineNames, aloneSuffix), what: "best query's CPU / cdrlab's", of: cpuSec, timesCdrlab: 3},
	{job: jobCounts, format: formatGzip, against: []string{inflateName}, what: "cdrlab's CPU / inflating alone", of: cpuSec, timesPeer: 1.1},
	{job: jobCounts, format: formatGzip, against: []string{inflateName}, what: "cdrlab's wall / inflating alone", of: wallSec, timesPeer: 1.1},
	{job: jobCounts, format: formatKazoo, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatFreeSWITCH, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatAsterisk, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatFreePBX, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatCisco, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatYETI, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatKamailio, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatAccCDRs, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatCDRs, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatCGRateS, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatCDRStats, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatBroadWorks, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatRibbon, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobCounts, format: formatCEL, against: []string{"duckdb"}, what: "DuckDB's CPU / cdrlab's", of: cpuSec, timesCdrlab: 1},
	{job: jobReplay, format: formatMonth, what: "cdrlab's wall in s", of: wallSec, absolute: 0.05},
	{job: jobReplay, format: formatAccounts, what: "cdrlab's CPU in s", of: cpuSec, absolute: 2.5},
}

// reached is the figure that a goal is about, as the median of the rounds;
// false if who it needs did not run.
func (g *goal) reached(results []result) (value float64, who string, ok bool) {
	us := find(results, cdrlabName)
	if us == nil {
		return 0, "", false
	}
	if g.absolute > 0 {
		return us.typical(g.of), "", true
	}
	peer := cheapest(results, g.against, cpuSec)
	switch {
	case peer == nil:
		return 0, "", false
	case g.timesPeer > 0:
		return paired(us, peer, g.of).median, peer.name, true
	}
	return paired(peer, us, g.of).median, peer.name, true
}

// line tells the goal, what was reached and whether that is enough.
func (g *goal) line(results []result) string {
	bound, sign := max(g.timesPeer, g.absolute), "<="
	if g.timesCdrlab > 0 {
		bound, sign = g.timesCdrlab, ">="
	}
	text := fmt.Sprintf("%-6s  %-10s %-30s  %s %-5.4g", g.job, g.format, g.what, sign, bound)
	value, who, ok := g.reached(results)
	if !ok {
		return text + "  NOT RUN"
	}
	verdict := "not met"
	if g.timesCdrlab > 0 && value >= bound || g.timesCdrlab == 0 && value <= bound {
		verdict = "met"
	}
	if len(g.against) > 1 {
		verdict += " (" + who + ")"
	}
	return fmt.Sprintf("%s  %6.3g  %s", text, value, verdict)
}

// writeGoals prints the goals on the questions that were asked.
func writeGoals(w io.Writer, asked []question, results [][]result) error {
	lines := ""
	for i := range goals {
		g := &goals[i]
		at := slices.IndexFunc(asked, func(q question) bool { return q.job == g.job && q.format == g.format })
		if at >= 0 {
			lines += "  " + g.line(results[at]) + "\n"
		}
	}
	if lines == "" {
		return nil
	}
	_, err := fmt.Fprintf(w, "Goals (medians of ratios within a round)\n%s\n", lines)
	return err
}
