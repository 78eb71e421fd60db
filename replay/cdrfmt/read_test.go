package cdrfmt

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// rowsSink keeps every row as a line of text.
type rowsSink struct{ rows []string }

var shown = []cdr.Field{cdr.CallID, cdr.EndTime, cdr.HangupCause, cdr.AccountID, cdr.DurationMs}

func (s *rowsSink) Add(b *cdr.Batch) error {
	for i := range b.Rows {
		var cells []string
		for _, f := range shown {
			c := b.Column(f)
			switch {
			case c == nil || c.IsNull(i):
				cells = append(cells, "-")
			case f.Kind() == cdr.Text:
				cells = append(cells, string(c.Text(i)))
			case f.Kind() == cdr.Code:
				cells = append(cells, c.Name(i))
			default:
				cells = append(cells, fmt.Sprint(c.Ints[i]))
			}
		}
		s.rows = append(s.rows, strings.Join(cells, "|"))
	}
	return nil
}

// result is all that Read says, in comparable form.
type result struct {
	rows    []string // sorted
	report  *Report
	rejects string
	err     error
}

func (r result) String() string {
	s := fmt.Sprintf("%d rows\n%s\nrejects:\n%s", len(r.rows), strings.Join(r.rows, "\n"), r.rejects)
	if r.report != nil {
		s += fmt.Sprintf("%+v", *r.report)
	}
	return fmt.Sprintf("%s\nerror: %v", s, r.err)
}

func options() Options {
	return Options{
		Options:    dialect.Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(shown...)},
		MaxRejects: RejectLimit{Percent: 100},
	}
}

// readRows reads with chunks of the given size, and takes keys late where it can.
func readRows(opt Options, chunkBytes int, paths ...string) result {
	return readRowsLate(opt, chunkBytes, 0, paths...)
}

// readRowsLate takes keys late of files from so many bytes on.
func readRowsLate(opt Options, chunkBytes int, lateBytes int64, paths ...string) result {
	var out result
	var rejects bytes.Buffer
	if opt.Rejects == nil {
		opt.Rejects = &rejects
	}
	r := newReading(opt)
	r.chunkBytes, r.lateBytes = chunkBytes, lateBytes
	var sinks []*rowsSink
	out.report, out.err = r.read(context.Background(), paths, func() Sink {
		sinks = append(sinks, &rowsSink{})
		return sinks[len(sinks)-1]
	}, func() { sinks = nil })
	for _, s := range sinks {
		out.rows = append(out.rows, s.rows...)
	}
	slices.Sort(out.rows)
	out.rejects = rejects.String()
	return out
}

const header = "call_id,start_time,end_time,hangup_cause,account_id,note\n"

// write puts a file into dir and gives its path.
func write(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// random is splitmix64: the same numbers everywhere.
type random uint64

func (r *random) below(n int) int {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

// traffic is the text of rows legs, one in ten not a valid row, with calls
// numbered below ids and notes full of quotes and newlines.
func traffic(r *random, rows, ids int) string {
	var b strings.Builder
	b.WriteString(header)
	notes := []string{"", "plain", `"a, b"`, "\"two\nlines\"", `"5"" phone"`, `5" phone`, "\"\n\n,\"", "\"\r\n\""}
	for range rows {
		id := r.below(ids)
		end := fmt.Sprintf("2026-03-10T12:%02d:%02dZ", id/60%60, id%60)
		switch r.below(20) {
		case 0:
			end = "yesterday"
		case 1:
			b.WriteString("short,row\n")
			continue
		case 2:
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "call-%d,2026-03-10T12:00:00Z,%s,CAUSE_%d,acme%d,%s\n", id, end, id%3, id%2, notes[r.below(len(notes))])
	}
	return b.String()
}

func TestChunksAndWorkersDoNotShow(t *testing.T) {
	dir := t.TempDir()
	r := random(1)
	paths := []string{write(t, dir, "a.csv", traffic(&r, 150, 1000)), write(t, dir, "b.csv", traffic(&r, 40, 1000))}
	opt := options()
	opt.Dedupe, opt.Workers = DedupeOff, 1
	want := readRows(opt, 1<<20, paths...)
	if want.err != nil || len(want.rows) < 100 || strings.Count(want.rejects, "\n") < 10 {
		t.Fatalf("a poor example: %v", want)
	}
	for _, workers := range []int{1, 4} {
		for _, chunk := range []int{1, 2, 3, 7, 16, 61, 128, 1000} {
			opt.Workers = workers
			if got := readRows(opt, chunk, paths...); got.String() != want.String() {
				t.Fatalf("%d workers, chunks of %d: got %v\nwant %v", workers, chunk, got, want)
			}
		}
	}
}

// The rejects file gives the place and the text of each row that is refused.
func TestRejectsPointAtTheirRows(t *testing.T) {
	dir := t.TempDir()
	r := random(2)
	text := traffic(&r, 200, 100)
	path := write(t, dir, "a.csv", text)
	opt := options()
	opt.Workers = 3
	got := readRows(opt, 50, path)
	if got.err != nil {
		t.Fatal(got.err)
	}
	records, err := csv.NewReader(strings.NewReader(got.rejects)).ReadAll()
	if err != nil || len(records) < 10 {
		t.Fatalf("%d rejects, %v", len(records), err)
	}
	if h := strings.Join(records[0], ","); h != "file,line,byte,column,reason,raw" {
		t.Errorf("header %s", h)
	}
	for _, rec := range records[1:] {
		var line, at int
		fmt.Sscan(rec[1], &line)
		fmt.Sscan(rec[2], &at)
		raw := strings.ReplaceAll(rec[5], "\r\n", "\n") // encoding/csv reads CRLF as LF
		if have := strings.ReplaceAll(text[at:], "\r\n", "\n"); rec[0] != path || !strings.HasPrefix(have, raw) {
			t.Errorf("%q: at byte %d stands %.20q", rec, at, have)
		}
		if n := strings.Count(text[:at], "\n") + 1; n != line {
			t.Errorf("%q: line is %d", rec, n)
		}
	}
	f := got.report.Files[0]
	if int(f.Rejected) != len(records)-1 || f.Rows != f.Accepted+f.Rejected || int(f.Accepted) != len(got.rows) {
		t.Errorf("accounting %+v for %d rejects, %d rows", f, len(records)-1, len(got.rows))
	}
}

func sortedCopy(rows []string) []string {
	rows = slices.Clone(rows)
	slices.Sort(rows)
	return rows
}

// Any bytes are read or refused, and the size of chunks does not show.
func FuzzRead(f *testing.F) {
	r := random(8)
	text := traffic(&r, 12, 20)
	for _, s := range []string{"", text, gzipOf(f, text), zstdOf(f, text), "\xef\xbb\xbf" + text, "PAR1", "ARROW1\x00\x00", "second,cause,account,n\n1772700000,A,b,1\n"} {
		f.Add([]byte(s), uint16(40))
	}
	f.Fuzz(func(t *testing.T, data []byte, chunk uint16) {
		read := func(chunkBytes int) string {
			opt := options()
			opt.Stdin, opt.Dedupe, opt.Workers = bytes.NewReader(data), DedupeOff, 2
			got := readRows(opt, chunkBytes, "-")
			if got.report != nil {
				got.report = &Report{Files: got.report.Files, Flagged: got.report.Flagged, Remarks: got.report.Remarks}
			}
			return got.String()
		}
		if a, b := read(int(chunk)+1), read(1<<20); a != b {
			t.Fatalf("chunks of %d: %s\nwhole: %s", chunk+1, a, b)
		}
	})
}
