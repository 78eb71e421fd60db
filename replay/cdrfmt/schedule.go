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
	// are scanned, wait until there is none left to open or to scan, and are
	// opened again one by one when their rows have been joined. In order, those
	// behind them have to wait with them.
	scanning, waiting, again []*source
	stopped                  bool
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
	stream      *stream // of drain, which may have another one later
	peek        bool    // open is to be looked at only
	chunk       *chunk
	join        []*source // sources to join the rows of, by index
	again       *source   // a source whose rows were joined
}

// take waits for a job; it is false when there will be none.
func (s *schedule) take() (job, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.stopped {
		j, ok := s.now()
		if ok {
			return j, true
		}
		if s.over() {
			break
		}
		s.changed.Wait()
	}
	return job{}, false
}

// now is the job that there is at this moment, if there is one.
func (s *schedule) now() (job, bool) {
	for i, src := range s.open {
		if src.stream == nil {
			return job{chunk: s.handOut(i)}, true
		}
	}
	if s.next < s.end && !(s.ordered && len(s.open)+s.opening > 0) {
		src := s.sources[s.next]
		s.next++
		s.opening++
		return job{open: src, peek: s.ordered && len(s.scanning)+len(s.waiting) > 0}, true
	}
	if s.next >= s.end && s.opening == 0 && len(s.scanning) == 0 && len(s.waiting) > 0 {
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
		return job{drain: s.open[0], stream: s.open[0].stream}, true
	}
	return job{}, false
}

// over tells, when there is no job, that there will be none.
func (s *schedule) over() bool { return s.opening == 0 && len(s.scanning) == 0 }

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
		s.add(src, &s.open)
	}
	s.changed.Broadcast()
}

// add puts a source in its place on a list, unless it is no longer wanted.
func (s *schedule) add(src *source, list *[]*source) {
	if src.index >= s.end {
		src.cancel()
		return
	}
	i, _ := slices.BinarySearchFunc(*list, src.index, func(o *source, index int) int { return o.index - index })
	*list = slices.Insert(*list, i, src)
}

// scan is opened for a source whose chunks are to be scanned first.
func (s *schedule) scan(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening--
	s.add(src, &s.open)
	s.add(src, &s.scanning)
	s.changed.Broadcast()
}

// wait notes a source that was scanned. Its stream is over, and it may soon have
// another one.
func (s *schedule) wait(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o *source) bool { return o == src })
	s.scanning = slices.DeleteFunc(s.scanning, func(o *source) bool { return o == src })
	s.add(src, &s.waiting)
	s.changed.Broadcast()
}

// setAside notes a source that was looked at and is to be opened when those
// before it have been joined.
func (s *schedule) setAside(src *source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opening--
	s.add(src, &s.waiting)
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

// drained takes a source whose stream has delivered its last chunk off the
// list; it may be open again with another one.
func (s *schedule) drained(src *source, st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(o *source) bool { return o == src && o.stream == st })
	s.changed.Broadcast()
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
	s.scanning, s.waiting, s.again = slices.DeleteFunc(s.scanning, gone), slices.DeleteFunc(s.waiting, gone), slices.DeleteFunc(s.again, gone)
	s.changed.Broadcast()
}

// stop ends the handing out.
func (s *schedule) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
	s.changed.Broadcast()
}
