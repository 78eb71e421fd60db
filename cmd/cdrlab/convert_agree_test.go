package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// agreeInputs are what the readers of convert's files have to agree on:
// dialects as they are in the field, broken rows among them, and legs that
// are hard to write down.
func agreeInputs(t *testing.T) map[string]string {
	t.Helper()
	inputs := map[string]string{
		"demo kazoo": demoFolder + "/kazoo", "demo parquet": demoFolder + "/traffic.parquet", "failover": "../../testdata/failover/cdrs",
		"hard": hardLegs(t, t.TempDir(), 300, nil),
		"many": hardLegs(t, t.TempDir(), 17_000, nil), // rows of two record batches
	}
	for _, pattern := range []string{"dialect/testdata/*.csv", "jsondoc/testdata/*_*.json", "xmldoc/testdata/*_*.xml"} {
		found, err := filepath.Glob("../../replay/cdrfmt/" + pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		for _, path := range found {
			if strings.Contains(path, "/no") { // no_contents, not_calls
				continue
			}
			inputs[filepath.Base(path)] = path
		}
	}
	return inputs
}

// hardTexts hold what readers trip over.
var hardTexts = []string{
	"", "plain", "Zoë Müller", "名前 🙂 שלום", `say "hi"`, `"`, `""`, "a,b;c|d", "two\nlines", "two\r\nlines", "cr\rinside", "tab\tinside",
	"it's", `back\slash`, "NULL", "null", "\\N", "N/A", "true", "1e5", "=1+1", "#hash", "-", "0", "+4930123456", "e\u0301", "mark\ufeffinside",
	strings.Repeat("long ", 5000) + "end",
}

// hardColumns are values by column, of which leg i has the one at i, begun
// again at the end; "" is none.
var hardColumns = []struct {
	name   string
	values []string
}{
	{"end_time", []string{"1970-01-02T00:00:09Z", "2026-03-10T14:00:42.123456Z", "2026-03-10T14:00:42.123Z", "2105-12-31T23:59:59.999999Z", "2026-10-25T02:30:00+02:00"}},
	{"start_time", []string{"1970-01-02T00:00:00Z", "2026-03-10T14:00:00.000001Z", "2026-03-10T14:00:00.1Z", "2105-12-31T23:59:00Z", "2026-10-24T23:59:59.999Z"}},
	{"answer_time", []string{"", "2026-03-10T14:00:05.5Z", "", "2105-12-31T23:59:01.000001Z", ""}},
	{"billsec_ms", []string{"0", "36623", "300000000000", "4294967296", "1"}},
	{"progress_ms", []string{"", "0", "1", "300000000000"}},
	{"hangup_cause", []string{"NORMAL_CLEARING", "USER_BUSY", "Größe, \"x\"", "unknown", "ORIGINATOR_CANCEL", "A CAUSE OF ONE'S OWN"}},
	{"sip_code", []string{"200", "", "699", "100"}},
	{"attempt", []string{"", "1", "32767"}},
	{"last_attempt", []string{"true", "false", ""}},
	{"mos", []string{"4.4", "", "0.1", "3.4028235e38", "1e-45", "-0"}},
	{"jitter_ms", []string{"", "0.3333333432674408", "16777217"}},
	{"loss_pct", []string{"100", "0", ""}},
	{"direction", []string{"inbound", "outbound", ""}},
	{"account_id", hardTexts},
	{"caller_id_name", hardTexts},
	{"callee_id_name", slices.Concat(hardTexts[5:], hardTexts[:5])},
	{"resource_id", []string{"", "carrier-a", "Träger, 2", "\"q\""}},
}

// hardLegs writes such legs into a folder as CSV; change may alter a cell.
func hardLegs(t *testing.T, folder string, rows int, change func(row int, column, value string) string) string {
	t.Helper()
	path := filepath.Join(folder, "hard.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	line := []string{"call_id"}
	for _, c := range hardColumns {
		line = append(line, c.name)
	}
	for row := 0; ; row++ {
		if err := w.Write(line); err != nil {
			t.Fatal(err)
		}
		if row == rows {
			break
		}
		line = append(line[:0], fmt.Sprint("leg ", row))
		for _, c := range hardColumns {
			value := c.values[row%len(c.values)]
			if change != nil {
				value = change(row, c.name, value)
			}
			line = append(line, value)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// converted converts an input into all formats, and gives the paths by the
// formats.
func converted(t *testing.T, input string) map[string]string {
	t.Helper()
	paths := map[string]string{}
	for _, format := range []string{"parquet", "csv", "arrow"} {
		paths[format] = filepath.Join(t.TempDir(), "legs."+format)
		var errs strings.Builder
		args := []string{"convert", input, "-o", paths[format], "--quiet", "--max-rejects", "100%", "--dedupe", "off"}
		if status := run(args, nil, io.Discard, &errs); status != exitFine {
			t.Fatalf("%v: status %d, %s", args, status, errs.String())
		}
	}
	return paths
}

// Readers that are none of ours find the same values in all three files: the
// one of Parquet, and Arrow's of IPC and CSV. See convert_peers_test.go for
// DuckDB.
func TestReadersAgreeOnEveryValue(t *testing.T) {
	t.Parallel()
	values, nulls := 0, map[string]int{}
	for name, input := range agreeInputs(t) {
		paths := converted(t, input)
		ofParquet := seenInParquet(t, paths["parquet"])
		ofArrow, schema := seenInArrow(t, paths["arrow"])
		ofCSV := seenInCSV(t, paths["csv"], schema)
		if len(ofParquet.columns) != cdr.NumFields || len(ofParquet.rows) == 0 {
			t.Errorf("%s: %d columns, %d rows", name, len(ofParquet.columns), len(ofParquet.rows))
		}
		reportDifferences(t, name+": Parquet, Arrow", ofParquet.differences(ofArrow))
		reportDifferences(t, name+": Parquet, CSV", ofParquet.asInCSV().differences(ofCSV))
		for _, row := range ofParquet.rows {
			for j, c := range row {
				if values++; c.null {
					nulls[ofParquet.columns[j]]++
				}
			}
		}
	}
	if values < 500_000 || len(nulls) < 20 {
		t.Errorf("%d values, nulls in %d columns: a poor example", values, len(nulls))
	}
}

func reportDifferences(t *testing.T, what string, list []string) {
	t.Helper()
	for _, d := range list[:min(3, len(list))] {
		t.Errorf("%s: %s", what, d)
	}
	if len(list) > 3 {
		t.Errorf("%s: %d differences", what, len(list))
	}
}

// What stands in the files is what was written down, so that all three cannot
// be wrong alike.
func TestHardValuesArrive(t *testing.T) {
	seen := seenInParquet(t, converted(t, hardLegs(t, t.TempDir(), 300, nil))["parquet"])
	if len(seen.rows) != 300 {
		t.Fatal(len(seen.rows), "rows")
	}
	for _, name := range []string{"call_id", "caller_id_name", "callee_id_name", "billsec_ms", "progress_ms", "hangup_cause", "last_attempt", "resource_id"} {
		var values []string
		for _, c := range hardColumns {
			if c.name == name {
				values = c.values
			}
		}
		at := slices.Index(seen.columns, name)
		for row, cells := range seen.rows {
			want := fmt.Sprint("leg ", row)
			if values != nil {
				want = values[row%len(values)]
			}
			got := cells[at]
			if isNone := slices.Contains([]string{"", "NULL", "null", `\N`, "N/A", "-"}, want); got.null != isNone || !isNone && got.text != want {
				t.Fatalf("row %d: %s: %s, want %q", row, name, got, want)
			}
		}
	}
}

// One value that is another is found in each of the files.
func TestOneOtherValueIsFound(t *testing.T) {
	for column, other := range map[string]string{
		"caller_id_name": "another", "account_id": "another", "billsec_ms": "7", "end_time": "2026-03-10T14:00:42.123455Z",
		"mos": "4.4000006", "last_attempt": "", "sip_code": "299",
	} {
		const struck = 241
		folder := t.TempDir()
		right := converted(t, hardLegs(t, folder, 300, nil))
		wrong := converted(t, hardLegs(t, folder, 300, func(row int, c, value string) string {
			if row == struck && c == column {
				return other
			}
			return value
		}))
		ofParquet := seenInParquet(t, right["parquet"])
		wrongArrow, schema := seenInArrow(t, wrong["arrow"])
		for reader, found := range map[string][]string{
			"Parquet": seenInParquet(t, wrong["parquet"]).differences(ofParquet),
			"Arrow":   wrongArrow.differences(ofParquet),
			"CSV":     seenInCSV(t, wrong["csv"], schema).differences(ofParquet.asInCSV()),
		} {
			place := fmt.Sprintf("row %d: %s: ", struck, column)
			if len(found) == 0 || !slices.ContainsFunc(found, func(d string) bool { return strings.HasPrefix(d, place) }) || len(found) > 3 {
				t.Errorf("%s, %s: found %v", column, reader, found)
			}
		}
	}
}
