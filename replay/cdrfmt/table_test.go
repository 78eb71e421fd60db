package cdrfmt

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/count"
)

// converter writes what it is given.
type converter struct{ columnar.Writer }

func (c converter) Add(b *cdr.Batch) error { return c.Write(b) }

// converted reads a file and gives its rows in another format.
func converted(t testing.TB, path string, format columnar.Format, fields ...cdr.Field) string {
	t.Helper()
	var out bytes.Buffer
	w, err := columnar.NewWriter(format, &out, fields)
	if err != nil {
		t.Fatal(err)
	}
	opt := options()
	opt.Want = cdr.FieldsOf(fields...)
	opt.Workers, opt.Dedupe = 1, DedupeOff
	if _, _, err := Read(t.Context(), []string{path}, opt, func() converter { return converter{w} }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var converts = []cdr.Field{cdr.CallID, cdr.StartTime, cdr.EndTime, cdr.Direction, cdr.HangupCause, cdr.AccountID}

// Parquet and Arrow give the rows of the CSV they were made from, plain,
// packed or piped, and are compared with it.
func TestTables(t *testing.T) {
	dir := t.TempDir()
	r := random(11)
	text := traffic(&r, 400, 300)
	csv := write(t, dir, "a.csv", text)
	opt := options()
	opt.Workers = 3
	opt.Want = cdr.FieldsOf(cdr.CallID, cdr.EndTime, cdr.HangupCause, cdr.AccountID) // a table derives durations
	want := readRows(opt, 1<<20, csv)
	for _, format := range []columnar.Format{columnar.Parquet, columnar.Arrow} {
		data := converted(t, csv, format, converts...)
		file := write(t, dir, "a."+format.String(), data)
		piped := opt
		piped.Stdin = strings.NewReader(data)
		for name, got := range map[string]result{
			"plain": readRows(opt, 1<<20, file),
			"gzip":  readRows(opt, 1<<20, write(t, dir, "a."+format.String()+".gz", gzipOf(t, data))),
			"piped": readRows(piped, 1<<20, "-"),
		} {
			if got.err != nil || !slices.Equal(got.rows, want.rows) {
				t.Fatalf("%s %s: got %v\nwant %v", format, name, got, want)
			}
		}
		both := readRows(opt, 500, csv, file)
		if both.err != nil || len(both.rows) != len(want.rows) {
			t.Fatalf("%s beside csv: got %v", format, both)
		}
		if f := both.report.Files[1]; f.Duplicates != want.report.Files[0].Accepted || f.Accepted != 0 || f.Dialect != format.String() {
			t.Errorf("%s beside csv: %+v", format, f)
		}
		var bad *cdr.DataError
		if got := readRows(opt, 500, write(t, dir, "cut", data[:len(data)*2/3])); !errors.As(got.err, &bad) {
			t.Errorf("%s cut off: got %v", format, got.err)
		}
	}
}

// Without a call_id whole rows are compared, also the fields nobody asked for.
func TestTablesWithoutCallID(t *testing.T) {
	dir := t.TempDir()
	const head = "start_time,end_time,hangup_cause,account_id,caller_id_number\n"
	const row = "2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,"
	fields := []cdr.Field{cdr.StartTime, cdr.EndTime, cdr.HangupCause, cdr.AccountID, cdr.CallerIDNumber}
	table := func(name, rows string) string {
		csv := write(t, dir, name+".csv", head+rows)
		return write(t, dir, name+".parquet", converted(t, csv, columnar.Parquet, fields...))
	}
	got := readRows(options(), 1<<20, table("a", row+"1\n"), table("b", row+"1\n"+row+"2\n"))
	if got.err != nil || len(got.rows) != 2 || got.report.Files[1].Duplicates != 1 {
		t.Errorf("got %v", got)
	}
}

// counts gives saved counts: n events of a cause in one second.
func counts(t testing.TB, second uint32, cause string, n uint64, sources ...count.Source) string {
	t.Helper()
	set := &count.Set{
		Groups: []count.Group{{Second: second, N: n}}, Causes: []string{cause}, Accounts: []string{"acme"}, Gateways: []string{""},
		Totals: count.Totals{Accepted: n, First: second, Last: second},
	}
	var out bytes.Buffer
	if err := columnar.WriteCountsParquet(&out, set, count.Meta{Totals: set.Totals, Sources: sources}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestSavedCounts(t *testing.T) {
	dir := t.TempDir()
	csv := write(t, dir, "a.csv", header+"c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n")
	of := func(name string, rows uint64) count.Source {
		return count.Source{Name: name, Dialect: "kazoo", Rows: rows, Accepted: rows}
	}
	one := write(t, dir, "one.parquet", counts(t, 1773144009, "A", 5, of("x.csv", 3), of("y.csv", 2)))
	other := write(t, dir, "other.parquet", counts(t, 1773144010, "A", 5, of("x.csv", 3), of("z.csv", 2)))
	text := write(t, dir, "two.csv.gz", gzipOf(t, "second,cause,account,n\n1773144011,B,acme,7\n"))
	got := readRows(options(), 1<<20, csv, one, other, text)
	if got.err != nil || len(got.rows) != 1 || len(got.report.Saved) != 3 {
		t.Fatal(got)
	}
	var names []string
	for _, f := range got.report.Files {
		names = append(names, f.Name)
	}
	if want := []string{csv, "x.csv", "y.csv", "x.csv", "z.csv", text}; !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
	if s := got.report.Saved[2]; s.Name != text || s.Set.Events() != 7 {
		t.Errorf("got %+v", s)
	}

	self := readRows(options(), 1<<20, csv).report.Files[0]
	for what, paths := range map[string][]string{
		"a copy":          {one, write(t, dir, "copy.parquet", counts(t, 1773144009, "A", 5))},
		"its own source":  {write(t, dir, "own.parquet", counts(t, 1773144009, "A", 1, self)), csv},
		"a common source": {one, write(t, dir, "common.parquet", counts(t, 1773144009, "B", 9, of("y.csv", 2)))},
	} {
		if err := readRows(options(), 1<<20, paths...).err; err == nil || !strings.Contains(fmt.Sprint(err), "the same source twice") {
			t.Errorf("%s: got %v", what, err)
		}
	}
}

// A Parquet file that is cut off while it is read says so, whether its pages are
// mapped or read.
func TestTableThatShrinks(t *testing.T) {
	type row struct {
		End   int64  `parquet:"end_time,timestamp(microsecond),plain"`
		Cause string `parquet:"hangup_cause,dict"`
	}
	for _, n := range []int{2_000, 60_000} {
		rows := make([]row, n)
		for i := range rows {
			rows[i] = row{1_773_137_988_000_000 + int64(i*i), "USER_BUSY"}
		}
		var file bytes.Buffer
		if err := parquet.Write(&file, rows, parquet.MaxRowsPerRowGroup(int64(n/3)), parquet.PageBufferSize(1<<20)); err != nil {
			t.Fatal(err)
		}
		path := write(t, t.TempDir(), "legs.parquet", file.String())
		opt := options()
		opt.Workers = 1
		opt.Progress = func(int64) {
			if err := os.Truncate(path, 50); err != nil {
				t.Error(err)
			}
		}
		_, _, err := countAll(t, opt, path)
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, "the file changed while it was read") || bad.Hint == "" {
			t.Errorf("%d rows: %v", n, err)
		}
	}
}
