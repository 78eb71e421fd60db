package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	s, err := parseSettings([]string{"--rows", "5", "--formats", "zstd, csv,csv", "--peers", "wc", "--date", ""}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	if s.rows != 5 || s.runs != 5 || s.date != "" || !slices.Equal(s.formats, []format{formatZstd, formatCSV}) ||
		!slices.Equal(s.jobs, allJobs) || !slices.Equal(s.peers, []string{wcName}) {
		t.Errorf("%+v", s)
	}
	if !s.needsNode() {
		t.Error("Parquet comes from DuckDB")
	}
	s.formats = []format{formatCSV, formatGzip}
	if s.needsNode() {
		t.Error("wc and text need no node")
	}
}

func TestWrongSettings(t *testing.T) {
	for flags, problem := range map[string]string{
		"--rows 0":         "--rows: 0 found",
		"--runs 0":         "--runs: 0 found",
		"--peers mawk":     `--peers: "mawk" found, duckdb, clickhouse, polars, wc wanted`,
		"--formats lz4":    `--formats: "lz4" found`,
		"--jobs counts,":   `--jobs: "" found`,
		"counts":           `"counts" found, flags only wanted`,
		"--rows ten":       "invalid value",
		"--no-such-flag 1": "not defined",
	} {
		var stdout, stderr bytes.Buffer
		if status := run(strings.Fields(flags), &stdout, &stderr); status != 2 || stdout.Len() > 0 || !strings.Contains(stderr.String(), problem) {
			t.Errorf("%s: status %d, %q, want %q", flags, status, stderr.String(), problem)
		}
	}
}

func TestWithoutNode(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var stdout, stderr bytes.Buffer
	dir := t.TempDir()
	if status := run([]string{"--dir", dir}, &stdout, &stderr); status != 1 || stdout.Len() > 0 {
		t.Errorf("status %d, stdout %q", status, stdout.String())
	}
	if !strings.Contains(stderr.String(), "node: not found") || !strings.Contains(stderr.String(), "--peers wc") {
		t.Errorf("stderr %q", stderr.String())
	}
}
