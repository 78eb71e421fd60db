package cdrfmt

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/simulate"
)

// simulated is the same traffic as CSV, Parquet and Arrow, by format.
func simulated(t *testing.T, length time.Duration) [3]string {
	t.Helper()
	var files [3]bytes.Buffer
	var writers [3]columnar.Writer
	for format := range files {
		w, err := columnar.NewWriter(columnar.Format(format), &files[format], simulate.Fields())
		if err != nil {
			t.Fatal(err)
		}
		writers[format] = w
	}
	opt := simulate.TrafficOptions{Seed: 5, Start: time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC), Duration: length, RatePerSec: 1}
	if err := simulate.Traffic(opt, func(b *cdr.Batch) error {
		for _, w := range writers {
			if err := w.Write(b); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var texts [3]string
	for format := range files {
		if err := writers[format].Close(); err != nil {
			t.Fatal(err)
		}
		texts[format] = files[format].String()
	}
	return texts
}

// countedIn reads inputs and counts them, gateways apart.
func countedIn(t *testing.T, workers, chunkBytes int, paths ...string) string {
	t.Helper()
	opt := options()
	opt.Need = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
	opt.Want = cdr.FieldsOf(cdr.AccountID, cdr.ResourceID)
	opt.Workers = workers
	r := newReading(opt)
	r.chunkBytes = chunkBytes
	var builders []*count.Builder
	_, err := r.read(t.Context(), paths, func() Sink {
		b := count.NewBuilder(cdr.Filter{}, nil, true)
		builders = append(builders, b)
		return b
	}, func() { builders = nil })
	if err != nil {
		t.Fatal(err)
	}
	sets := make([]*count.Set, len(builders))
	for i, b := range builders {
		sets[i] = b.Set()
	}
	set := count.Merge(sets...)
	if set.Accepted == 0 {
		t.Fatal("no rows: a poor example")
	}
	return set.Fingerprint()
}

// A file may be cut at any row: two inputs, in either order, count as one.
func TestCutAtAnyRow(t *testing.T) {
	text := simulated(t, time.Minute)[columnar.CSV]
	dir := t.TempDir()
	want := countedIn(t, 1, 1<<20, write(t, dir, "in.csv", text))
	head := strings.Index(text, "\n") + 1
	cuts := 0
	for at := head; ; at += strings.Index(text[at:], "\n") + 1 {
		a := write(t, dir, "a.csv", text[:at])
		b := write(t, dir, "b.csv", text[:head]+text[at:])
		workers := 1 + cuts%4
		if got := countedIn(t, workers, 1<<20, a, b); got != want {
			t.Fatalf("cut at byte %d: %s, want %s", at, got, want)
		}
		if got := countedIn(t, workers, 1000, b, a); got != want {
			t.Fatalf("cut at byte %d, later part first: %s, want %s", at, got, want)
		}
		if cuts++; at == len(text) {
			break
		}
	}
	if cuts < 50 {
		t.Errorf("%d cuts: a poor example", cuts)
	}
}

// What a format, a packer or a number of workers makes of traffic is the same
// traffic.
func TestFormatAndWorkersDoNotShow(t *testing.T) {
	texts := simulated(t, 20*time.Minute)
	dir := t.TempDir()
	want := countedIn(t, 1, 1<<20, write(t, dir, "in.csv", texts[columnar.CSV]))
	for format, text := range texts {
		for packing, packed := range map[string]string{"plain": text, "gzip": gzipOf(t, text), "zstd": zstdOf(t, text)} {
			path := write(t, dir, "in", packed)
			for _, workers := range []int{1, 4} {
				for _, chunk := range []int{777, 1 << 20} {
					if got := countedIn(t, workers, chunk, path); got != want {
						t.Errorf("%s, %s, %d workers, chunks of %d: %s, want %s",
							columnar.Format(format), packing, workers, chunk, got, want)
					}
				}
			}
		}
	}
}

// Size is what Progress will add up to.
func TestSize(t *testing.T) {
	dir := t.TempDir()
	text := header + goodRow
	write(t, dir, "a.csv", text)
	write(t, dir, "sub/b.csv.gz", gzipOf(t, text))
	want := int64(len(text) + len(gzipOf(t, text)))
	var told int64
	opt := options()
	opt.Workers = 1
	opt.Progress = func(n int64) { told += n }
	if _, _, err := countAll(t, opt, dir); err != nil {
		t.Fatal(err)
	}
	if got, ok := Size([]string{dir}); !ok || got != want || told != want {
		t.Errorf("size %d, %v, told of %d, want %d", got, ok, told, want)
	}
	for _, paths := range [][]string{{dir, "-"}, {dir + "/none"}, {dir + "/*.none"}, nil, {dir + "/a.csv", dir + "/a.csv"}} {
		if got, ok := Size(paths); ok {
			t.Errorf("%q: size %d, want none", paths, got)
		}
	}
}
