package cdrfmt

import (
	"math"
	"math/bits"
	"slices"
)

// byHash sorts items that are ordered by a hash first; it keeps its memory.
type byHash[T any] struct {
	spare  []T
	starts []uint32
}

// sort gives the items in order, in their memory or what was the spare one.
// Hashes are spread evenly, so that each of about as many ranges of them as
// there are items has few.
func (s *byHash[T]) sort(items []T, hash func(*T) uint64, compare func(a, b T) int) []T {
	if len(items) < 2 {
		return items
	}
	low, high := uint64(math.MaxUint64), uint64(0)
	for i := range items {
		low, high = min(low, hash(&items[i])), max(high, hash(&items[i]))
	}
	shift := max(0, bits.Len64(high-low)-bits.Len(uint(len(items))))
	starts := append(s.starts[:0], make([]uint32, (high-low)>>shift+2)...)
	for i := range items {
		starts[(hash(&items[i])-low)>>shift+1]++
	}
	for i := range starts[1:] {
		starts[i+1] += starts[i]
	}
	sorted := slices.Grow(s.spare[:0], len(items))[:len(items)]
	for i := range items {
		to := &starts[(hash(&items[i])-low)>>shift]
		sorted[*to] = items[i]
		*to++
	}
	from := uint32(0) // each start is now the end of its range
	for _, end := range starts[:len(starts)-1] {
		if end-from > 1 {
			slices.SortFunc(sorted[from:end], compare)
		}
		from = end
	}
	s.starts, s.spare = starts, items
	return sorted
}
