package main

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/count"
)

// joinedRows is how many rows of the files give no leg of their own.
func joinedRows(files []count.Source) (n uint64) {
	for _, f := range files {
		n += f.Joined
	}
	return n
}

// rowsLine says where every row went: used are those that are legs, joined those
// that are part of the leg of another, or of one that is not whole.
func rowsLine(rows, used, joined, duplicates, rejected uint64) string {
	text := fmt.Sprintf("Rows %s = %s used", grouped(rows), grouped(used))
	if joined > 0 {
		text += fmt.Sprintf(" + %s without a leg of their own", grouped(joined))
	}
	return text + fmt.Sprintf(" + %s + %s rejected", plural(duplicates, "duplicate"), grouped(rejected))
}

// accounting says where every row went: rows = used + joined + duplicates +
// rejected, used = events + ignored + filtered + before the application started.
func (t *traffic) accounting(events, beforeAppStart uint64) []string {
	set := t.set
	lines := []string{rowsLine(t.rows, set.Accepted, joinedRows(t.report.Files), t.duplicates, t.rejected) + "."}
	used := plural(events, "event")
	for _, part := range []struct {
		n    uint64
		text string
	}{{set.Ignored, "of ignored causes"}, {set.Filtered, "filtered"}, {beforeAppStart, "before the app start"}} {
		if part.n > 0 {
			used += fmt.Sprintf(" + %s %s", grouped(part.n), part.text)
		}
	}
	if set.Accepted > events {
		lines = append(lines, "Used = "+used+".")
	}
	if flags := t.flagged(); flags != "" {
		lines = append(lines, "In the rows used: "+flags+".")
	}
	return lines
}

// flagWords tell what had to be done to a row to understand it, by flag.
var flagWords = [cdr.NumFlags]string{
	"%s in a repeated or missing hour", "%s with end = start + duration", "%s repaired",
	"%s with a negative duration read as 0", "%s marked as duplicate",
	"%s without a value that was not understood", "%s with a call_id made of file and line",
}

// flagCounts are the accepted rows that carry each flag, by its name; nil if
// there are none.
func flagCounts(r *cdrfmt.Report) map[string]uint64 {
	var counts map[string]uint64
	for i, n := range r.Flagged {
		if n == 0 {
			continue
		}
		if counts == nil {
			counts = map[string]uint64{}
		}
		counts[cdr.FlagName(i)] = n
	}
	return counts
}

// flagged sums up the flags of the accepted rows; "" if there are none.
func (t *traffic) flagged() string {
	text := ""
	for i, n := range t.report.Flagged {
		if n == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf(flagWords[i], grouped(n))
	}
	return text
}
