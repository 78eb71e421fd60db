package cdrfmt

import (
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/count"
)

// Options say how inputs are read. The zero value of a field means its default.
type Options struct {
	dialect.Options
	// MaxRejects is how many rows may be rejected before the run fails.
	MaxRejects RejectLimit
	// Strict ends the run at the first rejected row.
	Strict bool
	// Rejects receives the rejected rows as CSV; nil drops them.
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
	// Progress, if set, is told now and then how many bytes of the inputs
	// have been read since it was last told; it may be called by any goroutine.
	Progress func(bytes int64)
}

// RejectLimit is a number of rows or a share of all rows.
type RejectLimit struct {
	// Rows is used if Percent is negative.
	Rows    uint64
	Percent float64
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

// Sink takes the batches of one worker, one at a time.
type Sink interface {
	// Add reads a batch and keeps nothing of it: the reader uses it again.
	Add(b *cdr.Batch) error
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
