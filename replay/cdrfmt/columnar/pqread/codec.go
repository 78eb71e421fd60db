package pqread

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// maxPageBytes bounds one decompressed page. Writers aim at 1 MiB.
const maxPageBytes = 1 << 30

// codec decompresses pages; it keeps the state of its decoders.
type codec struct {
	zstd *zstd.Decoder
	gzip *gzip.Reader
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
	case format.Brotli:
		dst, err = parquet.Brotli.Decode(dst, src)
	default:
		return dst, fmt.Errorf("the column is compressed with %v, wanted none, snappy, gzip, zstd, LZ4_RAW or brotli", how)
	}
	if err != nil {
		return dst, fmt.Errorf("%v: %w", how, err)
	}
	if len(dst) != size {
		return dst, fmt.Errorf("%v: found %d bytes in a page, its header says %d", how, len(dst), size)
	}
	return dst, nil
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
	return make([]byte, 0, n+n/8)
}
