package cdrfmt

import (
	"bufio"
	"container/heap"
	"context"
	"encoding/binary"
	"io"
	"slices"
	"sync"
)

// run is a sorted sequence of keys.
type run interface {
	// next is io.EOF behind the last key.
	next() (rowKey, error)
}

type memoryRun struct{ keys []rowKey }

func (r *memoryRun) next() (rowKey, error) {
	if len(r.keys) == 0 {
		return rowKey{}, io.EOF
	}
	k := r.keys[0]
	r.keys = r.keys[1:]
	return k, nil
}

// memoryRuns sorts the blocks, each by itself and all at once. When ctx ends
// they are left as they are: merge notices it too.
func memoryRuns(ctx context.Context, blocks [][]rowKey) []run {
	runs := make([]run, len(blocks))
	var group sync.WaitGroup
	for i, b := range blocks {
		runs[i] = &memoryRun{b}
		group.Go(func() {
			if ctx.Err() == nil {
				slices.SortFunc(b, rowKey.compare)
			}
		})
	}
	group.Wait()
	return runs
}

type fileRun struct{ r *bufio.Reader }

func (r *fileRun) next() (rowKey, error) {
	var b [keyRecord]byte
	if _, err := io.ReadFull(r.r, b[:]); err != nil {
		return rowKey{}, err
	}
	return decodeKey(b[:]), nil
}

func encodeKey(to []byte, k rowKey) []byte {
	to = binary.LittleEndian.AppendUint64(to, k.hash)
	to = binary.LittleEndian.AppendUint32(to, k.hashMore)
	to = binary.LittleEndian.AppendUint32(to, k.apart)
	to = binary.LittleEndian.AppendUint32(to, k.sequence)
	to = binary.LittleEndian.AppendUint32(to, k.at.input)
	to = binary.LittleEndian.AppendUint32(to, k.at.chunk)
	to = binary.LittleEndian.AppendUint32(to, k.at.row)
	return binary.LittleEndian.AppendUint32(to, k.endSec)
}

func decodeKey(b []byte) (k rowKey) {
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
	k.hash, k.hashMore = binary.LittleEndian.Uint64(b), word(2)
	k.rowMarks = rowMarks{word(3), word(4)}
	k.at = place{word(5), word(6), word(7)}
	k.endSec = word(8)
	return k
}

// merge gives the keys of all runs in order, until ctx ends.
func merge(ctx context.Context, runs []run, emit func(rowKey) error) error {
	var h runHeap
	for _, r := range runs {
		if err := h.refill(r); err != nil {
			return err
		}
	}
	heap.Init(&h)
	for n := 0; len(h) > 0; n++ {
		if n%(1<<14) == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		top := &h[0]
		if err := emit(top.key); err != nil {
			return err
		}
		k, err := top.run.next()
		switch err {
		case nil:
			top.key = k
			heap.Fix(&h, 0)
		case io.EOF:
			heap.Pop(&h)
		default:
			return err
		}
	}
	return nil
}

// runHeap has the run with the least key on top.
type runHeap []struct {
	key rowKey
	run run
}

func (h *runHeap) refill(r run) error {
	k, err := r.next()
	if err == io.EOF {
		return nil
	}
	*h = append(*h, struct {
		key rowKey
		run run
	}{k, r})
	return err
}

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].key.compare(h[j].key) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push is not used: the heap only shrinks.
func (h *runHeap) Push(any) {}

// Pop implements heap.Interface.
func (h *runHeap) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
