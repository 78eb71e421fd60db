package kpi

import (
	"cmp"
	"math/bits"
	"slices"
)

// bins holds one number for each (group, place): a count by second, a set of
// bits by word. It is a hash table with open addressing.
type bins struct {
	slots []bin
	shift uint // 64 - log2(len(slots))
	n     int
}

// bin is one number. Group noGroup marks a free slot.
type bin struct {
	group uint32
	at    int64
	value int64
}

// noGroup is the number of no group.
const noGroup = ^uint32(0)

const minSlots = 16

// slot is where the number of (group, at) is; it is 0 at first. The pointer
// holds until the next call.
func (b *bins) slot(group uint32, at int64) *int64 {
	if b.n >= len(b.slots)-len(b.slots)/4 {
		b.resize(max(minSlots, 2*len(b.slots)))
	}
	mask := len(b.slots) - 1
	for i := int(hashPlace(group, at) >> b.shift); ; i = (i + 1) & mask {
		s := &b.slots[i]
		if s.group == group && s.at == at {
			return &s.value
		}
		if s.group == noGroup {
			s.group, s.at = group, at
			b.n++
			return &s.value
		}
	}
}

func hashPlace(group uint32, at int64) uint64 {
	hi, lo := bits.Mul64(uint64(at)^0x9e3779b97f4a7c15, 0xd6e8feb86659fd93)
	return (hi ^ lo ^ uint64(group)) * 0xbf58476d1ce4e5b9
}

// resize makes the table one of n slots, a power of two.
func (b *bins) resize(n int) {
	old := b.slots
	b.slots = make([]bin, n)
	b.shift = uint(64 - bits.TrailingZeros(uint(len(b.slots))))
	for i := range b.slots {
		b.slots[i].group = noGroup
	}
	b.n = 0
	for _, s := range old {
		if s.group != noGroup {
			*b.slot(s.group, s.at) = s.value
		}
	}
}

// clear takes all numbers out and keeps the memory.
func (b *bins) clear() {
	for i := range b.slots {
		b.slots[i] = bin{group: noGroup}
	}
	b.n = 0
}

// each calls f for every number, in no order.
func (b *bins) each(f func(bin)) {
	for _, s := range b.slots {
		if s.group != noGroup {
			f(s)
		}
	}
}

// reserve makes room for n numbers. Those of another table come in the order
// of their hashes: in a table that is too small for them all they would pile
// up.
func (b *bins) reserve(n int) {
	if slots := 1 << bits.Len(uint(n+n/2)); slots > max(minSlots, len(b.slots)) {
		b.resize(slots)
	}
}

// addAll adds another table's numbers, group g as group to[g].
func (b *bins) addAll(from *bins, to []uint32) {
	b.reserve(b.n + from.n)
	from.each(func(s bin) { *b.slot(to[s.group], s.at) += s.value })
}

// sorted are all numbers by group, then place. The table must not be used
// afterwards: they are in its memory.
func (b *bins) sorted() []bin {
	list := slices.DeleteFunc(b.slots, func(s bin) bool { return s.group == noGroup })
	b.slots, b.n = nil, 0
	slices.SortFunc(list, func(x, y bin) int {
		return cmp.Or(cmp.Compare(x.group, y.group), cmp.Compare(x.at, y.at))
	})
	return list
}

// eachRun calls f with the numbers of each group that has some.
func eachRun(list []bin, f func(group uint32, run []bin)) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].group == list[0].group {
			n++
		}
		f(list[0].group, list[:n])
		list = list[n:]
	}
}
