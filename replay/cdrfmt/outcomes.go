package cdrfmt

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
)

// outcomeStore holds the outcomes of each source in the order of its rows: in memory
// if they have been so far, else in a temporary file.
type outcomeStore struct {
	memory []byte
	file   *spool
	ends   []int64 // by source
}

func (s *outcomeStore) fill(ctx context.Context, outcomes *sorter, sources int) error {
	s.ends = make([]int64, sources)
	var to io.Writer
	memory := new(bytes.Buffer)
	to = memory
	if len(outcomes.runs.ends) > 0 {
		var err error
		if s.file, err = newSpool(); err != nil {
			return err
		}
		to = s.file
	}
	w := bufio.NewWriterSize(to, 1<<18)
	end := int64(0)
	err := outcomes.sorted(ctx, func(b []byte) error {
		var o joining.Outcome
		if err := o.Decode(b); err != nil {
			return err
		}
		n, err := writeSized(w, b)
		end += n
		s.ends[o.At.Source] = end
		return err
	})
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return fmt.Errorf("temporary file: %w", err)
	}
	for i := 1; i < sources; i++ {
		s.ends[i] = max(s.ends[i], s.ends[i-1])
	}
	s.memory = memory.Bytes()
	return nil
}

// of are the outcomes of a source.
func (s *outcomeStore) of(source int) *fileStrings {
	from := int64(0)
	if source > 0 {
		from = s.ends[source-1]
	}
	var at io.ReaderAt = bytes.NewReader(s.memory)
	if s.file != nil {
		at = s.file
	}
	return &fileStrings{r: bufio.NewReaderSize(io.NewSectionReader(at, from, s.ends[source]-from), 64<<10)}
}

func (s *outcomeStore) close() {
	if s.file != nil {
		s.file.Close()
	}
	s.memory, s.file = nil, nil
}
