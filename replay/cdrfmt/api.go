package cdrfmt

import (
	"context"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/count"
)

// Options say how inputs are read. The zero value of a field means its
// default; no row may be rejected by default.
type Options struct {
	dialect.Options
	// Outline are times of which sinks look at no more than which rows have
	// one, and the first and the last of all, as long as every row has the
	// fields in OutlineWith. Of Parquet their values are then not read, unless
	// Strict: they may be any between the first and the last by the file's
	// statistics, and a value that contradicts these goes unnoticed.
	Outline, OutlineWith cdr.FieldSet
	// SumUp are hangup causes of whose rows sinks look at no more than cdr.Summed
	// tells. Of Parquet such rows may then come summed up, unless Strict; their
	// other values may not be looked at.
	SumUp []string
	// MaxRejects is how many rows may be rejected before the run fails.
	MaxRejects RejectLimit
	// Strict ends the run at the first rejected row.
	Strict bool
	// Rejects receives the rejected rows as CSV with the header
	// "file,line,byte,column,reason,raw", in input order; nil drops them.
	Rejects io.Writer
	// Dedupe says which rows are compared.
	Dedupe DedupeMode
	// MemoryBytes bounds what deduplication holds in memory; 0 is 1 GB.
	MemoryBytes int64
	// Workers bounds the goroutines; 0 is one a core. It never changes what
	// is read.
	Workers int
	// Stdin is what "-" reads.
	Stdin io.Reader
	// InOrder gives sinks, which must be OrderedSinks then, the rows in turn.
	InOrder bool
	// Begin, if set, is called before the sinks of a reading are made; those
	// made for a reading before it do not count any more.
	Begin func() error
	// ReadAgain, if set, is asked when everything has been read whether it has
	// to be read once more, into new sinks. Inputs that can be read only once
	// are kept for that.
	ReadAgain func() bool
	// Progress, if set, is told now and then how many bytes of the inputs
	// have been read since it was last told; it may be called by any goroutine.
	Progress func(bytes int64)
}

// RejectLimit is a number of rows or a share of all rows; the zero limit lets
// no row be rejected.
type RejectLimit struct {
	// Percent is the share of the rows read, 0 to 100, that may be rejected;
	// a negative one leaves it to Rows.
	Percent float64
	// Rows is how many rows may be rejected if Percent is negative.
	Rows uint64
}

// DedupeMode says which rows are compared with each other.
type DedupeMode uint8

const (
	// DedupeAuto compares rows of different inputs whose periods overlap.
	DedupeAuto DedupeMode = iota
	// DedupeOn compares all rows.
	DedupeOn
	// DedupeOff compares none.
	DedupeOff
)

// Sink takes the batches of one worker, one at a time, in no order.
type Sink interface {
	// Add reads a batch and keeps nothing of it: the reader uses it again.
	Add(b *cdr.Batch) error
}

// OrderedSink is a Sink for which the order of the rows matters. Its work on a
// batch has two parts: Add, which sinks do side by side, in no order, and
// InTurn, which follows each Add when all rows that stand before the batch in
// the inputs have had theirs. Only one sink is InTurn at a time, and what it
// does there is seen by the next.
type OrderedSink interface {
	Sink
	// InTurn hands on what the last Add took.
	InTurn() error
}

// Report is what was read, file by file.
// Rows = Accepted + Rejected + Duplicates, in each file and in all.
type Report struct {
	// Files are the inputs in order; for saved counts, the files they came from.
	Files []count.Source
	// Saved are the inputs that were saved counts, in order.
	Saved []Saved
	// Flagged counts the accepted rows that carry each flag, by its bit.
	Flagged [cdr.NumFlags]uint64
	// Remarks are for a person to read: unrecognised files skipped, columns
	// assumed, clocks guessed.
	Remarks []string
}

// Saved is one file of saved counts.
type Saved struct {
	Name string
	Set  *count.Set
	Meta count.Meta
}

// Read reads the inputs into sinks, one a worker, and returns those that hold
// the result. A path is a file, a folder (recursive), a glob or "-".
//
// newSink is called from one goroutine; it may be called anew when rows turn
// out to be duplicates and the inputs are read a second time, and the sinks
// made before are then dropped.
//
// Bad inputs give a *cdr.DataError: the first in input order. When too many
// rows are rejected the report is returned beside the error. The error of a
// sink or of ctx is returned as it is; a Read of Options.Stdin that blocks is
// left behind then and ends with its reader.
func Read[S Sink](ctx context.Context, paths []string, opt Options, newSink func() S) ([]S, *Report, error) {
	var sinks []S
	report, err := newReading(opt).read(ctx, paths, func() Sink {
		s := newSink()
		sinks = append(sinks, s)
		return s
	}, func() { sinks = nil })
	if err != nil {
		return nil, report, err
	}
	return sinks, report, nil
}
