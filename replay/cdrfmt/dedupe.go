package cdrfmt

import (
	"context"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// collect makes the keys of a batch, whose first row is at the given place.
func (w *worker) collect(b *cdr.Batch, at place) error {
	for i := range b.Rows {
		if w.shared != nil && !contains(w.shared, endSec(b, i)) {
			continue
		}
		key := w.keyer.key(b, i, place{at.input, at.chunk, at.row + uint32(i)})
		if appendKey(&w.taken, &key); len(w.taken.data) >= keyLotBytes {
			if err := w.flushKeys(); err != nil {
				return err
			}
		}
	}
	w.keyer.reset()
	return nil
}

// flushKeys hands over what the worker has collected.
func (w *worker) flushKeys() error {
	if len(w.taken.list) == 0 {
		return nil
	}
	err := w.keys.rows.add(w.ctx, &w.taken)
	w.taken.reset()
	return err
}

// repeats finds the rows of a first reading that repeat an earlier one.
func (r *reading) repeats(ctx context.Context, first *pass, inputs []input) (dropSet, error) {
	keep := func(*rowKey) bool { return true }
	if r.opt.Dedupe == DedupeAuto {
		shared := sharedPeriods(first.sources)
		if len(shared) == 0 {
			return nil, nil
		}
		if err := r.keysOf(ctx, first, inputs, shared); err != nil {
			return nil, err
		}
		keep = func(k *rowKey) bool { return contains(shared, k.endSec) }
	}
	return first.keys.repeats(ctx, r.opt.Dedupe, r.workers, keep)
}

// chunkOf names a chunk of an input.
type chunkOf struct{ input, chunk uint32 }

// dropSet holds the rows to leave out, a bit a row; nil is the empty set.
type dropSet map[chunkOf]bitmap

func (d dropSet) with(at place) dropSet {
	if d == nil {
		d = dropSet{}
	}
	c := chunkOf{at.input, at.chunk}
	d[c] = d[c].with(int(at.row))
	return d
}

// of is the part of a chunk, nil if it has none.
func (d dropSet) of(c *chunk) bitmap { return d[chunkOf{uint32(c.src.index), uint32(c.number)}] }

// bitmap is a set of small numbers.
type bitmap []uint64

func (b bitmap) with(i int) bitmap {
	for len(b) <= i>>6 {
		b = append(b, 0)
	}
	b[i>>6] |= 1 << (i & 63)
	return b
}

// or is the union of two sets, in the memory of either.
func (b bitmap) or(o bitmap) bitmap {
	if len(b) < len(o) {
		b, o = o, b
	}
	for i, bits := range o {
		b[i] |= bits
	}
	return b
}

func (b bitmap) has(i int) bool { return i>>6 < len(b) && b[i>>6]>>(i&63)&1 == 1 }
