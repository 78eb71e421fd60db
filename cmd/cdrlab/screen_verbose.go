package main

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// verboseLines are the rest of the screen: averages, limits and files.
func (run *replayRun) verboseLines() []string {
	var lines []string
	if !run.timeless() && len(run.res.Settings.Thresholds) > 0 {
		lines = append(lines, "")
		lines = append(lines, run.averages()...)
		lines = append(lines, "")
		lines = append(lines, run.limits()...)
	}
	lines = append(lines, "")
	return append(lines, run.files()...)
}

// limits is the table of thresholds in force.
func (run *replayRun) limits() []string {
	rows := [][]string{{"CAUSE", "LIMIT: ONE", "FIVE", "FIFTEEN", "DAY"}}
	for _, cause := range run.cfg.Checked() {
		thresholds, limits := run.cfg.Limits(cause)
		row := []string{oneLine(cause)}
		for m := range meter.NumMetrics {
			cell := "off"
			if limits[m] > 0 {
				cell = fmt.Sprintf("%s (%s/min)", threshold(thresholds[m]), perMin(limits[m]))
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return alignRows(rows)
}

// files is the accounting file by file.
func (run *replayRun) files() []string {
	rows := [][]string{{"FILE", "DIALECT", "ROWS", "USED", "DUPLICATES", "REJECTED"}}
	joined := joinedRows(run.report.Files) > 0
	if joined {
		rows[0] = append(rows[0], "JOINED")
	}
	for i, f := range run.report.Files {
		rows = append(rows, []string{
			oneLine(f.Name), f.Dialect, grouped(f.Rows), grouped(f.Accepted - f.Joined), grouped(f.Duplicates), grouped(f.Rejected),
		})
		if joined {
			rows[i+1] = append(rows[i+1], grouped(f.Joined))
		}
	}
	return alignRows(rows)
}
