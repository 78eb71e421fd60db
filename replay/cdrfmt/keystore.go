package cdrfmt

import (
	"bufio"
	"context"
	"io"
	"slices"
	"sync"
	"unsafe"
)

// keyBytes is what a key takes in memory, keyRecord what it takes in a file.
const (
	keyBytes  = int64(unsafe.Sizeof(rowKey{}))
	keyRecord = 36
)

// keyStore collects keys in blocks and gives them back sorted. What exceeds
// the memory granted goes to a temporary file as sorted runs.
type keyStore struct {
	limit int64 // bytes

	mu     sync.Mutex
	blocks [][]rowKey
	held   int64 // keys in blocks
	runs   spilledRuns
}

// blockLen is how many keys a worker collects before it hands them over.
func (s *keyStore) blockLen(workers int) int {
	return int(min(max(s.limit/keyBytes/int64(4*workers), 1), 1<<15))
}

// add takes a block, which belongs to the store from then on.
func (s *keyStore) add(ctx context.Context, block []rowKey) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.blocks = append(s.blocks, block)
	s.held += int64(len(block))
	if s.held*keyBytes <= s.limit {
		return nil
	}
	return s.spill(ctx)
}

// spill writes the keys held in memory to the file as one sorted run.
func (s *keyStore) spill(ctx context.Context) error {
	err := s.runs.add(1<<16, func(w *bufio.Writer) (bytes int64, err error) {
		err = merge(ctx, memoryRuns(ctx, s.blocks), func(k rowKey) error {
			bytes += keyRecord
			_, err := w.Write(encodeKey(w.AvailableBuffer(), k))
			return err
		})
		return bytes, err
	})
	if err == nil {
		s.blocks, s.held = nil, 0
	}
	return err
}

// sorted gives all keys that keep wants, in order, until ctx ends.
func (s *keyStore) sorted(ctx context.Context, keep func(rowKey) bool, emit func(rowKey) error) error {
	for i, b := range s.blocks {
		s.blocks[i] = slices.DeleteFunc(b, func(k rowKey) bool { return !keep(k) })
	}
	runs := memoryRuns(ctx, s.blocks)
	buffer := int(min(max(s.limit/int64(len(s.runs.ends)+1), 4<<10), 64<<10))
	s.runs.each(func(r io.Reader) {
		runs = append(runs, &fileRun{r: bufio.NewReaderSize(r, buffer)})
	})
	return merge(ctx, runs, func(k rowKey) error {
		if !keep(k) {
			return nil
		}
		return emit(k)
	})
}

func (s *keyStore) close() { s.runs.close() }
