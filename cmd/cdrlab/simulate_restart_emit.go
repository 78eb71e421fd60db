package main

import (
	"context"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// rewriting writes each batch as the restart would have left it.
type rewriting struct {
	*inflight.Rewriter
	to columnar.Writer
}

func (r *rewriting) Add(b *cdr.Batch) error {
	flags, answer := b.Column(cdr.RowFlags), b.Column(cdr.AnswerTime)
	b.SetColumn(cdr.RowFlags, untoldFlags(b))
	err := r.Rewrite(b)
	if err == nil {
		err = r.to.Write(b)
	}
	b.SetColumn(cdr.RowFlags, flags) // the batch is its reader's
	b.SetColumn(cdr.AnswerTime, answer)
	return err
}

// untoldFlags are those of a batch's flags that say what a source has no column
// for: the file that is written has them all.
func untoldFlags(b *cdr.Batch) *cdr.Column {
	keep := cdr.FlagIDMade
	for _, u := range cdr.Untold {
		keep |= u.Flag
	}
	flags, lacks := cdr.NewColumn(cdr.RowFlags), b.Untold()
	for i := range b.Rows {
		flags.AppendInt(int64(b.FlagsAt(i)&keep | lacks))
	}
	return flags
}

// emittedFields are all that CDRs can carry but where they came from.
func emittedFields() []cdr.Field {
	var list []cdr.Field
	for f := range cdr.Field(cdr.NumFields) {
		switch f {
		case cdr.SrcFile, cdr.SrcLine, cdr.Dialect:
		default:
			list = append(list, f)
		}
	}
	return list
}

// emitCDRs reads the inputs again and writes them with the restart in them,
// under the strategy in use, in their order.
func (a *restartAnswer) emitCDRs(ctx context.Context, con *console, out *outputs, in *input, paths []string) error {
	if a.emit == "" {
		return nil
	}
	format, ok := columnarFormats[formatByEnding(a.emit)]
	if !ok {
		return &cdr.UsageError{Problem: fmt.Sprintf("--emit-cdr: %s found, a file ending in .csv, .parquet or .arrow wanted", a.emit), Hint: "--emit-cdr restarted.parquet"}
	}
	for _, path := range paths {
		if path == "-" {
			return &cdr.UsageError{Problem: "--emit-cdr: INPUT is read twice, which standard input cannot be", Hint: "the CDRs as a file"}
		}
	}
	if a.duplicates > 0 {
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--emit-cdr: %s among the rows, none wanted", plural(a.duplicates, "duplicate")), Hint: "inputs that do not overlap, or --dedupe off",
		}
	}
	file, err := out.create("--emit-cdr", a.emit)
	if err != nil {
		return err
	}
	w, err := columnar.NewWriter(format, file, emittedFields())
	if err != nil {
		return err
	}
	read := in.read
	read.Want, read.Dedupe, read.Workers = cdr.FieldsOf(emittedFields()...), cdrfmt.DedupeOff, 1
	opt := &inflight.Options{Filter: in.filter, Through: a.through, Instants: a.instants, MaxDowntimeUs: a.main.Downtime.Microseconds()}
	r := &rewriting{inflight.NewRewriter(a.traffic, opt, &a.main, a.effects[0], 0), w}
	if _, _, err := readCDRs(ctx, con, paths, read, func() *rewriting { return r }); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	con.note("%s: %s changed by the restart; next: cdrlab replay %s --thresholds FILE", a.emit, plural(uint64(r.Changed), "leg"), shellWord(a.emit))
	return nil
}
