package main

import (
	"fmt"
	"io"
	"strings"
)

// writeTable prints what each contender took for a question: medians, and the
// ratios of cdrlab to it, round by round.
func writeTable(w io.Writer, q question, fileBytes int64, results []result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s: %s rows, %.3g MB\n", q.job, q.format, grouped(q.truth.Rows), float64(fileBytes)/1e6)
	fmt.Fprintf(&b, "  %-23s %7s %7s %7s  %-24s %s\n", "", "", "", "", "CDRLAB/PEER CPU", "CDRLAB/PEER WALL")
	fmt.Fprintf(&b, "  %-23s %7s %7s %7s  %-24s %s\n", "PEER", "WALL S", "CPU S", "RSS MB", "median (range)", "median (range)")
	us := find(results, cdrlabName)
	for i := range results {
		r := &results[i]
		if len(r.costs) == 0 {
			fmt.Fprintf(&b, "  %-23s %s\n", r.name, r.verdict())
			continue
		}
		line := fmt.Sprintf("  %-23s %7.3f %7.3f %7.0f", r.name, r.typical(wallSec), r.typical(cpuSec), r.typical(rssMB))
		if us != nil && r != us {
			line += fmt.Sprintf("  %-24s %s", paired(us, r, cpuSec), paired(us, r, wallSec))
		}
		b.WriteString(line + "\n")
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// verdict is why a contender has no figures.
func (r *result) verdict() string {
	if r.failed {
		return "FAILED: " + r.reason
	}
	return "NOT RUN: " + r.reason
}

func (s spread) String() string {
	return fmt.Sprintf("%.3g (%.3g..%.3g)", s.median, s.low, s.high)
}

// grouped writes a count with a comma at every third digit.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
