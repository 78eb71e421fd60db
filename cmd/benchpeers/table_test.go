package main

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata")

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
	}
}

func TestTables(t *testing.T) {
	q := question{job: jobCounts, format: formatCSV, truth: &truth{Rows: 1_234_567}}
	counts := []result{
		runs(cdrlabName, 0.2, 0.22, 0.3),
		runs("duckdb", 1.2, 1.0, 1.2),
		runs("clickhouse"+aloneSuffix, 0.7, 0.8, 0.6),
		runs("clickhouse", 0.7, 0.8, 0.6),
		{name: "polars", reason: "node: exit status 1: Error: no such module"},
		{name: "mawk", reason: "counts: no answer", failed: true},
		runs(wcName, 0.1, 0.1, 0.11),
	}
	zstd := []result{
		runs(cdrlabName, 0.3, 0.3), runs("duckdb"+aloneSuffix, 0.4, 0.41), runs("polars"+aloneSuffix, 0.31, 0.33),
	}
	asked := []question{q, {job: jobCounts, format: formatZstd}, {job: jobKPI, format: formatCSV}}
	var out bytes.Buffer
	if err := writeTable(&out, q, 395_000_000, counts); err != nil {
		t.Fatal(err)
	}
	if err := writeGoals(&out, asked, [][]result{counts, zstd, nil}); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/tables.txt", out.Bytes())
	for line := range bytes.Lines(out.Bytes()) {
		if len(line) > 101 {
			t.Errorf("%d columns: %s", len(line)-1, line)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 10_000_000: "10,000,000"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
