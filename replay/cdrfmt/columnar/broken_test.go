package columnar

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
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

func FuzzOpenParquet(f *testing.F) {
	f.Add(smallParquet(f))
	f.Fuzz(readsOrFails)
}

func FuzzOpenArrow(f *testing.F) {
	f.Add(smallFile(f, Arrow))
	f.Fuzz(readsOrFails)
}
