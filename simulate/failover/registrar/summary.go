package registrar

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// isSummary tells the table that registrar_summary draws.
func isSummary(text []byte) bool {
	for line := range bytes.Lines(text) {
		cells := summaryCells(string(line))
		if len(cells) > 2 && strings.EqualFold(cells[0], "user") && strings.EqualFold(cells[len(cells)-1], "exp") {
			return true
		}
	}
	return false
}

func summaryCells(line string) []string {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "|") || !strings.HasSuffix(line, "|") || len(line) < 2 {
		return nil
	}
	cells := strings.Split(line[1:len(line)-1], "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// readSummary reads registrar_summary: user@realm first, last the seconds that
// are left, deviation included. It does not say when it was taken.
func (r *reader) readSummary(data []byte) error {
	r.source.Form = FormSummary
	if r.opt.TakenAtSec == 0 {
		return &cdr.DataError{
			Place: r.source.Name, Problem: "a registrar_summary counts seconds from when it was taken, and does not say when that was",
			Hint: "--taken-at 2026-03-10T14:00:00Z",
		}
	}
	var entries []entry
	n := 0
	for text := range bytes.Lines(data) {
		n++
		cells := summaryCells(string(text))
		if len(cells) < 3 || strings.EqualFold(cells[0], "user") {
			continue
		}
		a, ok := r.address(n, cells[0], "")
		if !ok {
			continue
		}
		left, err := strconv.ParseInt(cells[len(cells)-1], 10, 64)
		switch {
		case err != nil || left > maxExpiresSec:
			r.source.reject(n, "%q seconds left of %s found, a number wanted", cells[len(cells)-1], a)
		case left >= 0: // what has expired is only waiting for the sweep
			entries = append(entries, entry{address: a, fromSec: r.opt.TakenAtSec, untilSec: r.opt.TakenAtSec + left})
		}
	}
	r.snapshot(r.opt.TakenAtSec, entries)
	return nil
}
