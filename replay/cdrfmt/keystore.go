package cdrfmt

import (
	"context"
	"encoding/binary"
	"errors"
	"sync"
)

const (
	// Keys are parted by the first bits of their hash.
	keyPartBits = 10
	keyParts    = 1 << keyPartBits
	// keyLotBytes is about how much a worker collects before it hands it over.
	keyLotBytes = 1 << 18
)

// keyStore collects the keys of rows, beyond the memory granted in a temporary
// file, and gives those of equal hashes together.
type keyStore struct {
	pool pagePool
	rows shards
}

func newKeyStore(memoryBytes int64) *keyStore {
	s := &keyStore{}
	s.rows = shards{limit: memoryBytes, pool: &s.pool}
	return s
}

func (s *keyStore) close() { s.rows.close() }

// appendKey adds a key to a lot: 22 bytes, mostly.
func appendKey(l *lot, k *rowKey) {
	b := binary.LittleEndian.AppendUint64(l.data, k.hash)
	b = binary.LittleEndian.AppendUint32(b, k.hashMore)
	b = binary.LittleEndian.AppendUint32(b, k.endSec)
	b = binary.AppendUvarint(b, uint64(k.at.input))
	b = binary.AppendUvarint(b, uint64(k.at.chunk))
	b = binary.AppendUvarint(b, uint64(k.at.row))
	if k.rowMarks != (rowMarks{}) {
		b = binary.LittleEndian.AppendUint32(b, k.apart)
		b = binary.LittleEndian.AppendUint32(b, k.sequence)
	}
	l.data = b
	l.end(int(k.hash >> (64 - keyPartBits)))
}

var errNoKey = errors.New("temporary file: found something else, wanted the key of a row")

// keyOf is a key that appendKey wrote.
func keyOf(b []byte) (k rowKey, err error) {
	const fixed = 16
	if len(b) < fixed {
		return k, errNoKey
	}
	k.hash, k.hashMore, k.endSec = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint32(b[8:]), binary.LittleEndian.Uint32(b[12:])
	b = b[fixed:]
	for _, to := range [...]*uint32{&k.at.input, &k.at.chunk, &k.at.row} {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return k, errNoKey
		}
		*to, b = uint32(v), b[n:]
	}
	if len(b) == 8 {
		k.rowMarks = rowMarks{binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:])}
	}
	return k, nil
}

// repeats finds the rows that repeat an earlier one, of those with keys that
// keep wants, with so many goroutines, part by part.
func (s *keyStore) repeats(ctx context.Context, mode DedupeMode, workers int, keep func(*rowKey) bool) (dropSet, error) {
	var group sync.WaitGroup
	var mu sync.Mutex
	var drop dropSet
	var failed error
	next := 0
	take := func(found []place, err error) (part int, more bool) {
		mu.Lock()
		defer mu.Unlock()
		for _, at := range found {
			drop = drop.with(at)
		}
		if err != nil && failed == nil {
			failed = err
		}
		part = next
		next++
		return part, part < keyParts && failed == nil
	}
	for range workers {
		group.Go(func() {
			w := keyWork{store: s, mode: mode, keep: keep}
			part, more := take(nil, nil)
			for more {
				err := context.Cause(ctx)
				if err == nil {
					err = w.part(part)
				}
				part, more = take(w.found, err)
			}
		})
	}
	group.Wait()
	return drop, failed
}

// keyWork is the work on the keys of a part, for one goroutine.
type keyWork struct {
	store *keyStore
	mode  DedupeMode
	keep  func(*rowKey) bool
	keys  []rowKey
	byHash[rowKey]
	found []place // of rows that repeat others
}

func (w *keyWork) part(part int) error {
	w.keys, w.found = w.keys[:0], w.found[:0]
	err := w.store.rows.each(part, func(b []byte) error {
		k, err := keyOf(b)
		if err == nil && w.keep(&k) {
			w.keys = append(w.keys, k)
		}
		return err
	})
	if err != nil {
		return err
	}
	w.store.rows.drop(part)
	w.keys = w.sort(w.keys, func(k *rowKey) uint64 { return k.hash }, rowKey.compare)
	var leg legRows
	for _, k := range w.keys {
		if leg.repeats(k, w.mode) {
			w.found = append(w.found, k.at)
		}
	}
	return nil
}
