package cdrfmt

import (
	"bufio"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// gzipMembers reads the members of a gzip file as one. Zeros behind the last one,
// which fill up the blocks of tapes and images, are no part of it, as for gzip.
type gzipMembers struct {
	from   *bufio.Reader
	member *gzip.Reader
}

// errGzipTail: a member is followed by what is neither another nor zeros.
var errGzipTail = errors.New("something else follows")

func newGzipMembers(r io.Reader) (*gzipMembers, error) {
	from := bufio.NewReaderSize(r, inflateBytes) // by itself it takes 4 KB
	z, err := gzip.NewReader(from)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipMembers{from, z}, nil
}

// Read implements io.Reader.
func (m *gzipMembers) Read(p []byte) (n int, err error) {
	for n == 0 && err == nil {
		if n, err = m.member.Read(p); err == io.EOF {
			err = m.next()
		}
	}
	return n, err
}

// next begins the next member; io.EOF if there is none.
func (m *gzipMembers) next() error {
	head, err := m.from.Peek(1)
	if err != nil {
		return err
	}
	switch head[0] {
	case 0x1f:
		err = m.member.Reset(m.from)
		m.member.Multistream(false)
		return err
	case 0:
		for err == nil && head[0] == 0 {
			_, _ = m.from.Discard(1) // it was peeked at
			head, err = m.from.Peek(1)
		}
		if err != nil {
			return err
		}
	}
	return errGzipTail
}

// Close frees its memory.
func (m *gzipMembers) Close() error { return m.member.Close() }
