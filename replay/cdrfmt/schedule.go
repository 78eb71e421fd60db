package cdrfmt

import (
	"slices"
	"sync"
)

// schedule says what a worker does next. Chunks are handed out in order, the
// first input's first; a new input is opened only when those that are open
// have nothing to hand out, so few are open at a time. In order, a new input
// waits until nothing of the one before is left to hand out: a worker whose rows
// are not yet in turn waits for workers that all hold earlier ones.
type schedule struct {
	mu      sync.Mutex
	changed *sync.Cond
	sources []*source
	ordered bool      // rows go to sinks in turn, so sources are read one by one
	next    int       // source to open next
	opening int       // sources being opened
	open    []*source // those with chunks to hand out, by index
	// Of several rows a leg is made over all sources: those that have such rows
	// wait until there is none left to open, and are opened again one by one
	// when their rows have been joined.
	waiting, again []*source
	stopped        bool
	// end is the first source that failed: nothing from it on is wanted.
	end int
	err error
}

func newSchedule(sources []*source, ordered bool) *schedule {
	s := &schedule{sources: sources, ordered: ordered, end: len(sources)}
	s.changed = sync.NewCond(&s.mu)
	return s
}

// job is a source to open, a chunk to read, or a stream to take chunks from.
type job struct {
	open, drain *source
	chunk       *chunk
	join        []*source // sources to join the rows of, by index
	again       *source   // a source whose rows were joined
}

// take waits for a job; it is false when there will be none.
func (s *schedule) take() (job, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		if s.stopped {
			return job{}, false
		}
		for i, src := range s.open {
			if src.stream == nil {
				return job{chunk: s.handOut(i)}, true
			}
		}
		if s.next < s.end && !(s.ordered && len(s.open)+s.opening > 0) {
			src := s.sources[s.next]
			s.next++
			s.opening++
			return job{open: src}, true
		}
		if s.opening == 0 && len(s.waiting) > 0 {
			list := s.waiting
			s.waiting = nil
			s.opening++
			return job{join: list}, true
		}
		if len(s.again) > 0 {
			src := s.again[0]
			s.again = s.again[1:]
			s.opening++
			return job{again: src}, true
		}
		if len(s.open) > 0 { // streams have a worker each: help the first
			return job{drain: s.open[0]}, true
		}
		if s.opening == 0 {
			return job{}, false
		}
		s.changed.Wait()
	}
}

// handOut makes the next chunk of the i-th open source.
func (s *schedule) handOut(i int) *chunk {
	src := s.open[i]
	c := &chunk{src: src, number: src.handed, last: src.handed+1 == src.chunks, link: src.chain.next()}
	if src.handed++; c.last {
		s.open = slices.Delete(s.open, i, i+1)
	}
	return c
}

// opened puts a source whose chunks are to be handed out in place; nil means
// that the source that was being opened has none.
func (s *schedule) opened(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening--
	if src != nil {
		if src.index >= s.end {
			src.cancel()
		} else {
			i, _ := slices.BinarySearchFunc(s.open, src.index, func(o *source, index int) int { return o.index - index })
			s.open = slices.Insert(s.open, i, src)
		}
	}
	s.changed.Broadcast()
}

// wait notes a source that was being opened and whose rows are to be joined.
func (s *schedule) wait(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening--
	i, _ := slices.BinarySearchFunc(s.waiting, src.index, func(o *source, index int) int { return o.index - index })
	s.waiting = slices.Insert(s.waiting, i, src)
	s.changed.Broadcast()
}

// joined notes the sources whose rows have been joined.
func (s *schedule) joined(list []*source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening--
	s.again = list
	s.drop(func(o *source) bool { return o.index >= s.end })
}

// drained takes a stream that has delivered its last chunk off the list.
func (s *schedule) drained(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(func(o *source) bool { return o == src })
}

// fail notes the error of a source. The first source in input order that
// fails decides, so the sources behind it are given up and those before it go on.
func (s *schedule) fail(src *source, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if src.index >= s.end {
		return
	}
	s.end, s.err = src.index, err
	for _, o := range s.sources[src.index:] {
		o.cancel()
	}
	s.drop(func(o *source) bool { return o.index >= s.end })
}

func (s *schedule) drop(gone func(*source) bool) {
	s.open = slices.DeleteFunc(s.open, gone)
	s.waiting, s.again = slices.DeleteFunc(s.waiting, gone), slices.DeleteFunc(s.again, gone)
	s.changed.Broadcast()
}

// stop ends the handing out.
func (s *schedule) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	s.changed.Broadcast()
}
