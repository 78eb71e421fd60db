package cdrfmt

import (
	"bytes"
	"errors"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// joined is the joining of rows over all sources that need it. The first
// reading of such a source keeps what joining looks at of each row, by call.
// When all sources have been opened and those read, the rows of each call are
// joined, and what came of them is kept by chunk, for the second reading.
type joined struct {
	pool     pagePool
	rows     shards // by partOfCall
	outcomes shards // but plain ones, by chunk
	// chunks is how many chunks the sources before each have.
	chunks     []int
	rangeBytes int // tests make it small
}

// begin grants the memory.
func (j *joined) begin(memoryBytes int64) {
	j.rows = shards{limit: memoryBytes / 2, pool: &j.pool}
	j.outcomes = shards{limit: memoryBytes / 4, pool: &j.pool}
	j.rangeBytes = rangeBytes
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
	if src.layout, err = layJoined(src.rows, head, &opt); err != nil {
		return err
	}
	src.sections, src.settled = oneSection(src.layout), true
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
