package cdrfmt

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/binary"
	"io"
)

// sortedRun is a sorted sequence of strings.
type sortedRun interface {
	// next is io.EOF behind the last string; each holds until the next.
	next() ([]byte, error)
}

type memoryStrings struct {
	b    *sortBlock
	rest []sortItem
}

func (m *memoryStrings) next() ([]byte, error) {
	if len(m.rest) == 0 {
		return nil, io.EOF
	}
	i := m.rest[0]
	m.rest = m.rest[1:]
	return m.b.at(i), nil
}

type fileStrings struct {
	r   *bufio.Reader
	buf []byte
}

func (f *fileStrings) next() ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(f.r, size[:]); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint32(size[:]))
	if cap(f.buf) < n {
		f.buf = make([]byte, n)
	}
	_, err := io.ReadFull(f.r, f.buf[:n])
	return f.buf[:n], err
}

// mergeSorted gives the strings of all runs in order, until ctx ends.
func mergeSorted(ctx context.Context, runs []sortedRun, emit func([]byte) error) error {
	var h stringHeap
	for _, r := range runs {
		s, err := r.next()
		if err == io.EOF {
			continue
		}
		if err != nil {
			return err
		}
		h = append(h, runHead{prefixOf(s), s, r})
	}
	heap.Init(&h)
	for n := 0; len(h) > 0; n++ {
		if n%(1<<14) == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		top := &h[0]
		if err := emit(top.s); err != nil {
			return err
		}
		s, err := top.run.next()
		switch err {
		case nil:
			top.prefix, top.s = prefixOf(s), s
			heap.Fix(&h, 0)
		case io.EOF:
			heap.Pop(&h)
		default:
			return err
		}
	}
	return nil
}

// runHead is a run and the least of its strings that are left.
type runHead struct {
	prefix uint64
	s      []byte
	run    sortedRun
}

// stringHeap has the run with the least string on top.
type stringHeap []runHead

func (h stringHeap) Len() int      { return len(h) }
func (h stringHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h stringHeap) Less(i, j int) bool {
	if h[i].prefix != h[j].prefix {
		return h[i].prefix < h[j].prefix
	}
	return bytes.Compare(h[i].s, h[j].s) < 0
}

// Push is not used: the heap only shrinks.
func (h *stringHeap) Push(any) {}

// Pop implements heap.Interface.
func (h *stringHeap) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}
