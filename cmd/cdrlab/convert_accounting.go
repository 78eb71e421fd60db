package main

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/cdrlab/cdrlab/replay/canonical"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
)

// finish ends the file.
func (c *conversion) finish() error {
	for _, s := range c.sinks {
		c.written += s.written
		c.filtered += s.filtered
	}
	a := columnar.Accounting{Written: c.written, Filtered: c.filtered, Joined: joinedRows(c.report.Files), Pseudonymised: c.stand != nil}
	for _, f := range c.report.Files {
		a.Rows += f.Rows
		a.Accepted += f.Accepted
		a.Rejected += f.Rejected
		a.Duplicates += f.Duplicates
	}
	return c.writer.Finish(a)
}

// flagged is how many rows were written with each flag.
func (c *conversion) flagged() (sum [cdr.NumFlags]uint64) {
	for _, s := range c.sinks {
		for i, n := range s.flagged {
			sum[i] += n
		}
	}
	return sum
}

// remarks say what the rows do not hold.
func (c *conversion) remarks() []string {
	var lacks cdr.FieldSet
	var caused uint64
	for _, s := range c.sinks {
		lacks |= s.shaper.Lacks()
		caused += s.caused
	}
	var list, names []string
	for _, f := range canonical.Fields() {
		if lacks.Has(f) {
			names = append(names, f.String())
		}
	}
	if len(names) > 0 {
		list = append(list, strings.Join(names, ", ")+": null in rows that tell neither it nor what it follows from")
	}
	if made := c.flagged()[bits.TrailingZeros32(uint32(cdr.FlagIDMade))]; made > 0 {
		list = append(list, fmt.Sprintf("call_id: %s without one got its file and line", plural(made, "row")))
	}
	if c.written > 0 && caused == 0 {
		list = append(list, "hangup_cause: no row has one (--column hangup_cause=COLUMN if a column holds it)")
	}
	if c.stand != nil && c.in.rejects != "" {
		list = append(list, c.in.rejects+": rejected rows are as they were written, without stand-ins")
	}
	return list
}

// accounting says where every row went.
func (c *conversion) accounting() []string {
	t := &traffic{report: c.report}
	var accepted uint64
	for _, f := range c.report.Files {
		t.rows += f.Rows
		accepted += f.Accepted
		t.rejected += f.Rejected
		t.duplicates += f.Duplicates
	}
	joined := joinedRows(c.report.Files)
	lines := []string{rowsLine(t.rows, accepted-joined, joined, t.duplicates, t.rejected) + "."}
	if c.filtered > 0 {
		lines = append(lines, fmt.Sprintf("Used = %s written + %s filtered.", grouped(c.written), grouped(c.filtered)))
	}
	t.report.Flagged = c.flagged() // of what was written
	if flags := t.flagged(); flags != "" {
		lines = append(lines, "In the rows written: "+flags+".")
	}
	return lines
}
