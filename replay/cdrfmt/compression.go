package cdrfmt

import (
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// compression is how an input is compressed.
type compression uint8

const (
	uncompressed compression = iota
	gzipped
	zstandard
	bzipped
)

var compressionNames = [...]string{"plain", "gzip", "zstd", "bzip2"}

func (c compression) String() string { return compressionNames[c] }

// bzipBlock and bzipEnd stand before the first block of a bzip2 file, and in
// one without blocks.
var (
	bzipBlock = []byte{0x31, 0x41, 0x59, 0x26, 0x53, 0x59}
	bzipEnd   = []byte{0x17, 0x72, 0x45, 0x38, 0x50, 0x90}
)

// compressionOf tells the compression by the first bytes of a file.
func compressionOf(head []byte) compression {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzipped
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return zstandard
	case len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18}):
		return zstandard // a skippable frame, as pzstd writes before each block
	case len(head) >= 10 && bytes.HasPrefix(head, []byte("BZh")) && (bytes.Equal(head[4:10], bzipBlock) || bytes.Equal(head[4:10], bzipEnd)):
		return bzipped
	}
	return uncompressed
}

// inflateBytes is how much of a gzip file is read at a time.
const inflateBytes = 1 << 16

// inflater decompresses r, of which nothing has been read, in the calling
// goroutine. Closing it frees its memory and leaves r open.
func inflater(name string, c compression, r io.Reader) (io.ReadCloser, error) {
	in := &inflating{name: name, as: c}
	switch c {
	case gzipped:
		z, err := newGzipMembers(r)
		if err != nil {
			return nil, in.explain(err)
		}
		in.r, in.close = z, z.Close
	case zstandard:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, in.explain(err)
		}
		in.r, in.close = z, func() error { z.Close(); return nil }
	case bzipped:
		in.r, in.close = bzip2.NewReader(r), func() error { return nil }
	default:
		return io.NopCloser(r), nil
	}
	return in, nil
}

// inflating gives the errors of a decompressor a place and a hint.
type inflating struct {
	name  string
	as    compression
	r     io.Reader
	n     int64 // bytes given so far
	close func() error
}

func (in *inflating) Read(p []byte) (int, error) {
	n, err := in.r.Read(p)
	in.n += int64(n)
	if err != nil && err != io.EOF {
		err = in.explain(err)
	}
	return n, err
}

func (in *inflating) Close() error { return in.close() }

func (in *inflating) explain(err error) error {
	bad := &cdr.DataError{Place: in.name, Hint: fmt.Sprintf("copy the file again; test it with %s -t", in.as), Err: err}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		bad.Problem = fmt.Sprintf("%s data cut off after %d decompressed bytes", in.as, in.n)
	} else {
		bad.Problem = fmt.Sprintf("damaged %s data after %d decompressed bytes: %v", in.as, in.n, err)
	}
	return bad
}
