package cdrfmt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// The first bad row in input order is named, whatever is read first.
func TestStrictAndRejectLimit(t *testing.T) {
	good := "c%d,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n"
	file := func(rows int, bad ...int) string {
		var b strings.Builder
		b.WriteString(header)
		for i := range rows {
			line := fmt.Sprintf(good, i)
			for _, at := range bad {
				if i == at {
					line = strings.Replace(line, "12:00:09Z", "noon", 1)
				}
			}
			b.WriteString(line)
		}
		return b.String()
	}
	dir := t.TempDir()
	a := write(t, dir, "a.csv", file(60))
	b := write(t, dir, "b.csv.gz", gzipOf(t, file(30, 17, 28)))
	c := write(t, dir, "c.csv", file(10, 0, 1))
	for _, x := range []struct {
		limit  RejectLimit
		strict bool
		want   string
	}{
		{RejectLimit{}, false, b + ":19:end_time: .*; 4 of 100 rows rejected, at most 0% allowed"},
		{RejectLimit{Percent: 3.9}, false, b + ":19:end_time: .*; 4 of 100 rows rejected, at most 3.9% allowed"},
		{RejectLimit{Percent: 4}, false, ""},
		{RejectLimit{Percent: -1, Rows: 3}, false, b + ":19:end_time: .*; 4 of 100 rows rejected, at most 3 allowed"},
		{RejectLimit{Percent: -1, Rows: 4}, false, ""},
		{RejectLimit{Percent: 100}, true, b + ":19:end_time: .*; --strict allows none"},
	} {
		for _, workers := range []int{1, 4} {
			opt := options()
			opt.MaxRejects, opt.Strict, opt.Workers, opt.Dedupe = x.limit, x.strict, workers, DedupeOff
			got := readRows(opt, 200, a, b, c)
			before, after, _ := strings.Cut(x.want, ".*")
			if x.want == "" {
				if got.err != nil {
					t.Errorf("%+v: %v", x, got.err)
				}
				continue
			}
			if got.err == nil || !strings.HasPrefix(got.err.Error(), before) || !strings.HasSuffix(got.err.Error(), after) {
				t.Errorf("%+v, %d workers: got %v", x, workers, got.err)
			}
			var bad *cdr.DataError
			if !errors.As(got.err, &bad) || !strings.Contains(bad.Hint, "--rejects FILE") {
				t.Errorf("%+v: hint %q", x, bad.Hint)
			}
			if !x.strict && (got.report == nil || strings.Count(got.rejects, "\n") != 5) {
				t.Errorf("%+v: no report or rejects beside the error: %v", x, got)
			}
		}
	}
}

// Of several bad inputs the first is named, even if a later one is met first.
func TestFirstErrorInInputOrder(t *testing.T) {
	dir := t.TempDir()
	r := random(1)
	text := traffic(&r, 3000, 1e6)
	first := write(t, dir, "a.csv.gz", gzipOf(t, text)[:len(gzipOf(t, text))-20])
	second := write(t, dir, "b.csv", "")
	for range 20 {
		opt := options()
		opt.Workers = 4
		if err := readRows(opt, 5000, first, second).err; err == nil || !strings.HasPrefix(err.Error(), first) {
			t.Fatalf("got %v", err)
		}
	}
}

// sinkFunc is a Sink of one function.
type sinkFunc func(*cdr.Batch) error

func (f sinkFunc) Add(b *cdr.Batch) error { return f(b) }

func TestSinkErrorEndsReading(t *testing.T) {
	dir := t.TempDir()
	r := random(4)
	text := traffic(&r, 2000, 1e6)
	paths := []string{write(t, dir, "a.csv", text), write(t, dir, "b.csv.gz", gzipOf(t, text))}
	full := errors.New("full")
	opt := options()
	opt.Workers = 4
	_, report, err := Read(t.Context(), paths, opt, func() sinkFunc {
		return func(*cdr.Batch) error { return full }
	})
	if err != full || report != nil {
		t.Errorf("got %v, %v", report, err)
	}
}

// endless never ends, and at some point cancels.
type endless struct {
	rest   string
	n      int
	cancel context.CancelFunc
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n += len(p); e.n > 1<<22 {
		e.cancel()
	}
	n := 0
	for n < len(p) {
		if e.rest == "" {
			e.rest = "c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n"
		}
		k := copy(p[n:], e.rest)
		e.rest = e.rest[k:]
		n += k
	}
	return n, nil
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	opt := options()
	opt.Workers = 2
	opt.Stdin = io.MultiReader(strings.NewReader(header), &endless{cancel: cancel})
	if _, _, err := Read(ctx, []string{"-"}, opt, func() *rowsSink { return &rowsSink{} }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// A pipe that says nothing does not hold Read up either.
	ctx, cancel = context.WithCancel(t.Context())
	silent, w := io.Pipe()
	opt.Stdin = silent
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, _, err := Read(ctx, []string{"-"}, opt, func() *rowsSink { return &rowsSink{} }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	w.Close()
}

// Whatever happens, no goroutine of a Read outlives it.
func TestNoGoroutineStays(t *testing.T) {
	dir := t.TempDir()
	r := random(5)
	text := traffic(&r, 3000, 1000)
	paths := []string{
		write(t, dir, "a.csv", text), write(t, dir, "b.csv.gz", gzipOf(t, text)),
		write(t, dir, "c.csv.zst", zstdOf(t, text)), write(t, dir, "d.csv.gz", gzipOf(t, text)[:2000]),
	}
	before := runtime.NumGoroutine()
	for n := 1; n <= len(paths); n++ {
		for _, strict := range []bool{false, true} {
			opt := options()
			opt.Workers, opt.Strict = 3, strict
			opt.Stdin = strings.NewReader(text)
			readRows(opt, 1000, append(paths[:n:n], "-")...)
		}
	}
	// The reader of standard input may take a moment to see that it is over.
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	var stacks [1 << 16]byte
	t.Errorf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks[:], true)])
}

func TestProgressSumsToTheInputs(t *testing.T) {
	dir := t.TempDir()
	r := random(6)
	text := traffic(&r, 500, 1000)
	packed := gzipOf(t, text)
	var total int64
	opt := options()
	opt.Workers = 1
	opt.Progress = func(n int64) { total += n }
	got := readRows(opt, 1000, write(t, dir, "a.csv", text), write(t, dir, "b.csv.gz", packed))
	if got.err != nil || total != int64(len(text)+len(packed)) {
		t.Errorf("told %d of %d bytes, %v", total, len(text)+len(packed), got.err)
	}
	if f := got.report.Files[1]; f.Duplicates != f.Accepted+f.Duplicates {
		t.Errorf("no second reading: %+v", f)
	}
}
