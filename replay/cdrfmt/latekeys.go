package cdrfmt

import (
	"context"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Of inputs of different periods, no row can repeat one of another. So the
// first reading takes no keys of what can be read again at little cost, large
// plain files and tables; a second one takes those of the rows in times that
// inputs share, if there are any, and passes by the chunks that have none.

// lateBytes is how large a file is of which keys are taken late: to open a
// smaller one again costs more than its keys.
const lateBytes = 16 << 20

// extent is what the first reading finds out about a chunk: when its rows end,
// in Unix microseconds, how many there are, and what it leaves to the next one.
type extent struct {
	minEnd, maxEnd int64
	accepted       uint64
	left           lex.Carry
}

// takesKeys tells whether a reading takes the keys of a source; early is that of
// one whose keys are not taken late.
func (p *pass) takesKeys(early bool) bool {
	return p.compare && (early || p.exact || p.shared != nil || p.opt.Dedupe == DedupeOn)
}

// optionsOf are the options to lay a source out with.
func (p *pass) optionsOf(src *source, early bool) dialect.Options {
	opt := p.opt.Options
	switch src.keyed = p.takesKeys(early); {
	case src.keyed:
		opt.Compared = cdr.FieldsOf(keyFields[:]...)
	case p.compare:
		opt.Compared = cdr.FieldsOf(cdr.EndTime)
	}
	return opt
}

// keying tells whether the keys of the rows at hand are taken.
func (w *worker) keying() bool { return w.keys != nil && w.of.keyed }

// keysOf takes the keys, which a first reading has not taken, of the rows in
// the given times.
func (r *reading) keysOf(ctx context.Context, first *pass, inputs []input, shared []period) error {
	opt := r.opt
	opt.InOrder, opt.Strict, opt.Progress = false, false, nil
	p := r.newPass(inputs)
	p.opt, p.again, p.compare, p.kept, p.keys = &opt, first.again, true, first.kept, first.keys
	p.shared, p.before = shared, first.sources
	none := true
	for i, s := range first.sources {
		beside := s.keyed || s.layout == nil && s.table == nil || s.total.accepted == 0 || !meets(shared, s.total.minEnd, s.total.maxEnd)
		p.sources[i].beside = beside
		none = none && beside
	}
	if none {
		return nil
	}
	return r.into(ctx, p, func() Sink { return noSink{} })
}

// noSink leaves rows out.
type noSink struct{}

func (noSink) Add(*cdr.Batch) error { return nil }

// meets tells whether one of the periods has an instant of those from minEnd to
// maxEnd, in Unix microseconds.
func meets(periods []period, minEnd, maxEnd int64) bool {
	from, to := secondOf(minEnd), secondOf(maxEnd)
	for _, p := range periods {
		if p.from <= to && from <= p.to {
			return true
		}
	}
	return false
}

// extend keeps the extent of a chunk that was committed, or holds what was read
// of it against what the first reading found.
func (p *pass) extend(c *chunk, t *tally) error {
	src := c.src
	switch {
	case p.keys == nil || src.rows != nil:
	case p.shared != nil:
		before := p.before[src.index].extents
		if c.number >= len(before) || before[c.number].accepted != t.accepted {
			return changed(src.name)
		}
	case !src.keyed:
		src.extents = append(src.extents, extent{t.minEnd, t.maxEnd, t.accepted, c.left})
	}
	return nil
}

// passBy commits a chunk that has no row in the times that a reading is for, and
// tells whether it is such a chunk.
func (w *worker) passBy(c *chunk) bool {
	if w.shared == nil || c.src.stream != nil || c.src.rows != nil {
		return false
	}
	before := w.before[c.src.index].extents
	if c.number >= len(before) {
		return false // commit tells
	}
	e := &before[c.number]
	if e.accepted > 0 && meets(w.shared, e.minEnd, e.maxEnd) {
		return false
	}
	if c.src.table == nil {
		c.after <- carry{Carry: e.left}
	}
	t := newTally()
	t.accepted = e.accepted
	w.commit(c, &t, nil, nil)
	return true
}
