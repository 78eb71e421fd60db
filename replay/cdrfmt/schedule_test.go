package cdrfmt

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// plan is a model of workers at a schedule, one step at a time: whatever the
// order of their steps, each chunk is read once, in turn, and none waits for ever.
type plan struct {
	*schedule
	joins, streams []bool // of each source
	chunks         []int
	scanned, read  []int // chunks of each source that are behind
	fed            []int // chunks that its stream has delivered
	log            []string
}

// planned is a worker: at most one of its fields is set.
type planned struct {
	job
	over bool
}

// step takes the worker a step further, if it does not have to wait.
func (p *plan) step(w *planned) bool {
	switch {
	case w.over:
		return false
	case w.open != nil:
		src, peek := w.open, w.peek
		*w = planned{}
		p.opens(w, src, peek)
	case w.again != nil:
		src := w.again
		*w = planned{}
		if !p.joins[src.index] {
			p.opens(w, src, false)
			break
		}
		p.ready(src)
		src.scanned = true
		p.opened(src)
		p.helps(w, src)
	case w.join != nil:
		list := w.join
		*w = planned{}
		p.schedule.joined(list)
	case w.chunk != nil && !p.works(w.chunk):
		return false
	case w.chunk != nil:
		w.chunk = nil
	case w.drain != nil && p.fed[w.drain.index] == p.chunks[w.drain.index]:
		p.drained(w.drain, w.drain.stream)
		w.drain = nil
	case w.drain != nil:
		i := w.drain.index
		p.fed[i]++
		w.chunk = &chunk{src: w.drain, number: p.fed[i] - 1, last: p.fed[i] == p.chunks[i]}
	default:
		j, ok := p.now()
		w.job, w.over = j, !ok && p.schedule.over()
		return ok || w.over
	}
	return true
}

// ready makes the chunks of a source ready to be handed out.
func (p *plan) ready(src *source) {
	src.handed, src.chunks, p.fed[src.index] = 0, p.chunks[src.index], 0
	src.chain = newChain(carry{}, always)
	if p.streams[src.index] {
		src.stream = newStream()
	}
}

func (p *plan) opens(w *planned, src *source, peek bool) {
	p.ready(src)
	switch {
	case p.joins[src.index]:
		p.scan(src)
		p.helps(w, src)
	case peek:
		src.stream = nil
		p.setAside(src)
	default:
		p.opened(src)
		p.helps(w, src)
	}
}

func (p *plan) helps(w *planned, src *source) {
	if src.stream != nil {
		w.drain = src
	}
}

// works ends the work on a chunk when it is its turn.
func (p *plan) works(c *chunk) bool {
	i := c.src.index
	behind := p.read
	if p.joins[i] && !c.src.scanned {
		behind = p.scanned
	} else if c.number == 0 && i > 0 && p.read[i-1] < p.chunks[i-1] {
		return false
	}
	if behind[i] != c.number {
		return false
	}
	if behind[i]++; &behind[0] == &p.read[0] {
		p.log = append(p.log, fmt.Sprint(i, "/", c.number))
	} else if c.last {
		p.wait(c.src)
	}
	return true
}

func TestScheduleInOrder(t *testing.T) {
	r := random(5)
	for range 20000 {
		n := 1 + r.below(6)
		p := &plan{
			joins: make([]bool, n), streams: make([]bool, n),
			chunks: make([]int, n), scanned: make([]int, n), read: make([]int, n), fed: make([]int, n),
		}
		var sources []*source
		var want, kinds []string
		for i := range n {
			p.joins[i], p.streams[i], p.chunks[i] = r.below(3) == 0, r.below(3) == 0, 1+r.below(3)
			kinds = append(kinds, fmt.Sprintf("joins=%t stream=%t chunks=%d", p.joins[i], p.streams[i], p.chunks[i]))
			sources = append(sources, &source{index: i, cancel: func() {}})
			for c := range p.chunks[i] {
				want = append(want, fmt.Sprint(i, "/", c))
			}
		}
		p.schedule = newSchedule(sources, true)
		workers := make([]planned, 1+r.below(4))
		for running := true; running; {
			running = false
			first := r.below(len(workers))
			for i := range workers {
				if p.step(&workers[(first+i)%len(workers)]) {
					running = true
					break
				}
			}
		}
		if !slices.Equal(p.log, want) {
			t.Fatalf("%d workers, sources\n%s\ngot %v, want %v", len(workers), strings.Join(kinds, "\n"), p.log, want)
		}
	}
}
