package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// ofColumns writes what a converted file has in some columns alone.
func ofColumns(t *testing.T, from, to string, keep ...string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(readWhole(t, from))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		var cells []string
		for i, name := range rows[0] {
			if slices.Contains(keep, name) {
				cells = append(cells, row[i])
			}
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A call_id that was made when a file was converted decides no draw of a restart:
// what it does is what it does to the source.
func TestConvertedRestart(t *testing.T) {
	folder := t.TempDir()
	at := func(file string) string { return filepath.Join(folder, file) }
	restart := func(path string) map[string]any {
		var out, errs bytes.Buffer
		args := []string{"simulate", "restart", path, "--downtime", "2s", "--format", "json", "--quiet"}
		if status := run(args, nil, &out, &errs); status != exitFine {
			t.Fatalf("%v: status %d, %s", args, status, errs.String())
		}
		var doc map[string]any
		if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		delete(doc, "input")
		return doc
	}
	if !convertFigures(t, at("demo.csv"), demoFolder+"/traffic.parquet") {
		t.Fatal("the demo's traffic cannot be converted")
	}
	ofColumns(t, at("demo.csv"), at("source.csv"), "start_time", "answer_time", "end_time", "direction", "hangup_cause", "resource_id", "progress_ms")
	want := restart(at("source.csv"))
	if len(want) < 3 {
		t.Fatalf("a poor example: %v", want)
	}
	for _, to := range []string{"a.parquet", "a.csv", "a.arrow"} {
		if !convertFigures(t, at(to), at("source.csv")) {
			t.Fatal(to, "cannot be written")
		}
		if got := restart(at(to)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another answer than of its source", to)
		}
	}
}

// A file with a restart in it says no more of answers than its source.
func TestEmittedRestartTellsNoMore(t *testing.T) {
	folder := t.TempDir()
	at := func(file string) string { return filepath.Join(folder, file) }
	if !convertFigures(t, at("demo.csv"), demoFolder+"/traffic.parquet") {
		t.Fatal("the demo's traffic cannot be converted")
	}
	ofColumns(t, at("demo.csv"), at("source.csv"), "start_time", "end_time", "direction", "hangup_cause", "progress_ms")
	convertFigures(t, at("source.parquet"), at("source.csv"))
	want := figuresOf(t, nil, at("source.csv"))
	if !slices.Contains(want, `      "answered": null,`) || !slices.Contains(want, `      "legs": 4094,`) {
		t.Fatalf("a poor example: %q", want)
	}
	for _, from := range []string{"source.csv", "source.parquet"} {
		args := []string{"simulate", "restart", at(from), "--at", "2026-03-10T10:20:00Z", "--downtime", "1ms", "--emit-cdr", at("restarted.csv"), "--quiet"}
		if status := run(args, nil, io.Discard, io.Discard); status != exitFine {
			t.Fatalf("%v: status %d", args, status)
		}
		if got := figuresOf(t, nil, at("restarted.csv")); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", from, got, want)
		}
	}
}
