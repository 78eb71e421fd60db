package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// cdrlab runs a command line in this process and gives its standard output.
func cdrlab(t *testing.T, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := run(args, strings.NewReader(""), &stdout, &stderr); status != exitFine {
		t.Fatalf("%s: exit status %d\n%s", args, status, stderr.Bytes())
	}
	return stdout.Bytes()
}

// answer is the JSON of a replay without the list of its files.
func answer(t *testing.T, dir string, paths ...string) string {
	t.Helper()
	args := []string{"replay", "--quiet", "--format", "json", "--thresholds", filepath.Join(dir, "thresholds.yaml")}
	out := cdrlab(t, append(args, paths...)...)
	var doc map[string]json.RawMessage
	var input map[string]json.RawMessage
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(doc["input"], &input); err != nil {
		t.Fatal(err)
	}
	if len(input["files"]) == 0 || len(input["counts_sha256"]) == 0 {
		t.Fatalf("input: %s", doc["input"])
	}
	delete(input, "files")
	return fmt.Sprintf("%s\n%s\n%s\n%s", input, doc["engine"], doc["firings"], doc["alerts"])
}

// The same traffic gives the same answer, however it is written, packed, cut
// into files or ordered, and however many cores read it.
func TestFormOfTheFilesDoesNotShow(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	save := func(name string, data []byte) string {
		if err := os.WriteFile(in(name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		return in(name)
	}
	save("thresholds.yaml", []byte("thresholds:\n  PROGRESS_TIMEOUT: {one: 0.05, five: 0.02}\n  CALL_REJECTED: {one: 0.1}\n"))
	for _, format := range []string{"csv", "parquet", "arrow"} {
		cdrlab(t, "simulate", "traffic", "--seed", "3", "--duration", "2h", "--rate", "2", "-o", in("day."+format),
			"--incident", "cause=PROGRESS_TIMEOUT,gateway=carrier-3,at=40m,for=15m,share=0.9")
	}
	text, err := os.ReadFile(in("day.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	head, rows := lines[0], lines[1:len(lines)-1]

	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(text)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	save("day.csv.gz", packed.Bytes())
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	save("day.csv.zst", enc.EncodeAll(text, nil))

	cases := map[string][]string{
		"parquet": {in("day.parquet")}, "arrow": {in("day.arrow")}, "gzip": {in("day.csv.gz")}, "zstd": {in("day.csv.zst")},
	}
	file := func(name string, rows [][]byte) string {
		return save(name, append(bytes.Clone(head), bytes.Join(rows, nil)...))
	}
	for _, at := range []int{0, 1, len(rows) / 3, len(rows) - 1} {
		a, b := file(fmt.Sprintf("a%d.csv", at), rows[:at]), file(fmt.Sprintf("b%d.csv", at), rows[at:])
		cases[fmt.Sprintf("cut at row %d", at)] = []string{a, b}
		cases[fmt.Sprintf("cut at row %d, later part first", at)] = []string{b, a}
	}
	shuffled := make([][]byte, 0, len(rows))
	for i := range rows {
		shuffled = append(shuffled, rows[i*7919%len(rows)]) // 7919 is prime: each row once
	}
	cases["rows in another order"] = []string{file("shuffled.csv", shuffled)}
	if len(rows)%7919 == 0 {
		t.Fatalf("%d rows", len(rows))
	}

	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := answer(t, dir, in("day.csv"))
	if !strings.Contains(want, `"cause":"PROGRESS_TIMEOUT"`) && !strings.Contains(want, `"cause": "PROGRESS_TIMEOUT"`) {
		t.Fatalf("no firing: a poor example\n%s", want)
	}
	for _, workers := range []int{1, 4} {
		runtime.GOMAXPROCS(workers)
		if got := answer(t, dir, in("day.csv")); got != want {
			t.Errorf("csv, %d workers: got\n%s\nwant\n%s", workers, got, want)
		}
		for name, paths := range cases {
			if got := answer(t, dir, paths...); got != want {
				t.Errorf("%s, %d workers: got\n%s\nwant\n%s", name, workers, got, want)
			}
		}
	}
}

// A column of ever new causes is refused, whichever worker read them.
func TestTooManyCauses(t *testing.T) {
	var text strings.Builder
	text.WriteString("end_time,hangup_cause\n")
	for i := range maxCauses {
		fmt.Fprintf(&text, "2026-03-10T10:00:00Z,CAUSE_%d\n", i)
	}
	path := filepath.Join(t.TempDir(), "in.csv")
	save := func() {
		if err := os.WriteFile(path, []byte(text.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save()
	cdrlab(t, "count", "--quiet", path)
	text.WriteString("2026-03-10T10:00:00Z,ONE_MORE\n")
	save()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, c := range []struct {
		command string
		workers int
	}{{"count", 1}, {"count", 4}, {"analyze", 1}} {
		runtime.GOMAXPROCS(c.workers)
		var stdout, stderr bytes.Buffer
		status := run([]string{c.command, path}, strings.NewReader(""), &stdout, &stderr)
		want := "cdrlab: hangup_cause: found more than 65,536 different hangup causes"
		if status != exitBadData || stdout.Len() > 0 || !strings.HasPrefix(stderr.String(), want) {
			t.Errorf("%s, %d workers: exit status %d, %.200s", c.command, c.workers, status, stderr.String())
		}
	}
}
