package kpi

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// moments counts what happened when in which group, in little memory: two to
// four bytes for each moment that a group has. They are put in order run by run,
// and of a run the differences are kept.
type moments struct {
	pending bins
	sorted  []bin // memory for putting them in order
	runs    []momentRun
}

// momentRun is some moments in order. Of each: how far it is from the one before,
// its group, doubled, and 1 more where a number follows: how often, if that is
// more than once. All are varints.
type momentRun struct {
	first   int64 // the first time
	encoded []byte
	// to gives the groups the numbers that they have now; nil is the same.
	to []uint32
}

// runMoments is how many moments are put in order at once: as many as fit a
// table that fits a cache.
const runMoments = 1<<16 - 1<<14

// add counts a moment: a time in the unit of who counts.
func (m *moments) add(group uint32, at int64) {
	if m.pending.n == runMoments {
		m.pack()
	}
	*m.pending.slot(group, at)++
}

// pack makes a run of what is pending.
func (m *moments) pack() {
	if m.pending.n == 0 {
		return
	}
	list := m.sorted[:0]
	m.pending.each(func(s bin) { list = append(list, s) })
	m.sorted = list
	m.pending.clear()
	slices.SortFunc(list, func(x, y bin) int {
		if x.at != y.at {
			return cmp.Compare(x.at, y.at)
		}
		return cmp.Compare(x.group, y.group)
	})
	run := momentRun{first: list[0].at}
	encoded, last := make([]byte, 0, 4*len(list)), run.first
	for _, s := range list {
		encoded = binary.AppendUvarint(encoded, uint64(s.at-last))
		if s.value == 1 {
			encoded = binary.AppendUvarint(encoded, uint64(s.group)<<1)
		} else {
			encoded = binary.AppendUvarint(encoded, uint64(s.group)<<1|1)
			encoded = binary.AppendUvarint(encoded, uint64(s.value))
		}
		last = s.at
	}
	run.encoded = slices.Clone(encoded)
	m.runs = append(m.runs, run)
}

// addAll adds another's moments, those of group g to group to[g].
func (m *moments) addAll(from *moments, to []uint32) {
	from.pack()
	for _, run := range from.runs {
		numbers := to
		if run.to != nil {
			numbers = make([]uint32, len(run.to))
			for g, n := range run.to {
				numbers[g] = to[n]
			}
		}
		run.to = numbers
		m.runs = append(m.runs, run)
	}
}

// each calls f with all moments in order of time, with those of one time in any
// order, and perhaps a group several times. The moments must not be used
// afterwards.
func (m *moments) each(f func(at int64, group uint32, n int64)) {
	m.pack()
	runs := m.runs
	*m = moments{}
	slices.SortStableFunc(runs, func(x, y momentRun) int { return cmp.Compare(x.first, y.first) })
	var open momentHeap // the runs that have begun
	for len(open) > 0 || len(runs) > 0 {
		if len(runs) > 0 && (len(open) == 0 || runs[0].first < open[0].at) {
			open.push(newMomentReader(runs[0]))
			runs = runs[1:]
			continue
		}
		r := open[0]
		f(r.at, r.group, r.n)
		if r.next() {
			open.down(0)
		} else {
			open.pop()
		}
	}
}

// momentReader reads a run; at hand is one moment of it.
type momentReader struct {
	at    int64
	group uint32
	n     int64
	rest  []byte
	to    []uint32
}

func newMomentReader(run momentRun) *momentReader {
	r := &momentReader{at: run.first, rest: run.encoded, to: run.to}
	r.next()
	return r
}

// next takes the next moment to hand; false if there is none.
func (r *momentReader) next() bool {
	if len(r.rest) == 0 {
		return false
	}
	r.at += int64(r.varint())
	group := r.varint()
	if r.n = 1; group&1 == 1 {
		r.n = int64(r.varint())
	}
	if r.group = uint32(group >> 1); r.to != nil {
		r.group = r.to[r.group]
	}
	return true
}

func (r *momentReader) varint() uint64 {
	v, n := binary.Uvarint(r.rest)
	r.rest = r.rest[n:]
	return v
}

// momentHeap is a heap of readers, with the earliest at its top.
type momentHeap []*momentReader

func (h *momentHeap) push(r *momentReader) {
	*h = append(*h, r)
	list := *h
	for i := len(list) - 1; i > 0; {
		parent := (i - 1) / 2
		if list[parent].at <= list[i].at {
			return
		}
		list[parent], list[i] = list[i], list[parent]
		i = parent
	}
}

func (h *momentHeap) pop() {
	list := *h
	last := len(list) - 1
	list[0], list[last] = list[last], nil
	*h = list[:last]
	h.down(0)
}

// down restores the order below i.
func (h momentHeap) down(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h[child].at < h[least].at {
				least = child
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
