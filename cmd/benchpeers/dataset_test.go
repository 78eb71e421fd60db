package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDataIsMadeOnce(t *testing.T) {
	ctx := context.Background()
	d := &dataset{dir: t.TempDir(), rows: 200, seed: 1, days: 1, accounts: 20}
	times := map[format]int{}
	d.make = func(_ context.Context, d *dataset, f format) error {
		times[f]++
		return write(d, f)
	}
	d.parquet = func(_ context.Context, csvFile string, codec format, target string) error {
		times[codec]++
		return os.WriteFile(target, []byte(codec), 0o644)
	}
	for range 2 {
		for _, f := range allFormats {
			path, known, err := d.file(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			if !f.saved() && (known.Rows != 200 || len(known.KPI) == 0) || f.saved() && known.Replay.Events < known.Rows {
				t.Errorf("%s: truth %+v", f, known)
			}
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		}
	}
	for _, f := range allFormats {
		if times[f] != 1 {
			t.Errorf("%s: made %d times", f, times[f])
		}
	}
	if err := inflateFile(d.path(formatGzip)); err != nil {
		t.Error(err)
	}
	if err := inflateFile(d.path(formatCSV)); err == nil {
		t.Error("plain text was inflated")
	}
	left, err := filepath.Glob(filepath.Join(d.dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestMakeCommand(t *testing.T) {
	dir := t.TempDir()
	if status := run([]string{makeCommand, dir, "20", "3", "csv"}, nil, os.Stderr); status != 0 {
		t.Fatalf("status %d", status)
	}
	want, _ := made(t, recipe{rows: 20, seed: 3})
	got, err := os.ReadFile(filepath.Join(dir, "cdr-20-3.csv"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("another file, %v", err)
	}
}

func TestMakeNeedsItsArguments(t *testing.T) {
	for _, args := range [][]string{{}, {"x"}, {t.TempDir(), "ten", "1", "csv"}, {t.TempDir(), "10", "-1", "csv"}, {t.TempDir(), "10", "1", "zstd"}} {
		var stderr strings.Builder
		if status := run(append([]string{makeCommand}, args...), nil, &stderr); status != 1 || stderr.Len() == 0 {
			t.Errorf("%v: status %d, %q", args, status, stderr.String())
		}
	}
}
