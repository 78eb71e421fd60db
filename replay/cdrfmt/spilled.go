package cdrfmt

import (
	"bufio"
	"fmt"
	"io"
)

// spilledRuns are sorted runs in a temporary file, one behind the other. The
// zero value has none, and no file yet.
type spilledRuns struct {
	file *spool
	ends []int64 // of each run, in bytes
}

// add writes a run with a buffer of so many bytes; write tells its length.
func (s *spilledRuns) add(bufferBytes int, write func(w *bufio.Writer) (bytes int64, err error)) error {
	if s.file == nil {
		f, err := newSpool()
		if err != nil {
			return err
		}
		s.file = f
	}
	w := bufio.NewWriterSize(s.file, bufferBytes)
	n, err := write(w)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	if last := len(s.ends); last > 0 {
		n += s.ends[last-1]
	}
	s.ends = append(s.ends, n)
	return nil
}

// each gives the runs, in the order they were added.
func (s *spilledRuns) each(run func(r io.Reader)) {
	from := int64(0)
	for _, end := range s.ends {
		run(io.NewSectionReader(s.file, from, end-from))
		from = end
	}
}

func (s *spilledRuns) close() {
	if s.file != nil {
		s.file.Close()
	}
	s.file = nil
}
