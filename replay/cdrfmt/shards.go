package cdrfmt

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// shards keep byte strings in numbered parts, in no order, until each part is
// asked for. What exceeds the memory granted goes to a temporary file.
type shards struct {
	limit int64     // bytes
	pool  *pagePool // of its memory, and perhaps that of others

	mu    sync.Mutex
	parts []pages
	held  int64
	file  *spool
	size  int64     // of the file
	runs  [][]int64 // what was written at once: where each part begins, and the end
}

// lot is strings for shards, of one goroutine.
type lot struct {
	data []byte
	list []lotString
}

// lotString is the part that a string goes to, and its end in data.
type lotString struct{ part, end uint32 }

func (l *lot) reset() { l.data, l.list = l.data[:0], l.list[:0] }

// end ends a string that was appended to data.
func (l *lot) end(part int) {
	l.list = append(l.list, lotString{uint32(part), uint32(len(l.data))})
}

// each gives the strings in order.
func (l *lot) each(give func([]byte) error) error {
	from := uint32(0)
	for _, at := range l.list {
		if err := give(l.data[from:at.end:at.end]); err != nil {
			return err
		}
		from = at.end
	}
	return nil
}

// pages hold the strings of a part, each behind its length.
type pages [][]byte

// add takes the strings of a lot.
func (s *shards) add(ctx context.Context, l *lot) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := uint32(0)
	for _, at := range l.list {
		s.put(int(at.part), l.data[from:at.end])
		from = at.end
	}
	if s.held <= s.limit {
		return nil
	}
	return s.spill(ctx)
}

func (s *shards) put(part int, text []byte) {
	for len(s.parts) <= part {
		s.parts = append(s.parts, nil)
	}
	p := &s.parts[part]
	last := len(*p) - 1
	if need := binary.MaxVarintLen32 + len(text); last < 0 || cap((*p)[last])-len((*p)[last]) < need {
		*p = append(*p, s.pool.take(need))
		last++
		s.held += int64(cap((*p)[last]))
	}
	page := (*p)[last]
	if n := len(text); n < 0x80 { // as AppendUvarint does
		page = append(page, byte(n))
	} else {
		page = binary.AppendUvarint(page, uint64(n))
	}
	(*p)[last] = append(page, text...)
}

// spill writes all parts to the file, one behind the other.
func (s *shards) spill(ctx context.Context) (err error) {
	if s.file == nil {
		if s.file, err = newSpool(); err != nil {
			return err
		}
	}
	w := bufio.NewWriterSize(s.file, 1<<18)
	run := make([]int64, 0, len(s.parts)+1)
	for i := range s.parts {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		run = append(run, s.size)
		for _, page := range s.parts[i] {
			w.Write(page) // Flush tells the error
			s.size += int64(len(page))
		}
		s.drop(i)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	s.runs, s.held = append(s.runs, append(run, s.size)), 0
	return nil
}

// each gives the strings of a part, each until the next. Several parts may be
// asked for at once, but none while strings are added.
func (s *shards) each(part int, give func([]byte) error) error {
	for _, run := range s.runs {
		if part >= len(run)-1 || run[part] == run[part+1] {
			continue
		}
		n := run[part+1] - run[part]
		r := bufio.NewReaderSize(io.NewSectionReader(s.file, run[part], n), int(min(n, 1<<16)))
		if err := eachRead(r, give); err != nil {
			return err
		}
	}
	if part >= len(s.parts) {
		return nil
	}
	for _, page := range s.parts[part] {
		for len(page) > 0 {
			n, k := binary.Uvarint(page)
			page = page[k:]
			if err := give(page[:n:n]); err != nil {
				return err
			}
			page = page[n:]
		}
	}
	return nil
}

func eachRead(r *bufio.Reader, give func([]byte) error) error {
	var buf []byte
	for {
		n, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			if uint64(cap(buf)) < n {
				buf = make([]byte, n)
			}
			_, err = io.ReadFull(r, buf[:n])
		}
		if err != nil {
			return fmt.Errorf("temporary file: %w", err)
		}
		if err := give(buf[:n:n]); err != nil {
			return err
		}
	}
}

// drop frees the memory of a part.
func (s *shards) drop(part int) {
	if part < len(s.parts) {
		s.pool.give(s.parts[part])
		s.parts[part] = nil
	}
}

func (s *shards) close() {
	if s.file != nil {
		s.file.Close()
	}
	s.file, s.parts, s.runs, s.held = nil, nil, nil, 0
}
