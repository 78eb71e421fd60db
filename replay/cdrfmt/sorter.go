package cdrfmt

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"slices"
	"sync"
)

// sorter takes byte strings and gives them back in their order. What exceeds
// the memory granted goes to a temporary file as sorted runs.
type sorter struct {
	limit int64 // bytes

	mu     sync.Mutex
	blocks []*sortBlock
	held   int64
	runs   spilledRuns
}

// sortBlock is a lot of byte strings of one goroutine.
type sortBlock struct {
	data  []byte
	items []sortItem
}

// sortItem is where a string lies in its block, and its first bytes, which
// nearly always decide.
type sortItem struct {
	prefix     uint64
	start, end uint32
}

// sortBlockBytes is about how much a block holds.
const sortBlockBytes = 4 << 20

// sortItemBytes is what a string takes besides its bytes.
const sortItemBytes = 16

func (b *sortBlock) add(s []byte) {
	start := len(b.data)
	b.data = append(b.data, s...)
	b.items = append(b.items, sortItem{prefixOf(s), uint32(start), uint32(len(b.data))})
}

// prefixOf is the first bytes of a string as a number, which sorts as they do.
func prefixOf(s []byte) uint64 {
	if len(s) >= 8 {
		return binary.BigEndian.Uint64(s)
	}
	var head [8]byte
	copy(head[:], s)
	return binary.BigEndian.Uint64(head[:])
}

func (b *sortBlock) bytes() int64 { return int64(len(b.data)) + int64(len(b.items))*sortItemBytes }

func (b *sortBlock) at(i sortItem) []byte { return b.data[i.start:i.end] }

func (b *sortBlock) sort() {
	slices.SortFunc(b.items, func(x, y sortItem) int {
		switch {
		case x.prefix < y.prefix:
			return -1
		case x.prefix > y.prefix:
			return 1
		}
		return bytes.Compare(b.at(x), b.at(y))
	})
}

// add takes a block, which belongs to the sorter from then on.
func (s *sorter) add(ctx context.Context, b *sortBlock) error {
	b.sort()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blocks = append(s.blocks, b)
	s.held += b.bytes()
	if s.held <= s.limit {
		return nil
	}
	return s.spill(ctx)
}

// spill writes what is held in memory to the file as one sorted run.
func (s *sorter) spill(ctx context.Context) error {
	err := s.runs.add(1<<18, func(w *bufio.Writer) (bytes int64, err error) {
		err = mergeSorted(ctx, s.memory(), func(b []byte) error {
			n, err := writeSized(w, b)
			bytes += n
			return err
		})
		return bytes, err
	})
	if err == nil {
		s.blocks, s.held = nil, 0
	}
	return err
}

// writeSized writes a string as fileStrings reads it.
func writeSized(w *bufio.Writer, b []byte) (n int64, err error) {
	var size [4]byte
	binary.BigEndian.PutUint32(size[:], uint32(len(b)))
	w.Write(size[:]) // the next Write tells its error too
	_, err = w.Write(b)
	return int64(len(size) + len(b)), err
}

func (s *sorter) memory() []sortedRun {
	var runs []sortedRun
	for _, b := range s.blocks {
		runs = append(runs, &memoryStrings{b, b.items})
	}
	return runs
}

// sorted gives all strings in order, each until the next, until ctx ends.
func (s *sorter) sorted(ctx context.Context, emit func([]byte) error) error {
	runs := s.memory()
	s.runs.each(func(r io.Reader) {
		runs = append(runs, &fileStrings{r: bufio.NewReaderSize(r, 64<<10)})
	})
	return mergeSorted(ctx, runs, emit)
}

func (s *sorter) close() {
	s.runs.close()
	s.blocks = nil
}
