package cdrfmt

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
)

// turnSink gathers the rows of all workers in turn.
type turnSink struct {
	rowsSink
	all    *[]string
	inTurn *atomic.Int32
	fail   int // rows after which writing goes wrong; 0 is never
}

func (s *turnSink) InTurn() error {
	if s.inTurn.Add(1) != 1 {
		return errors.New("two sinks in turn")
	}
	defer s.inTurn.Add(-1)
	*s.all = append(*s.all, s.rows...)
	s.rows = s.rows[:0]
	if s.fail > 0 && len(*s.all) >= s.fail {
		return errSink
	}
	return nil
}

var errSink = errors.New("no room")

// readInTurn reads into sinks that take their rows in turn.
func readInTurn(t *testing.T, opt Options, workers, chunkBytes, fail int, paths []string) ([]string, *Report, error) {
	t.Helper()
	var all []string
	var inTurn atomic.Int32
	opt.Workers, opt.InOrder = workers, true
	opt.Begin = func() error {
		all = nil
		return nil
	}
	r := newReading(opt)
	r.chunkBytes = chunkBytes
	report, err := r.read(t.Context(), paths, func() Sink {
		return &turnSink{all: &all, inTurn: &inTurn, fail: fail}
	}, func() {})
	return all, report, err
}

// Rows have their turns in input order, whatever the inputs are, however many
// workers read them and wherever chunks end.
func TestRowsInOrder(t *testing.T) {
	texts := simulated(t, 3*time.Minute)
	text := texts[columnar.CSV]
	dir := t.TempDir()
	head := strings.Index(text, "\n") + 1
	var lines []string
	for i, line := range strings.SplitAfter(text[head:], "\n") {
		lines = append(lines, fmt.Sprintf("%d%s", i, line)) // the call_id is the first cell
	}
	part := func(from, to int) string {
		return text[:head] + strings.Join(lines[from*len(lines)/8:to*len(lines)/8], "")
	}
	write(t, dir, "1.csv", part(0, 1))
	write(t, dir, "2.csv.gz", gzipOf(t, part(1, 3)))
	write(t, dir, "2.txt", "not CDRs at all, and skipped")
	write(t, dir, "3.csv.zst", zstdOf(t, part(3, 4)))
	write(t, dir, "4.parquet", texts[columnar.Parquet])
	write(t, dir, "5.csv", part(4, 7))
	write(t, dir, "6.csv", text[:head])
	write(t, dir, "7.csv.gz", gzipOf(t, part(7, 8)))
	write(t, dir, "8.arrow", texts[columnar.Arrow])
	write(t, dir, "9.csv", part(0, 2)) // repeats the first
	for _, dedupe := range []DedupeMode{DedupeOff, DedupeOn} {
		opt := options()
		opt.Dedupe = dedupe
		var want []string
		for _, c := range []struct{ workers, chunk int }{{1, 1 << 20}, {1, 500}, {2, 500}, {3, 977}, {8, 300}, {8, 1 << 20}} {
			got, report, err := readInTurn(t, opt, c.workers, c.chunk, 0, []string{dir})
			if err != nil {
				t.Fatal(err)
			}
			accepted := uint64(0)
			for _, f := range report.Files {
				accepted += f.Accepted
			}
			if uint64(len(got)) != accepted || accepted == 0 {
				t.Fatalf("%+v: %d rows in turn, %d accepted", c, len(got), accepted)
			}
			if want == nil {
				want = got
			} else if !slices.Equal(got, want) {
				t.Fatalf("dedupe %d, %+v: another order", dedupe, c)
			}
		}
		if first := strings.SplitN(want[0], "|", 2)[0]; !strings.HasPrefix(first, "0") {
			t.Errorf("the first row is %s", want[0])
		}
	}
}

// The error of a sink in its turn, and of an input, end the reading; nobody
// waits for a turn that does not come.
func TestErrorsInOrder(t *testing.T) {
	text := simulated(t, time.Minute)[columnar.CSV]
	dir := t.TempDir()
	a, b := write(t, dir, "a.csv", text), write(t, dir, "b.csv.gz", gzipOf(t, text))
	broken := write(t, dir, "c.csv.gz", gzipOf(t, text)[:len(gzipOf(t, text))/2])
	for _, workers := range []int{1, 2, 5} {
		for _, fail := range []int{1, 40} {
			if _, _, err := readInTurn(t, options(), workers, 400, fail, []string{a, b}); !errors.Is(err, errSink) {
				t.Errorf("%d workers: %v, want %v", workers, err, errSink)
			}
		}
		var bad *cdr.DataError
		if _, _, err := readInTurn(t, options(), workers, 400, 0, []string{a, broken, b}); !errors.As(err, &bad) || !strings.HasPrefix(bad.Place, broken) {
			t.Errorf("%d workers: %v, want an error of %s", workers, err, broken)
		}
	}
}

// ReadAgain has everything read once more, also what can be read only once.
func TestReadAgain(t *testing.T) {
	text := simulated(t, time.Minute)[columnar.CSV]
	asked, begun := 0, 0
	var all []string
	var inTurn atomic.Int32
	opt := options()
	opt.Stdin, opt.InOrder = strings.NewReader(text), true
	opt.ReadAgain = func() bool { asked++; return true }
	opt.Begin = func() error { begun++; all = nil; return nil }
	_, report, err := Read(t.Context(), []string{"-"}, opt, func() *turnSink { return &turnSink{all: &all, inTurn: &inTurn} })
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(text, "\n") - 1; asked != 1 || begun != 2 || len(all) != want || report.Files[0].Rows != uint64(want) {
		t.Errorf("asked %d times, begun %d times, %d rows, want 1, 2 and %d", asked, begun, len(all), want)
	}
	// Whoever asks is asked, also if duplicates have it read once more anyway.
	asked, begun, all = 0, 0, nil
	dir := t.TempDir()
	paths := []string{write(t, dir, "a.csv", text), write(t, dir, "b.csv", text)}
	if _, _, err := Read(t.Context(), paths, opt, func() *turnSink { return &turnSink{all: &all, inTurn: &inTurn} }); err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(text, "\n") - 1; asked != 1 || begun != 2 || len(all) != want {
		t.Errorf("duplicates: asked %d times, begun %d times, %d rows, want 1, 2 and %d", asked, begun, len(all), want)
	}
}
