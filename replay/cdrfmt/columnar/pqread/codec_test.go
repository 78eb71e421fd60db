package pqread

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/snappy"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// TestPrefix: the beginning of a page is the beginning of the whole page.
func TestPrefix(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	page := make([]byte, 400_000) // some runs, some noise
	for i := range page {
		page[i] = byte(i / 1000)
		if i/5000%3 == 0 {
			page[i] = byte(rng.Uint32())
		}
	}
	var c codec
	var body []byte
	for how, compress := range map[format.CompressionCodec]interface {
		Encode(dst, src []byte) ([]byte, error)
	}{
		format.Snappy: &parquet.Snappy, format.Zstd: &parquet.Zstd, format.Gzip: &parquet.Gzip,
		format.Brotli: &parquet.Brotli, format.Lz4Raw: &parquet.Lz4Raw,
	} {
		src, err := compress.Encode(nil, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 4, 999, 4096, 70_000, 131_073, len(page) - 1, len(page)} {
			if body, err = c.prefix(body, src, how, len(page), n); err != nil || len(body) < n || !bytes.Equal(body, page[:len(body)]) {
				t.Fatalf("%v, %d bytes: got %d, %v", how, n, len(body), err)
			}
		}
		if _, err := c.prefix(nil, src[:len(src)/4], how, len(page), len(page)-1); err == nil {
			t.Errorf("%v: cut to a quarter, no error", how)
		}
	}
}

// FuzzSnappyPrefix: what the library can decode begins with the prefix; what
// it cannot costs no panic and no more memory than asked for.
func FuzzSnappyPrefix(f *testing.F) {
	f.Add(snappy.Encode(nil, bytes.Repeat([]byte("carrier-b.gw-09"), 99)), 100)
	f.Add(snappy.Encode(nil, []byte("abcdefgh")), 3)
	f.Add([]byte{8, 0, 'a', 0xfd, 1, 0}, 8) // a copy that overlaps itself
	f.Add([]byte{4, 0xf0, 2, 'a', 'b', 'c'}, 2)
	f.Fuzz(func(t *testing.T, src []byte, n int) {
		n &= 1<<16 - 1
		got, err := snappyPrefix(make([]byte, 0, n), src, n)
		if len(got) > n {
			t.Fatalf("%d bytes, asked for %d", len(got), n)
		}
		if size, lenErr := snappy.DecodedLen(src); lenErr != nil || size > 1<<20 {
			return
		}
		want, wantErr := snappy.Decode(nil, src)
		if wantErr != nil {
			return
		}
		if err != nil || !bytes.Equal(got, want[:min(n, len(want))]) {
			t.Fatalf("got %q, %v, want %q", got, err, want[:min(n, len(want))])
		}
	})
}
