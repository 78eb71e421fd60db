package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/kpi"
)

// writersFolder has legs.csv and the same legs as other programs write them.
const writersFolder = "../../replay/cdrfmt/columnar/testdata/writers/"

// refusedWriters are the files that are not read, and what is said of them.
var refusedWriters = map[string]string{
	"duckdb_encrypted.parquet": "the file is encrypted, wanted a plain one\n  try: write it without encryption, by a program that has the key",
	"arrowgo_encrypted_column.parquet": "part 1 of 2: column hangup_cause: the column is encrypted, wanted a plain one\n" +
		"  try: write it without encryption, by a program that has the key",
}

// whereFrom are the columns that a file of another form says otherwise.
var whereFrom = []string{"time_precision", "hangup_cause_raw", "src_file", "src_line", "dialect"}

// TestWriters reads the files of other writers.
func TestWriters(t *testing.T) {
	files, err := filepath.Glob(writersFolder + "*.*[tw]") // .parquet, .arrow
	if err != nil || len(files) < 35 {
		t.Fatal(files, err)
	}
	want := writersAnswers(t, writersFolder+"legs.csv")
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			if said, refused := refusedWriters[name]; refused {
				var stdout, stderr bytes.Buffer
				status := run([]string{"count", path}, strings.NewReader(""), &stdout, &stderr)
				if status != exitBadData || !strings.Contains(stderr.String(), said) {
					t.Fatalf("exit status %d: %s\nwant %s", status, stderr.String(), said)
				}
				return
			}
			want := want
			if strings.Contains(name, "no_rows") {
				want = writersAnswers(t, headOf(t, writersFolder+"legs.csv"))
			}
			for command, got := range writersAnswers(t, path) {
				if got != want[command] {
					t.Errorf("%s: %s", command, firstLine(got, want[command]))
				}
			}
		})
	}
}

// writersAnswers is what the commands say of a file, by command.
func writersAnswers(t *testing.T, path string, flags ...string) map[string]string {
	t.Helper()
	answers := map[string]string{}
	for _, args := range [][]string{
		{"convert"},
		{"convert", "--strict"},
		{"count", "--all-causes"},
		{"count"},
		{"analyze", "--kpi", strings.Join(kpi.KPINames(), ",")},
		{"analyze", "--kpi", strings.Join(kpi.KPINames(), ","), "--by", "account,cause,gateway,direction"},
	} {
		var stdout, stderr bytes.Buffer
		if status := run(slices.Concat(args, []string{path, "--format", "csv", "--quiet"}, flags), strings.NewReader(""), &stdout, &stderr); status != exitFine {
			t.Fatalf("%v: exit status %d: %s", args, status, stderr.String())
		}
		answers[strings.Join(args, " ")] = withoutColumns(t, stdout.String(), whereFrom)
	}
	return answers
}

// withoutColumns is a CSV file less some columns.
func withoutColumns(t *testing.T, text string, names []string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatal(err, text)
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if !slices.Contains(names, rows[0][i]) {
				b.WriteString(cell + "|")
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// headOf writes a file of another's header alone.
func headOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(data, []byte("\n"))
	path = filepath.Join(t.TempDir(), "head.csv")
	if err := os.WriteFile(path, append(head, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// firstLine shows the first line that differs.
func firstLine(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return g[i] + "\nwant " + w[i]
		}
	}
	return "another number of lines"
}
