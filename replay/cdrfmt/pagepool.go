package cdrfmt

import (
	"sync"

	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
)

// pageBytes is little, as there may be many parts of shards.
const pageBytes = 4 << 10

// Memory for pages is taken for fewPages at first, then for twice as many as
// before, up to two huge pages of them.
const (
	fewPages  = 16
	mostPages = 4 << 20 / pageBytes
)

// pagePool hands out pages of memory and takes them back. The zero pool is
// ready.
type pagePool struct {
	mu    sync.Mutex
	free  [][]byte
	rest  []byte // memory not yet handed out
	taken int    // pages that memory was last taken for
}

// take is an empty page, or more than one, for so many bytes.
func (p *pagePool) take(need int) []byte {
	if need > pageBytes {
		return make([]byte, 0, need)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		page := p.free[n-1]
		p.free = p.free[:n-1]
		return page
	}
	if len(p.rest) == 0 {
		p.taken = min(max(fewPages, 2*p.taken), mostPages)
		p.rest = hugepages.Make[byte](p.taken*pageBytes, p.taken*pageBytes)
	}
	page := p.rest[:0:pageBytes]
	p.rest = p.rest[pageBytes:]
	return page
}

// give takes pages that nobody uses any longer.
func (p *pagePool) give(list pages) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, page := range list {
		if cap(page) == pageBytes {
			p.free = append(p.free, page[:0])
		}
	}
}
