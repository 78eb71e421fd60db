package cdrfmt

import (
	"context"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
)

const (
	// Rows are parted by the first bits of their call's hash.
	callPartBits = 10
	callParts    = 1 << callPartBits
	// maxCallRows bounds the rows of one call, which are joined in memory.
	maxCallRows = 1 << 18
	// rangeBytes bounds the rows that are sorted at once.
	rangeBytes = 64 << 20
)

// partOfCall is the part of a call's rows.
func partOfCall(hash uint64) int { return int(hash >> (64 - callPartBits)) }

// join joins the rows of all sources, part by part, with so many goroutines.
// The error is that of the first part that has one.
func (j *joined) join(ctx context.Context, sources []*source, workers int) error {
	j.chunks = make([]int, len(sources)+1)
	for i, src := range sources {
		j.chunks[i+1] = j.chunks[i] + len(src.begins)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	next, failed := 0, callParts
	var first error
	take := func() (part int, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		part = next
		next++
		return part, part < failed
	}
	for range workers {
		group.Go(func() {
			c := calls{joined: j, sources: sources}
			for {
				part, ok := take()
				if !ok {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = c.part(ctx, part)
				}
				if err == nil {
					continue
				}
				mu.Lock()
				if part < failed {
					failed, first = part, err
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	j.rows.close()
	return first
}

// calls is the work on the calls of a part, for one goroutine.
type calls struct {
	*joined
	sources []*source
	joiner  joining.Joiner

	arena []byte    // rows as joining wrote them
	items []callRow // of the arena
	call  []joining.Row
	found []joining.Outcome
	lot   lot

	sorter byHash[callRow]
}

// callRow is where a row lies in the arena, and what it is sorted by first.
type callRow struct {
	hash       uint64
	start, end uint32
}

// part joins the calls of a part.
func (c *calls) part(ctx context.Context, part int) error {
	c.lot.reset()
	low := uint64(part) << (64 - callPartBits)
	if err := c.between(part, low, low+(math.MaxUint64>>callPartBits)); err != nil {
		return err
	}
	c.rows.drop(part)
	return c.outcomes.add(ctx, &c.lot)
}

// binBits is by how many bits a range that has too many rows is divided.
const binBits = 10

// between joins the calls of a part whose hashes lie between two bounds, those
// included, which differ in their last bits. If there are too many rows, they
// are read several times, some calls each time.
func (c *calls) between(part int, low, high uint64) error {
	all, err := c.load(part, low, high)
	if err != nil {
		return err
	}
	if all {
		return c.joinLoaded()
	}
	if low == high {
		return c.tooMany(part, low, fmt.Sprintf("rows of one call that take more than %d MiB", c.rangeBytes>>20))
	}
	width := max(1, (high-low)>>binBits+1)
	bins := make([]int, (high-low)/width+1)
	err = c.rows.each(part, func(b []byte) error {
		if hash := joining.CallOf(b); low <= hash && hash <= high {
			bins[(hash-low)/width] += len(b)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for from := 0; from < len(bins); {
		to, bytes := from+1, bins[from]
		for to < len(bins) && bytes+bins[to] <= c.rangeBytes {
			bytes += bins[to]
			to++
		}
		last := high
		if to < len(bins) {
			last = low + uint64(to)*width - 1
		}
		if err := c.between(part, low+uint64(from)*width, last); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// load reads the rows of a range and tells whether those are all: it ends with
// the first too many.
func (c *calls) load(part int, low, high uint64) (all bool, err error) {
	c.arena, c.items = c.arena[:0], c.items[:0]
	err = c.rows.each(part, func(b []byte) error {
		hash := joining.CallOf(b)
		if hash < low || hash > high {
			return nil
		}
		if len(c.arena)+len(b) > c.rangeBytes && len(c.arena) > 0 {
			return io.EOF
		}
		c.put(b)
		return nil
	})
	if err == io.EOF {
		return false, nil
	}
	return err == nil, err
}

// put adds a row to those at hand.
func (c *calls) put(b []byte) {
	start := uint32(len(c.arena))
	c.arena = append(c.arena, b...)
	c.items = append(c.items, callRow{joining.CallOf(b), start, uint32(len(c.arena))})
}

// joinLoaded joins the calls of the rows at hand.
func (c *calls) joinLoaded() error {
	if len(c.items) == 0 {
		return nil
	}
	c.sort()
	c.call = c.call[:0]
	for _, item := range c.items {
		var row joining.Row
		if err := row.Decode(c.arena[item.start:item.end]); err != nil {
			return err
		}
		if len(c.call) > 0 && c.call[0].Call != row.Call {
			c.joinCall()
		}
		if len(c.call) == maxCallRows {
			return c.tooMany(partOfCall(item.hash), item.hash, fmt.Sprintf("more than %d rows of one call", maxCallRows))
		}
		c.call = append(c.call, row)
	}
	c.joinCall()
	return nil
}

// joinCall joins the rows of the call at hand.
func (c *calls) joinCall() {
	c.found = c.joiner.Join(c.call, c.found[:0])
	c.call = c.call[:0]
	for i := range c.found {
		o := &c.found[i]
		if o.Plain() {
			continue
		}
		c.lot.data = o.Append(c.lot.data)
		c.lot.end(c.chunks[o.At.Source] + int(o.At.Chunk))
	}
}

// tooMany is the error that a call has too many rows.
func (c *calls) tooMany(part int, hash uint64, problem string) error {
	first := joining.Place{Source: math.MaxUint32}
	err := c.rows.each(part, func(b []byte) error {
		var row joining.Row
		if err := row.Decode(b); err != nil || row.Call.Hi != hash {
			return err
		}
		if row.At.Before(first) {
			first = row.At
		}
		return nil
	})
	if err != nil {
		return err
	}
	src := c.sources[first.Source]
	return &cdr.DataError{
		Place: src.name, Problem: fmt.Sprintf("%s, the first behind byte %d", problem, src.begins[first.Chunk].At.Byte),
		Hint: "look for rows that all have the same Call-ID or uniqueid",
	}
}
