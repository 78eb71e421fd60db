package cdrfmt

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// tally is the accounting of one chunk, or of an input as the sum of its
// chunks. accepted + rejected + duplicates is the number of rows.
type tally struct {
	accepted, rejected, duplicates uint64
	// asides counts what is no row of its own, by its number in the layout's Asides.
	asides [dialect.MaxAsides]uint64
	// joined counts those accepted that are part of the leg of another row.
	joined uint64
	// passed counts what was passed over as no row; firstPassed is the first.
	passed      uint64
	firstPassed *rejection
	// notes are what a person should know of rows, by reason.
	notes []note
	// flagged counts the accepted rows that carry each flag.
	flagged [cdr.NumFlags]uint64
	// minEnd and maxEnd bound the end times of the accepted rows, in Unix
	// microseconds; they are kept only when rows are compared. With a row that
	// has none they are without bounds.
	minEnd, maxEnd int64
	// first is the first rejected row, nil if there is none.
	first *rejection
	// headers are those among the rows, from the first on that is another one.
	headers []headerAt
	// void: the source is outlined, and a row does not bear that.
	void bool
}

// note is what a person should know of some rows, and the line of the first.
type note struct {
	reason string
	line   int64
	rows   uint64
}

func newTally() tally { return tally{minEnd: math.MaxInt64, maxEnd: math.MinInt64} }

// rejection is a rejected row.
type rejection struct {
	line, byte     int64 // byte is -1 where rows have none
	column, reason string
}

func (t *tally) rows() uint64 { return t.accepted + t.rejected + t.duplicates }

// add adds a tally whose rows come behind those of t.
func (t *tally) add(o *tally) {
	t.accepted += o.accepted
	t.rejected += o.rejected
	t.duplicates += o.duplicates
	for i, n := range o.asides {
		t.asides[i] += n
	}
	t.joined += o.joined
	t.passed += o.passed
	for i, n := range o.flagged {
		t.flagged[i] += n
	}
	t.minEnd, t.maxEnd = min(t.minEnd, o.minEnd), max(t.maxEnd, o.maxEnd)
	if t.first == nil {
		t.first = o.first
	}
	if t.firstPassed == nil {
		t.firstPassed = o.firstPassed
	}
	for _, n := range o.notes {
		t.note(n)
	}
	t.void = t.void || o.void
	t.addHeaders(o.headers)
}

// note adds a note on rows that come behind those of t.
func (t *tally) note(n note) {
	i := slices.IndexFunc(t.notes, func(o note) bool { return o.reason == n.reason })
	if i < 0 {
		t.notes = append(t.notes, n)
		return
	}
	t.notes[i].rows += n.rows
}

// flags counts the flags of a batch that say what was done to a row.
func (t *tally) flags(b *cdr.Batch) {
	c := b.Column(cdr.RowFlags)
	if c == nil {
		return
	}
	for i, v := range c.Ints[:b.Rows] {
		if v&(1<<cdr.NumFlags-1) == 0 || c.IsNull(i) {
			continue
		}
		for f := range t.flagged {
			t.flagged[f] += uint64(v) >> f & 1
		}
	}
}

// period widens the bounds of the end times by those of a batch.
func (t *tally) period(b *cdr.Batch) {
	if b.Rows == 0 {
		return
	}
	least, most := int64(math.MinInt64), int64(math.MaxInt64)
	if c := b.Column(cdr.EndTime); c != nil && !hasNulls(c.Valid, b.Rows) {
		least, most = cdr.Bounds(c.Ints[:b.Rows])
	}
	t.minEnd, t.maxEnd = min(t.minEnd, least), max(t.maxEnd, most)
}
