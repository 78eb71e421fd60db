package pqread

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
)

// ErrCodec is of columns whose compression is not read.
var ErrCodec = errors.New("the column is compressed with")

// maxPageBytes bounds one decompressed page. Writers aim at 1 MiB.
const maxPageBytes = 1 << 30

// startWindow bounds the memory for beginnings; writers use 8 MiB at most.
const startWindow = 32 << 20

// codec decompresses pages; it keeps the state of its decoders.
type codec struct {
	zstd *zstd.Decoder
	gzip *gzip.Reader
	// zstdStart decodes beginnings: a decoder left amid a frame blocks DecodeAll.
	zstdStart *zstd.Decoder
}

// decompress returns size bytes, in dst's memory if that is large enough.
// Another length than the page header's means that the file is broken.
func (c *codec) decompress(dst, src []byte, how format.CompressionCodec, size int) ([]byte, error) {
	if size < 0 || size > maxPageBytes {
		return dst, fmt.Errorf("found a page of %d bytes, wanted at most %d", size, maxPageBytes)
	}
	dst = roomy(dst, size)
	var err error
	switch how {
	case format.Snappy:
		var n int
		if n, err = snappy.DecodedLen(src); err == nil && n == size {
			dst, err = snappy.Decode(dst[:size], src)
		}
	case format.Zstd:
		if c.zstd == nil {
			// The limit to the capacity of dst keeps a broken length harmless.
			c.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
			if err != nil {
				return dst, err
			}
		}
		dst, err = c.zstd.DecodeAll(src, dst)
	case format.Gzip:
		dst, err = c.gunzip(dst[:size], src)
	case format.Lz4Raw:
		dst, err = lz4Block(dst, src)
	case format.Lz4:
		dst, err = lz4Framed(dst, src)
	case format.Brotli:
		dst, err = parquet.Brotli.Decode(dst, src)
	default:
		return dst, fmt.Errorf("%w %v, wanted none, snappy, gzip, zstd, LZ4 or brotli", ErrCodec, how)
	}
	if err != nil {
		return dst, fmt.Errorf("%v: %w", how, err)
	}
	if len(dst) != size {
		return dst, fmt.Errorf("%v: found %d bytes in a page, its header says %d", how, len(dst), size)
	}
	return dst, nil
}

// prefix returns the first n bytes of a page of size bytes, or more of it. What
// follows them is not looked at where the codec can stop early.
func (c *codec) prefix(dst, src []byte, how format.CompressionCodec, size, n int) ([]byte, error) {
	if n >= size || size > maxPageBytes {
		return c.decompress(dst, src, how, size)
	}
	var err error
	switch how {
	case format.Snappy:
		dst, err = snappyPrefix(roomy(dst, n), src, n)
	case format.Zstd:
		dst, err = c.unzstd(roomy(dst, n)[:n], src)
	case format.Gzip:
		dst, err = c.gunzip(roomy(dst, n)[:n], src)
	default:
		return c.decompress(dst, src, how, size)
	}
	if err != nil || len(dst) < n { // the whole page tells what is wrong, if anything is
		return c.decompress(dst, src, how, size)
	}
	return dst, nil
}

// unzstd fills dst.
func (c *codec) unzstd(dst, src []byte) ([]byte, error) {
	r := bytes.NewReader(src)
	var err error
	if c.zstdStart == nil {
		c.zstdStart, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(startWindow))
	} else {
		err = c.zstdStart.Reset(r)
	}
	if err != nil {
		return dst, err
	}
	n, err := io.ReadFull(c.zstdStart, dst)
	return dst[:n], err
}

// gunzip fills dst.
func (c *codec) gunzip(dst, src []byte) ([]byte, error) {
	r := bytes.NewReader(src)
	var err error
	if c.gzip == nil {
		c.gzip, err = gzip.NewReader(r)
	} else {
		err = c.gzip.Reset(r)
	}
	if err != nil {
		return dst, err
	}
	n, err := io.ReadFull(c.gzip, dst)
	return dst[:n], err
}

// roomy is buf, emptied, or a new buffer if it has no room for n bytes. The
// pages of a column are nearly of one size, so a new one has some to spare:
// each new buffer costs a page fault for every 4 KB.
func roomy(buf []byte, n int) []byte {
	if n <= cap(buf) {
		return buf[:0]
	}
	return hugepages.Make[byte](0, n+n/8)
}
