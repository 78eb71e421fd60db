package cdrfmt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// hours writes inputs of an hour each, nearly in the order of ends, of which the
// first rows of some are the last ones of the input before, and gives their lines.
func hours(r *random, inputs, rows int, overlap func(i int) int) (texts []string) {
	begin := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	var before []string
	for i := range inputs {
		lines := slices.Clone(before[len(before)-min(overlap(i), len(before)):])
		before = nil
		for k := range rows {
			end := begin.Add(time.Duration(i)*time.Hour + time.Duration(k)*50*time.Minute/time.Duration(rows) + time.Duration(r.below(5000))*time.Millisecond)
			start := end.Add(-time.Duration(r.below(100_000)) * time.Millisecond)
			at := start.Format(time.RFC3339Nano)
			if r.below(50) == 0 {
				at = "unknown"
			}
			before = append(before, fmt.Sprintf("c%d-%d,%s,%s,USER_BUSY,acme,\n", i, k, at, end.Format(time.RFC3339Nano)))
		}
		texts = append(texts, header+strings.Join(append(lines, before...), ""))
	}
	return texts
}

// Inputs that share some times, or none, are compared as the map says, whatever
// they are packed in and wherever their chunks end.
func TestInputsThatMeet(t *testing.T) {
	for seed := range 6 {
		r := random(seed)
		texts := hours(&r, 5, 200, func(int) int { return r.below(3) * 15 })
		var inputs [][]string
		var paths []string
		dir := t.TempDir()
		for i, text := range texts {
			if r.below(4) == 0 {
				text = zipped(text)
			}
			path := write(t, dir, fmt.Sprintf("%d.csv", i), text)
			alone := options()
			alone.Dedupe, alone.Workers = DedupeOff, 1
			inputs, paths = append(inputs, inOrder(t, path, alone)), append(paths, path)
		}
		for i := range paths { // in any order
			k := r.below(i + 1)
			inputs[i], inputs[k] = inputs[k], inputs[i]
			paths[i], paths[k] = paths[k], paths[i]
		}
		want, duplicates := kept(DedupeAuto, inputs)
		slices.Sort(want)
		for _, workers := range []int{1, 3} {
			opt := options()
			opt.Workers = workers
			got := readRowsLate(opt, 300+r.below(9000), int64(r.below(3))*12_000, paths...)
			if got.err != nil || !slices.Equal(got.rows, want) {
				t.Fatalf("seed %d: %v\ngot %d rows, want %d", seed, got.err, len(got.rows), len(want))
			}
			for i, f := range got.report.Files {
				if f.Duplicates != duplicates[i] {
					t.Fatalf("seed %d: %+v, want %d duplicates", seed, f, duplicates[i])
				}
			}
		}
	}
}

// Keys are taken of no rows but those in times that inputs share; of what is
// compressed all are, since to read it twice is dear.
func TestKeysOfSharedTimesOnly(t *testing.T) {
	r := random(1)
	dir := t.TempDir()
	var paths []string
	for i, text := range hours(&r, 4, 300, func(i int) int { return 12 * (i % 2) }) {
		paths = append(paths, write(t, dir, fmt.Sprintf("%d.csv", i), text))
	}
	keysOf := func(paths []string) (first, all, chunks int) {
		reading := newReading(options())
		reading.chunkBytes, reading.lateBytes = 2000, 0
		inputs, err := expand(paths)
		if err != nil {
			t.Fatal(err)
		}
		kept := newKeptSpools()
		defer kept.close()
		p, err := reading.first(t.Context(), inputs, true, kept, func() Sink { return &rowsSink{} })
		if err != nil {
			t.Fatal(err)
		}
		defer p.discard()
		first = keysIn(t, p.keys)
		if err := reading.keysOf(context.Background(), p, inputs, sharedPeriods(p.sources)); err != nil {
			t.Fatal(err)
		}
		for _, s := range p.sources {
			chunks += len(s.extents)
		}
		return first, keysIn(t, p.keys), chunks
	}
	// Inputs 0 and 1 share 12 rows, and so do 2 and 3.
	if first, all, chunks := keysOf(paths); first != 0 || all < 4*12 || all > 8*12 || chunks < 4*10 {
		t.Errorf("keys of %d rows at first, then of %d, in %d chunks", first, all, chunks)
	}
	packed := write(t, dir, "packed.csv", zipped(header+"x,2026-03-10T00:00:00Z,2026-03-10T00:00:01Z,USER_BUSY,acme,\n"))
	if first, all, _ := keysOf([]string{paths[0], paths[2], packed}); first != 1 || all < 1 || all > 3 {
		t.Errorf("keys of %d rows at first, then of %d", first, all)
	}
}

// keysIn is how many keys there are.
func keysIn(t *testing.T, s *keyStore) (n int) {
	t.Helper()
	for part := range keyParts {
		err := s.rows.each(part, func(b []byte) error {
			n++
			_, err := keyOf(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// A file that is not what it was when its keys are taken is an error.
func TestChangedBeforeItsKeys(t *testing.T) {
	r := random(2)
	texts := hours(&r, 2, 100, func(i int) int { return 20 * i })
	dir := t.TempDir()
	a, b := write(t, dir, "a.csv", texts[0]), write(t, dir, "b.csv", texts[1])
	opt := options()
	opt.Workers = 1
	reading := newReading(opt)
	reading.chunkBytes, reading.lateBytes = 1000, 0
	inputs, err := expand([]string{a, b})
	if err != nil {
		t.Fatal(err)
	}
	kept := newKeptSpools()
	defer kept.close()
	p, err := reading.first(t.Context(), inputs, true, kept, func() Sink { return &rowsSink{} })
	if err != nil {
		t.Fatal(err)
	}
	defer p.discard()
	write(t, dir, "b.csv", strings.Replace(texts[1], "\n", "\nno,no,no,no,no,no\n", 2))
	err = reading.keysOf(t.Context(), p, inputs, sharedPeriods(p.sources))
	if err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("got %v", err)
	}
}
