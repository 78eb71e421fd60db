package cdrfmt

import (
	"context"
	"fmt"
	"runtime"
	"slices"
)

const (
	defaultChunkBytes  = 1 << 20
	defaultMemoryBytes = 1 << 30
)

// reading is one call of Read.
type reading struct {
	opt        Options
	workers    int
	chunkBytes int // tests make these small
	lateBytes  int64
	headers    [][]headerAt // see pass
}

func newReading(opt Options) *reading {
	r := &reading{opt: opt, workers: opt.Workers, chunkBytes: defaultChunkBytes, lateBytes: lateBytes}
	if r.workers <= 0 {
		r.workers = runtime.GOMAXPROCS(0)
	}
	if opt.MemoryBytes <= 0 {
		r.opt.MemoryBytes = defaultMemoryBytes
	}
	return r
}

// read reads the inputs once, and once more if there are duplicates to leave
// out, or values to look at after all. drop tells that the sinks made so far do not count.
func (r *reading) read(ctx context.Context, paths []string, newSink func() Sink, drop func()) (*Report, error) {
	inputs, err := expand(paths)
	if err != nil {
		return nil, err
	}
	compare := r.opt.Dedupe == DedupeOn || r.opt.Dedupe == DedupeAuto && len(inputs) > 1
	kept := newKeptSpools()
	defer kept.close()
	first, err := r.first(ctx, inputs, compare, kept, newSink)
	defer func() { first.discard() }()
	if err != nil {
		return nil, err
	}
	if r.headers, err = first.headersMet(); err != nil {
		return nil, err
	}
	if r.headers != nil {
		drop()
		first.discard()
		if first, err = r.first(ctx, inputs, compare, kept, newSink); err != nil {
			return nil, err
		}
	}
	p := first
	var repeated dropSet
	if compare {
		if repeated, err = r.repeats(ctx, p, inputs); err != nil {
			return nil, err
		}
	}
	void := slices.ContainsFunc(p.sources, func(s *source) bool { return s.total.void })
	again := r.opt.ReadAgain != nil && r.opt.ReadAgain() // whatever else makes it necessary
	if repeated != nil || void || again {
		drop()
		if p, err = r.anew(ctx, p, inputs, repeated, newSink); err != nil {
			return nil, err
		}
	}
	report, err := p.report()
	if err != nil {
		return nil, err
	}
	if err := first.rejects.deliver(r.opt.Rejects); err != nil {
		return nil, err
	}
	return report, r.opt.MaxRejects.check(p.sources)
}

// first reads the inputs for the first time, or from the start again.
func (r *reading) first(ctx context.Context, inputs []input, compare bool, kept *keptSpools, newSink func() Sink) (*pass, error) {
	p := r.newPass(inputs)
	p.again, p.compare, p.kept = compare || r.opt.ReadAgain != nil, compare, kept
	if compare {
		p.keys = newKeyStore(r.opt.MemoryBytes)
	}
	if r.opt.Rejects != nil {
		p.rejects = newRejectsFile()
	}
	return p, r.run(ctx, p, newSink)
}

// discard frees what a first reading keeps beside its sources.
func (p *pass) discard() {
	if p.keys != nil {
		p.keys.close()
	}
	if p.rejects != nil {
		p.rejects.close()
	}
}

func (r *reading) newPass(inputs []input) *pass {
	p := &pass{opt: &r.opt, workers: r.workers, chunkBytes: r.chunkBytes, lateBytes: r.lateBytes, headers: r.headers}
	for i, in := range inputs {
		p.sources = append(p.sources, &source{input: in, index: i, ended: make(chan struct{})})
	}
	return p
}

func (r *reading) run(ctx context.Context, p *pass, newSink func() Sink) error {
	if r.opt.Begin != nil {
		if err := r.opt.Begin(); err != nil {
			return err
		}
	}
	return r.into(ctx, p, newSink)
}

// into reads the inputs into new sinks, one a worker.
func (r *reading) into(ctx context.Context, p *pass, newSink func() Sink) error {
	p.ctx, p.abort = context.WithCancelCause(ctx)
	defer p.abort(nil)
	sinks := make([]Sink, r.workers)
	for i := range sinks {
		sinks[i] = newSink()
	}
	return p.run(sinks)
}

// anew reads the inputs of a pass again, with all values, and leaves out the
// repeated rows.
func (r *reading) anew(ctx context.Context, before *pass, inputs []input, repeated dropSet, newSink func() Sink) (*pass, error) {
	p := r.newPass(inputs)
	p.again, p.compare, p.exact, p.kept, p.drop = before.again, before.compare, true, before.kept, repeated
	if err := r.run(ctx, p, newSink); err != nil {
		return nil, err
	}
	for i, s := range p.sources {
		if a, b := &s.total, &before.sources[i].total; a.accepted+a.duplicates != b.accepted+b.duplicates || a.rejected != b.rejected {
			return nil, changed(s.name)
		}
	}
	return p, nil
}

// check compares the rejected rows of all sources with the limit.
func (l RejectLimit) check(sources []*source) error {
	var all tally
	var in *source
	for _, s := range sources {
		if all.first == nil && s.total.first != nil {
			in = s
		}
		all.add(&s.total)
	}
	limit := fmt.Sprintf("at most %d allowed", l.Rows)
	exceeded := all.rejected > l.Rows
	if l.Percent >= 0 {
		limit = fmt.Sprintf("at most %g%% allowed", l.Percent)
		exceeded = float64(all.rejected)*100 > l.Percent*float64(all.rows())
	}
	if !exceeded {
		return nil
	}
	hint := "see them with --rejects FILE, allow more with --max-rejects N or P%"
	if in.total.accepted+in.total.duplicates == 0 && in.layout != nil {
		if column := in.layout.HintFor(all.first.column); column != "" {
			hint = "no row of it could be read; if the cells of this column are sound, say how they are written: " + column
		}
	}
	return rejectError(in.name, all.first, fmt.Sprintf("%d of %d rows rejected, %s", all.rejected, all.rows(), limit), hint)
}
