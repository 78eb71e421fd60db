package cdrfmt

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// shape is traffic of one size in each direction that traffic grows.
type shape struct {
	rows    int
	columns int // beside the four that are read
	files   int
	// accounts and seconds are how many different ones there are.
	accounts, seconds int
	abnormalPct       int // share of causes that are counted
	quoted            bool
}

// ordinary is what one direction at a time departs from.
var ordinary = shape{rows: 50_000, columns: 6, files: 1, accounts: 100, seconds: 3600, abnormalPct: 5}

// write writes the traffic and gives its paths.
func (s shape) write(tb testing.TB, dir string) []string {
	head := "call_id,end_time,hangup_cause,account_id"
	for i := range s.columns {
		head += fmt.Sprintf(",column_%d", i)
	}
	sep := ","
	if s.quoted {
		sep = `","`
	}
	extra := strings.Repeat(sep+"some text", s.columns)
	var paths []string
	var text strings.Builder
	for row := range s.rows {
		if text.Len() == 0 {
			text.WriteString(head + "\n")
		}
		cause := "NORMAL_CLEARING"
		if row*37%100 < s.abnormalPct {
			cause = "CALL_REJECTED"
		}
		sec := row * s.seconds / s.rows
		end := fmt.Sprintf("2026-03-%02dT%02d:%02d:%02dZ", 1+sec/86400, sec/3600%24, sec/60%60, sec%60)
		line := strings.Join([]string{fmt.Sprintf("%08x", row), end, cause, fmt.Sprintf("%032x", row%s.accounts)}, sep) + extra
		if s.quoted {
			line = `"` + line + `"`
		}
		text.WriteString(line + "\n")
		if (row+1)*s.files/s.rows > len(paths) {
			path := filepath.Join(dir, fmt.Sprintf("%05d.csv", len(paths)))
			if err := os.WriteFile(path, []byte(text.String()), 0o666); err != nil {
				tb.Fatal(err)
			}
			paths = append(paths, path)
			text.Reset()
		}
	}
	return paths
}

// counted reads and counts traffic as a replay does.
func counted(tb testing.TB, dedupe DedupeMode, paths []string) *count.Set {
	opt := options()
	opt.Need = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
	opt.Want = cdr.FieldsOf(cdr.AccountID)
	opt.Dedupe = dedupe
	sinks, _, err := Read(context.Background(), paths, opt, func() *count.Builder {
		return count.NewBuilder(cdr.Filter{}, []string{"NORMAL_CLEARING"}, false)
	})
	if err != nil {
		tb.Fatal(err)
	}
	sets := make([]*count.Set, len(sinks))
	for i, s := range sinks {
		sets[i] = s.Set()
	}
	return count.Merge(sets...)
}

// BenchmarkGrowth shows how the cost of a row changes as traffic grows in one
// direction: ns/row must stay level, but for a share per column and file.
func BenchmarkGrowth(b *testing.B) {
	for _, g := range []struct {
		name  string
		sizes []int
		set   func(s *shape, n int)
	}{
		{"rows", []int{10_000, 100_000, 500_000}, func(s *shape, n int) { s.rows = n }},
		{"columns", []int{1, 10, 100, 1000}, func(s *shape, n int) { s.columns, s.rows = n, 20_000 }},
		{"files", []int{1, 100, 2000, 10_000}, func(s *shape, n int) { s.files, s.rows = n, 100_000 }},
		{"accounts", []int{1, 1000, 100_000, 300_000}, func(s *shape, n int) { s.accounts, s.rows, s.abnormalPct = n, 300_000, 100 }},
		{"seconds", []int{1, 3600, 86400, 300_000}, func(s *shape, n int) { s.seconds, s.rows, s.abnormalPct = n, 300_000, 100 }},
		{"abnormalPct", []int{0, 5, 50, 100}, func(s *shape, n int) { s.abnormalPct, s.rows = n, 200_000 }},
		{"quoted", []int{0, 1}, func(s *shape, n int) { s.quoted, s.rows = n == 1, 200_000 }},
	} {
		for _, n := range g.sizes {
			s := ordinary
			g.set(&s, n)
			b.Run(fmt.Sprintf("%s=%d", g.name, n), func(b *testing.B) { s.bench(b, DedupeOff) })
		}
	}
	for _, n := range []int{10_000, 100_000, 500_000} {
		s := ordinary
		s.rows = n
		b.Run(fmt.Sprintf("compared=%d", n), func(b *testing.B) { s.bench(b, DedupeOn) })
	}
}

func (s shape) bench(b *testing.B, dedupe DedupeMode) {
	paths := s.write(b, b.TempDir())
	for b.Loop() {
		if got := counted(b, dedupe, paths).Accepted; got != uint64(s.rows) {
			b.Fatalf("%d rows, want %d", got, s.rows)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(s.rows), "ns/row")
}
