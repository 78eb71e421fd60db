package cdrfmt

import (
	"bytes"
	"errors"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// joined is the joining of rows over all sources that need it. The first
// reading of such a source keeps what joining looks at of each row, by call.
// When all sources have been opened and those read, the rows of each call are
// joined, and what came of them is kept by chunk, for the second reading.
type joined struct {
	rows     shards // by partOfCall
	outcomes shards // but plain ones, by chunk
	// chunks is how many chunks the sources before each have.
	chunks     []int
	rangeBytes int // tests make it small
}

// begin grants the memory.
func (j *joined) begin(memoryBytes int64) {
	j.rows.limit, j.outcomes.limit, j.rangeBytes = memoryBytes/2, memoryBytes/4, rangeBytes
}

func (j *joined) close() {
	j.rows.close()
	j.outcomes.close()
}

// carry is what a chunk leaves to the next one.
type carry struct {
	lex.Carry
	// header is one among the rows that holds there, where several rows make
	// one leg; else nil.
	header *otherHeader
}

// chunkBegin is what the first reading finds out about a chunk.
type chunkBegin struct {
	carry        // of the chunk before
	rows  uint32 // that it has
	// odd are its records that are no rows.
	odd bitmap
}

// continues tells whether the chunk before left what it did at the first reading.
func (c *chunkBegin) continues(before *lex.Carry) bool {
	return c.At == before.At && c.Records == before.Records && bytes.Equal(c.Head, before.Head)
}

// openJoined lays out a source of which several rows make one leg.
func (p *pass) openJoined(src *source, head headText, opt dialect.Options) (err error) {
	src.rows, src.peek = src.layout, false
	lay := func(opt *dialect.Options) (*dialect.Layout, error) { return layJoined(src.rows, head, opt) }
	if src.layout, err = lay(&opt); err != nil {
		return err
	}
	src.sections, src.settled = oneSection(src.layout, nil), true
	if p.again {
		src.sections[0].lean = leanLayout(src.layout, lay, opt, p.asked)
	}
	if p.alone {
		p.openHead(src, head)
		return nil
	}
	// The first reading waits for no other source.
	src.chain = newChain(carry{Carry: lex.Begin(src.offset)}, always)
	if src.once {
		src.copied, err = newSpool()
	}
	return err
}

// join joins the rows of the sources, and lets them be opened again.
func (w *worker) join(list []*source) {
	err := w.joined.join(w.ctx, w.sources, w.workers)
	var bad *cdr.DataError
	switch {
	case errors.As(err, &bad):
		w.sched.fail(list[0], err)
	case err != nil:
		w.abort(err)
	}
	w.sched.joined(list)
}

// outcomesOf gives the outcomes of a chunk by the number of their rows; plain
// ones have none. They are in memory of its own.
func (j *joined) outcomesOf(src *source, chunk int, o *chunkOutcomes) error {
	o.reset(int(src.begins[chunk].rows))
	return j.outcomes.each(j.chunks[src.index]+chunk, o.add)
}

// chunkOutcomes are the outcomes of the rows of a chunk.
type chunkOutcomes struct {
	list   []joining.Outcome
	number []uint32 // of each row's in list, from 1; 0 is a plain one
}

func (o *chunkOutcomes) reset(rows int) {
	o.list = o.list[:0]
	if cap(o.number) < rows {
		o.number = make([]uint32, rows)
	}
	o.number = o.number[:rows]
	clear(o.number)
}

// add takes an outcome as joining wrote it.
func (o *chunkOutcomes) add(b []byte) error {
	o.list = append(o.list, joining.Outcome{})
	last := &o.list[len(o.list)-1]
	if err := last.Decode(b); err != nil {
		return err
	}
	o.number[last.At.Row] = uint32(len(o.list))
	return nil
}

// of is the outcome of a row, nil if it is plain.
func (o *chunkOutcomes) of(row int) *joining.Outcome {
	if n := o.number[row]; n > 0 {
		return &o.list[n-1]
	}
	return nil
}
