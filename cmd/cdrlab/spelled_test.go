package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// parquetOfCSV writes a CSV file as Parquet, as a program stores what it read:
// columns of whole numbers as such, if numbers is set, all others as text, empty
// cells as nulls.
func parquetOfCSV(t *testing.T, from, to string, numbers bool) string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(readWhole(t, from))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	whole := make([]bool, len(rows[0]))
	group := parquet.Group{}
	for i, name := range rows[0] {
		whole[i] = numbers
		for _, row := range rows[1:] {
			if _, err := strconv.ParseInt(row[i], 10, 64); err != nil && row[i] != "" || strings.HasPrefix(row[i], "+") {
				whole[i] = false
			}
		}
		node := parquet.String()
		if whole[i] {
			node = parquet.Int(64)
		}
		group[name] = parquet.Optional(node)
	}
	schema := parquet.NewSchema("rows", group)
	places := map[string]int{}
	for i, path := range schema.Columns() {
		places[path[0]] = i
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[any](&out, schema)
	for _, row := range rows[1:] {
		cells := make(parquet.Row, len(row))
		for i, name := range rows[0] {
			v := parquet.ValueOf(row[i])
			if n, err := strconv.ParseInt(row[i], 10, 64); whole[i] && err == nil {
				v = parquet.ValueOf(n)
			}
			level := 1
			if row[i] == "" {
				v, level = parquet.NullValue(), 0
			}
			cells[places[name]] = v.Level(0, level, places[name])
		}
		if _, err := w.WriteRows([]parquet.Row{cells}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestSpelledDialects: an export of a dialect that a program stored as Parquet
// gives what the export gives.
func TestSpelledDialects(t *testing.T) {
	for _, from := range []string{
		demoFolder + "/kazoo/0549daffc9395c8227f5920422bd5ca4.csv", // the account is in its name
		"../../replay/cdrfmt/columnar/testdata/writers/legs.csv",
		"../../replay/cdrfmt/dialect/testdata/kazoo_4.3.csv",
		"../../replay/cdrfmt/dialect/testdata/fusionpbx_table.csv",
	} {
		for _, numbers := range []bool{false, true} {
			name := strings.TrimSuffix(filepath.Base(from), ".csv")
			t.Run(name+" "+strconv.FormatBool(numbers), func(t *testing.T) {
				stored := parquetOfCSV(t, from, filepath.Join(t.TempDir(), name+".parquet"), numbers)
				want, got := writersAnswers(t, from), writersAnswers(t, stored)
				for command := range want {
					if got[command] != want[command] {
						t.Errorf("%s: %s", command, firstDifference(got[command], want[command]))
					}
				}
			})
		}
	}
}

// TestSpelledZone: times of a type without a zone are read in --tz, as those
// of text without an offset.
func TestSpelledZone(t *testing.T) {
	legs := string(readWhole(t, writersFolder+"legs.csv"))
	local := func(columns ...int) string { // legs.csv with these times without their Z
		rows, err := csv.NewReader(strings.NewReader(legs)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for _, i := range columns {
				row[i] = strings.TrimSuffix(row[i], "Z")
			}
		}
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "local.csv")
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const start, answer, end = 5, 6, 7
	for stored, twin := range map[string]string{
		"polars_zstd.parquet":              local(start, answer, end),
		"polars_stream_zstd.arrow":         local(start, answer, end),
		"arrowgo_v1_delta.parquet":         local(end),
		"arrowgo_stream_big_endian.arrow":  local(end),
		"arrowgo_v1_int96.parquet":         local(end), // the others are INT96: UTC
		"duckdb_v2_lz4raw_plain.parquet":   writersFolder + "legs.csv",
		"arrowrs_v2_no_statistics.parquet": writersFolder + "legs.csv",
	} {
		want, got := writersAnswers(t, twin, "--tz", "America/New_York"), writersAnswers(t, writersFolder+stored, "--tz", "America/New_York")
		for command := range want {
			if got[command] != want[command] {
				t.Errorf("%s: %s: %s", stored, command, firstDifference(got[command], want[command]))
			}
		}
	}
}

// TestSpelledColumn: --column names columns of Parquet too.
func TestSpelledColumn(t *testing.T) {
	from := filepath.Join(t.TempDir(), "odd.csv")
	text := "id,fin,motivo,acct\nx,2026-03-10T10:00:00Z,CALL_REJECTED,a\ny,2026-03-10T10:00:01Z,21,b\n"
	if err := os.WriteFile(from, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	stored := parquetOfCSV(t, from, from+".parquet", true)
	columns := []string{"--column", "end_time=fin", "--column", "hangup_cause=motivo", "--column", "account_id=acct"}
	want, got := writersAnswers(t, from, columns...), writersAnswers(t, stored, columns...)
	for command := range want {
		if got[command] != want[command] || !strings.Contains(got["count"], "|CALL_REJECTED|b|1|") {
			t.Errorf("%s: %s", command, firstDifference(got[command], want[command]))
		}
	}
	var stdout, stderr bytes.Buffer
	status := run([]string{"count", stored}, strings.NewReader(""), &stdout, &stderr)
	const said = "found the columns acct, fin, id, motivo, wanted end_time"
	if status != exitBadData || !strings.Contains(stderr.String(), said) {
		t.Errorf("exit status %d: %s\nwant %s", status, stderr.String(), said)
	}
}
