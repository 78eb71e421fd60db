package main

import (
	"context"
	"fmt"
	"math/bits"
	"os"
	"strings"

	"github.com/cdrlab/cdrlab/replay/canonical"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/pseudonym"
)

// conversion is one run of `cdrlab convert`.
type conversion struct {
	format columnar.Format
	in     *input
	out    *outputs
	dest   *destination
	stand  standIns

	writer            *columnar.FileWriter // of the reading at hand
	sinks             []*converter         // of it
	lacking           cdr.FieldSet         // fields that the file lets be null after all
	void              bool                 // rows lack more, so that this file is of no use
	report            *cdrfmt.Report
	written, filtered uint64
}

// converter is the sink of one worker.
type converter struct {
	selector *cdr.Selector
	stand    *pseudonym.Batches // nil: values stay
	shaper   *canonical.Shaper
	part     *columnar.Part
	of       *conversion

	written, filtered uint64
	caused            uint64               // rows with a cause
	flagged           [cdr.NumFlags]uint64 // rows with each flag
}

// Add makes a batch canonical.
func (c *converter) Add(b *cdr.Batch) error {
	all := uint64(b.Rows)
	b.Keep(c.selector.Rows(b))
	c.written += uint64(b.Rows)
	c.filtered += all - uint64(b.Rows)
	if c.stand != nil {
		b = c.stand.Replace(b)
	}
	b = c.shaper.Shape(b)
	for _, flags := range b.Column(cdr.RowFlags).Ints[:b.Rows] {
		for i := range c.flagged {
			c.flagged[i] += uint64(flags) >> i & 1
		}
	}
	c.caused += uint64(b.Rows - b.Column(cdr.HangupCause).Nulls(b.Rows))
	c.part.Encode(b)
	return nil
}

// InTurn writes it, unless the file has to be begun anew: rows lack what it was
// begun with.
func (c *converter) InTurn() error {
	if c.of.format != columnar.CSV && c.shaper.Lacks()&^c.of.lacking != 0 {
		c.of.void = true
	}
	if c.of.void {
		return nil
	}
	return c.part.Commit()
}

// seeks tells whether the file is patched when it is written.
func (c *conversion) seeks() bool { return c.format == columnar.Arrow }

// readOnce tells whether the input is surely not read again: one stream, whose
// rows are not compared. A file may be, for another header among its rows.
func (c *conversion) readOnce(paths []string) bool {
	if c.format != columnar.CSV || c.in.read.Dedupe == cdrfmt.DedupeOn || len(paths) > 1 {
		return false
	}
	info, err := os.Stat(paths[0])
	return paths[0] == "-" || err == nil && info.Mode()&(os.ModeNamedPipe|os.ModeCharDevice) != 0
}

// read reads the inputs and writes their rows.
func (c *conversion) read(ctx context.Context, con *console, paths []string) (*cdrfmt.Report, error) {
	opt := c.in.read
	all := cdr.FieldsOf(canonical.Fields()...)
	// As count does, but a file without causes will do.
	opt.Want |= opt.Need
	opt.Need = cdr.FieldsOf(cdr.EndTime)
	opt.Glance, opt.Lenient = 0, all&^opt.Want
	opt.InOrder, opt.Begin = true, c.begin
	if c.format != columnar.CSV {
		opt.ReadAgain = c.lacksMore
	}
	from := &inputs{in: c.in, paths: paths, out: c.out}
	from.unsaved.command, from.unsaved.keep = "convert", "no legs"
	_, report, err := readInputs(ctx, con, from, opt, c.newSink)
	c.report = report
	return report, err
}

// begin begins the file.
func (c *conversion) begin() error {
	w, err := c.dest.begin()
	if err != nil {
		return err
	}
	c.sinks, c.void = nil, false
	c.writer, err = columnar.NewFileWriter(c.format, w, c.lacking)
	return err
}

func (c *conversion) newSink() *converter {
	s := &converter{selector: cdr.NewSelector(c.in.filter), shaper: canonical.NewShaper(), part: c.writer.NewPart(), of: c}
	if c.stand != nil {
		s.stand = c.stand()
	}
	c.sinks = append(c.sinks, s)
	return s
}

// lacksMore tells whether rows lack what the file as it was begun does not let
// be null.
func (c *conversion) lacksMore() bool {
	before := c.lacking
	for _, s := range c.sinks {
		c.lacking |= s.shaper.Lacks()
	}
	return c.lacking != before
}

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
