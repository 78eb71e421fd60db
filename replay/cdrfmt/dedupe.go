package cdrfmt

import (
	"context"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// collect makes the keys of a batch, whose first row is at the given place.
func (w *worker) collect(b *cdr.Batch, k *keyer, at place) error {
	for i := range b.Rows {
		if w.shared != nil && !contains(w.shared, endSec(b, i)) {
			continue
		}
		if w.block == nil {
			w.block = make([]rowKey, 0, w.keys.blockLen(w.workers))
		}
		w.block = append(w.block, k.key(b, i, place{at.input, at.chunk, at.row + uint32(i)}))
		if len(w.block) == cap(w.block) {
			if err := w.flushKeys(); err != nil {
				return err
			}
		}
	}
	k.reset()
	return nil
}

// flushKeys hands over what the worker has collected.
func (w *worker) flushKeys() error {
	block := w.block
	w.block = nil
	if len(block) == 0 {
		return nil
	}
	return w.keys.add(w.ctx, block)
}

// repeats finds the rows of a first reading that repeat an earlier one.
func (r *reading) repeats(ctx context.Context, first *pass, inputs []input) (dropSet, error) {
	mode := r.opt.Dedupe
	keep := func(rowKey) bool { return true }
	if mode == DedupeAuto {
		shared := sharedPeriods(first.sources)
		if len(shared) == 0 {
			return nil, nil
		}
		if err := r.keysOf(ctx, first, inputs, shared); err != nil {
			return nil, err
		}
		keep = func(k rowKey) bool { return contains(shared, k.endSec) }
	}
	var drop dropSet
	var leg legRows
	err := first.keys.sorted(ctx, keep, func(k rowKey) error {
		if leg.repeats(k, mode) {
			drop = drop.with(k.at)
		}
		return nil
	})
	return drop, err
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
