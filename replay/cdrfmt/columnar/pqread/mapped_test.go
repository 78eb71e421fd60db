package pqread

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

// largePages is a file of two columns of a few pages, each large enough to be
// mapped, and its numbers.
func largePages(t *testing.T, options ...parquet.WriterOption) (file []byte, numbers []int64) {
	type row struct {
		A int64 `parquet:"a,plain"`
		B int64 `parquet:"b,plain"`
	}
	rng := rand.New(rand.NewPCG(5, 5))
	var out bytes.Buffer
	options = append(options, parquet.PageBufferSize(3*mapped.Bytes))
	w := parquet.NewGenericWriter[row](&out, options...)
	for range 100_000 {
		x := rng.Int64()
		numbers = append(numbers, x)
		if _, err := w.Write([]row{{x, -x}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), numbers
}

// A file is read alike whether its pages are mapped or not, and one that is cut
// off meanwhile ends in ErrChanged either way.
func TestMappedPages(t *testing.T) {
	for _, codec := range []parquet.WriterOption{parquet.Compression(&parquet.Uncompressed), parquet.Compression(&parquet.Zstd), parquet.Compression(&parquet.Snappy)} {
		content, numbers := largePages(t, codec)
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sum := func(r interface {
			ReadAt([]byte, int64) (int, error)
		}, between func()) (read []int64, err error) {
			file, err := Open(r, int64(len(content)))
			if err != nil {
				t.Fatal(err)
			}
			s := file.NewScanner([]int{0, 1}, make([]*cdr.Dict, 2))
			defer s.End()
			if err := s.Start(0); err != nil {
				return nil, err
			}
			columns := make([]cdr.Vector, 2)
			for {
				n, err := s.Next(1000, columns)
				if n == 0 || err != nil {
					return read, err
				}
				for i, x := range columns[0].Ints {
					if columns[1].Ints[i] != -x {
						t.Fatalf("row %d: %d beside %d", len(read)+i, x, columns[1].Ints[i])
					}
				}
				read = append(read, columns[0].Ints...)
				between()
			}
		}
		for _, r := range []interface {
			ReadAt([]byte, int64) (int, error)
		}{bytes.NewReader(content), f} {
			if read, err := sum(r, func() {}); err != nil || !slices.Equal(read, numbers) {
				t.Fatalf("%d numbers, %v", len(read), err)
			}
		}
		read, err := sum(f, func() {
			if err := f.Truncate(100); err != nil {
				t.Fatal(err)
			}
		})
		if !errors.Is(err, mapped.ErrChanged) || !slices.Equal(read, numbers[:len(read)]) {
			t.Errorf("cut off: %d numbers, %v", len(read), err)
		}
	}
}
