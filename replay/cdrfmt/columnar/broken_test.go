package columnar

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// smallParquet and smallArrow are valid files of a few columns of each kind.
func smallParquet(t testing.TB) []byte { return smallFile(t, Parquet) }

var smallFields = []cdr.Field{cdr.CallID, cdr.AccountID, cdr.AnswerTime, cdr.EndTime, cdr.DurationMs, cdr.HangupCause, cdr.LastAttempt, cdr.MOS}

func smallFile(t testing.TB, format Format) []byte {
	rng := rand.New(rand.NewPCG(3, 3))
	return written(t, format, smallFields, randomBatch(rng, 60), randomBatch(rng, 40))
}

// readsOrFails reads a file that may be broken: all of it, or a DataError.
func readsOrFails(t *testing.T, data []byte) {
	t.Helper()
	_, _, err := readAll(data, replayNeeds, everything, 16)
	var bad *cdr.DataError
	if err != nil && !errors.As(err, &bad) {
		t.Fatalf("%T %v, want a DataError", err, err)
	}
	if err := readSummed(data); err != nil && !errors.As(err, &bad) {
		t.Fatalf("summed up: %T %v, want a DataError", err, err)
	}
	if err := readSpelled(data); err != nil && !errors.As(err, &bad) {
		t.Fatalf("spelled: %T %v, want a DataError", err, err)
	}
}

// readSpelled reads a file as text.
func readSpelled(data []byte) error {
	s, err := Records("x", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for tr, b := s.Open(nil, 0), new(translate.Block); err == nil; b.Reset() {
		err = tr.Translate(b)
	}
	if err == io.EOF {
		return nil
	}
	return err
}

// readSummed reads a file with the rows of some causes summed up.
func readSummed(data []byte) error {
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: replayNeeds, Want: cdr.FieldsOf(cdr.AccountID)})
	if err != nil {
		return err
	}
	f.SumUp([]string{"NORMAL_CLEARING", "a b"})
	r := f.NewReader()
	for part := range f.Parts() {
		err := r.ReadPart(part, 16, func(*cdr.Batch) error { return nil }, func(int64, string, string, string) {})
		if err != nil {
			return err
		}
	}
	return nil
}

// summableParquet is a file without nulls, of which most rows can be summed up.
func summableParquet(t testing.TB) []byte {
	rows := make([]struct {
		End     int64  `parquet:"end_time,timestamp(microsecond)"`
		Cause   string `parquet:"hangup_cause,dict"`
		Account string `parquet:"account_id,dict"`
	}, 150)
	for i := range rows {
		rows[i].End = 1_773_137_988_000_000 + int64(i)
		rows[i].Cause = []string{"NORMAL_CLEARING", "USER_BUSY", "a b"}[i*i%7%3]
		rows[i].Account = []string{"acme", "else", "x"}[i*i%11%3]
	}
	return parquetOf(t, rows, parquet.PageBufferSize(400))
}

func TestTruncatedFiles(t *testing.T) {
	for _, format := range []Format{Parquet, Arrow} {
		data := smallFile(t, format)
		for n := 0; n < len(data); n += 1 + n/40 {
			if format == Parquet {
				if _, _, err := readAll(data[:n], replayNeeds, 0, 16); err == nil {
					t.Errorf("%s cut to %d of %d bytes: no error", format, n, len(data))
				}
			}
			readsOrFails(t, data[:n])
		}
	}
}

func TestCorruptedFiles(t *testing.T) {
	for _, format := range []Format{Parquet, Arrow} {
		data := smallFile(t, format)
		rng := rand.New(rand.NewPCG(11, 11))
		for range 500 {
			broken := bytes.Clone(data)
			for range 1 + rng.IntN(3) {
				broken[rng.IntN(len(broken))] = byte(rng.IntN(256))
			}
			readsOrFails(t, broken)
		}
	}
}

func TestCorruptedSummable(t *testing.T) {
	data := summableParquet(t)
	if err := readSummed(data); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(12, 12))
	for range 1500 {
		broken := bytes.Clone(data)
		for range 1 + rng.IntN(3) {
			broken[rng.IntN(len(broken))] = byte(rng.IntN(256))
		}
		readsOrFails(t, broken)
	}
}

// addWriters adds files of other writers.
func addWriters(f *testing.F, names ...string) {
	for _, name := range names {
		data, err := os.ReadFile("testdata/writers/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

func FuzzOpenParquet(f *testing.F) {
	f.Add(smallParquet(f))
	f.Add(summableParquet(f))
	addWriters(f, "polars_no_rows.parquet", "duckdb_decimals.parquet", "duckdb_v2_brotli.parquet", "arrowrs_v1_split.parquet")
	f.Fuzz(readsOrFails)
}

func FuzzOpenArrow(f *testing.F) {
	f.Add(smallFile(f, Arrow))
	addWriters(f, "arrowgo_no_rows.arrow", "arrowgo_file_types.arrow", "arrowgo_file_runs_views.arrow")
	f.Fuzz(readsOrFails)
}
