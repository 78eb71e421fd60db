package cdrfmt

import (
	"io"
	"sync"
)

// keptSpools are the copies of inputs that cannot be read again, by input.
type keptSpools struct {
	mu    sync.Mutex
	files map[int]*spool
	sizes map[int]int64
}

func newKeptSpools() *keptSpools { return &keptSpools{files: map[int]*spool{}, sizes: map[int]int64{}} }

// get gives the copy of an input, which is read from r the first time.
func (k *keptSpools) get(input int, r io.Reader) (*spool, int64, error) {
	k.mu.Lock()
	s, n := k.files[input], k.sizes[input]
	k.mu.Unlock()
	if s != nil {
		return s, n, nil
	}
	s, n, err := spooled(r)
	if err != nil {
		return nil, 0, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.files[input], k.sizes[input] = s, n
	return s, n, nil
}

// find is the copy of an input that was got before, nil if there is none.
func (k *keptSpools) find(input int) (*spool, int64) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.files[input], k.sizes[input]
}

func (k *keptSpools) close() {
	for _, s := range k.files {
		s.Close()
	}
}
