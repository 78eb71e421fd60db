package cdrfmt

import (
	"fmt"
	"io"
	"os"
)

// spool is a temporary file that is gone when it is closed.
type spool struct {
	*os.File
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "cdrlab-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file: %w", err)
	}
	return &spool{f}, nil
}

// Close closes and removes the file.
func (s *spool) Close() error {
	err := s.File.Close()
	if rm := os.Remove(s.Name()); err == nil {
		err = rm
	}
	return err
}

// spooled copies r to a temporary file, to be read at any place and again.
func spooled(r io.Reader) (*spool, int64, error) {
	s, err := newSpool()
	if err != nil {
		return nil, 0, err
	}
	n, err := io.Copy(s.File, r)
	if err != nil {
		s.Close()
		return nil, 0, err
	}
	return s, n, nil
}
