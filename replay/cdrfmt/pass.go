package cdrfmt

import (
	"context"
	"fmt"
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// pass reads all inputs once.
type pass struct {
	opt        *Options
	workers    int
	chunkBytes int
	lateBytes  int64
	ctx        context.Context
	// abort ends the pass at once, whatever the inputs: a sink refused.
	abort   context.CancelCauseFunc
	sources []*source
	sched   *schedule
	group   sync.WaitGroup // workers and streams

	rejects *rejectsFile // nil if rejects are not written
	again   bool         // inputs may be read again
	compare bool         // rows are compared
	kept    *keptSpools  // copies of those that could not
	keys    *keyStore    // takes the keys of rows, nil in the last reading
	shared  []period     // of a reading for keys alone: what rows it is for, else nil
	before  []*source    // and the sources of the reading before it
	drop    dropSet      // what the second reading leaves out, else nil
	exact   bool         // the second reading, without outlines
	joined  joined       // the sources of which several rows make one leg
	alone   bool         // these are joined by their heads alone
	// headers are those that an earlier reading met among the rows, by input;
	// nil before one has.
	headers [][]headerAt
}

// run reads the sources into the sinks, one worker a sink.
func (p *pass) run(sinks []Sink) error {
	p.sched = newSchedule(p.sources, p.opt.InOrder)
	for _, src := range p.sources {
		src.ctx, src.cancel = context.WithCancel(p.ctx)
		src.total = newTally()
		defer src.cancel()
	}
	defer p.closeAll()
	p.joined.begin(p.opt.MemoryBytes)
	defer p.joined.close()
	defer context.AfterFunc(p.ctx, p.sched.stop)()
	for _, sink := range sinks {
		w := &worker{pass: p, sink: sink}
		p.group.Go(w.run)
	}
	p.group.Wait()
	if p.ctx.Err() != nil {
		return context.Cause(p.ctx)
	}
	return p.sched.err
}

func (p *pass) closeAll() {
	for _, src := range p.sources {
		src.close()
	}
}

// A file of many chunks has larger ones: each costs a look at the pages that
// the system has of it.
const (
	manyChunks      = 256
	largeChunkTimes = 3
)

// chunkBytesOf is how long the chunks of a plain file of the given size are.
func (p *pass) chunkBytesOf(size int64) int64 {
	n := int64(p.chunkBytes)
	if size/n >= manyChunks {
		n *= largeChunkTimes
	}
	return n
}

// commit adds a chunk's accounting to its source when it is the chunk's turn.
// With an error the source fails, unless an earlier chunk of it has.
func (p *pass) commit(c *chunk, t *tally, rejects []byte, err error) {
	src := c.src
	select {
	case <-c.turn:
	case <-src.ctx.Done():
		return
	}
	src.total.add(t)
	if p.rejects != nil {
		if werr := p.rejects.write(src.index, rejects, c.last && err == nil); werr != nil {
			p.abort(werr)
			return
		}
	}
	if first := src.total.first; p.opt.Strict && first != nil && !src.misread(first) {
		err = rejectError(src.name, first, "--strict allows none", "see all rejected rows with --rejects FILE, without --strict")
	}
	if err == nil {
		err = p.extend(c, t)
	}
	if err != nil {
		p.sched.fail(src, err)
		return
	}
	if c.last {
		src.close()
		if src.layout != nil {
			src.layout, src.translated = src.layout.Told(), nil
			src.sections[0].layout = src.layout
		}
		close(src.ended)
	}
	close(c.done)
}

// firstTurn is closed when it is the turn of a source's first chunk.
func (p *pass) firstTurn(src *source) chan struct{} {
	if p.opt.InOrder && src.index > 0 {
		return p.sources[src.index-1].ended
	}
	return always
}

// always is closed.
var always = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// finish notes that a source without chunks is complete.
func (p *pass) finish(src *source) {
	src.close()
	select {
	case <-p.firstTurn(src):
	case <-src.ctx.Done():
		return
	}
	close(src.ended)
	if p.rejects != nil {
		if err := p.rejects.write(src.index, nil, true); err != nil {
			p.abort(err)
		}
	}
}

// progress tells how many bytes were read, the first time they are.
func (p *pass) progress(n int64) {
	if p.opt.Progress != nil && n > 0 && p.drop == nil && !p.exact && p.headers == nil {
		p.opt.Progress(n)
	}
}

// rejectError names a rejected row, and what made it an error.
func rejectError(name string, r *rejection, why, hint string) error {
	place := fmt.Sprintf("%s:%d", name, r.line)
	if r.column != "" {
		place += ":" + r.column
	}
	return &cdr.DataError{Place: place, Problem: r.reason + "; " + why, Hint: hint}
}
