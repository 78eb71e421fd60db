package columnar

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// lackingRow is a leg of which single rows lack times. Its instants are in
// milliseconds.
type lackingRow struct {
	Start    *int64 `parquet:"start_time,timestamp(millisecond)"`
	Progress *int64 `parquet:"progress_time,timestamp(millisecond)"`
	End      int64  `parquet:"end_time,timestamp(millisecond)"`
	Duration *int64 `parquet:"duration_ms"`
}

func ref(x int64) *int64 { return &x }

const noonMs = 1_773_144_000_000

var lackingRows = []lackingRow{
	{ref(noonMs), ref(noonMs + 2000), noonMs + 42_000, ref(41_000)},
	{nil, ref(noonMs + 2000), noonMs + 42_000, ref(41_000)},
	{nil, nil, noonMs + 42_000, nil},
	{ref(noonMs + 3000), ref(noonMs + 2000), noonMs + 1000, nil},
	{nil, nil, noonMs, ref(-5)},
	{nil, nil, noonMs, ref(maxDurationMs + 1)},
}

// What a row lacks follows from its other values, which are no reason to reject
// or flag it where nobody asked for them.
func TestRowsThatLack(t *testing.T) {
	data := parquetOf(t, lackingRows)
	for _, c := range []struct {
		want cdr.FieldSet
		rows string
	}{
		{cdr.FieldsOf(cdr.StartTime), `
start_time=1773144000000000 end_time=1773144042000000 flags=0
start_time=1773144001000000 end_time=1773144042000000 flags=0
start_time=null end_time=1773144042000000 flags=0
start_time=1773144003000000 end_time=1773144001000000 flags=0
start_time=1773144000000000 end_time=1773144000000000 flags=0
start_time=null end_time=1773144000000000 flags=0`},
		{cdr.FieldsOf(cdr.ProgressMs), `
end_time=1773144042000000 progress_ms=2000 flags=0
end_time=1773144042000000 progress_ms=1000 flags=0
end_time=1773144042000000 progress_ms=null flags=0
end_time=1773144001000000 progress_ms=0 flags=8
end_time=1773144000000000 progress_ms=null flags=0
end_time=1773144000000000 progress_ms=null flags=0`},
		{cdr.FieldsOf(cdr.StartTime, cdr.DurationMs), `
start_time=1773144000000000 end_time=1773144042000000 duration_ms=41000 flags=0
start_time=1773144001000000 end_time=1773144042000000 duration_ms=41000 flags=0
start_time=null end_time=1773144042000000 duration_ms=null flags=0
start_time=1773144003000000 end_time=1773144001000000 duration_ms=0 flags=8
start_time=1773144000000000 end_time=1773144000000000 duration_ms=0 flags=8`}, // the last is rejected: the duration was asked for
	} {
		_, got, err := readAll(data, cdr.FieldsOf(cdr.EndTime), c.want, 4)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.rows {
			got.rows[i] = strings.TrimSpace(got.rows[i])
		}
		if rows := "\n" + strings.Join(got.rows, "\n"); rows != c.rows {
			t.Errorf("%b:%s\nwant:%s", c.want, rows, c.rows)
		}
		if rejected := len(lackingRows) - len(got.rows); len(got.rejects) != rejected || rejected > 0 != c.want.Has(cdr.DurationMs) {
			t.Errorf("%b: rejects %v", c.want, got.rejects)
		}
	}
}

// An end that follows but lies in no year that is read rejects the row.
func TestDerivedEndOutsideYears(t *testing.T) {
	type row struct {
		Start    int64 `parquet:"start_time,timestamp(millisecond)"`
		Duration int64 `parquet:"duration_ms"`
	}
	data := parquetOf(t, []row{{noonMs, 1000}, {noonMs, maxDurationMs}, {noonMs, 2000}})
	_, got, err := readAll(data, cdr.FieldsOf(cdr.EndTime), 0, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.rows) != 2 || len(got.rejects) != 1 || !strings.Contains(got.rejects[0], "outside 1970..2106") {
		t.Errorf("rows %q, rejects %q", got.rows, got.rejects)
	}
}

// A column that may lack values is told by the file, so that no other is read
// for one that lacks none.
func TestMayLack(t *testing.T) {
	full := append([]lackingRow(nil), lackingRows...)
	for i := range full {
		full[i].Start = ref(noonMs)
	}
	type required struct {
		Start    int64  `parquet:"start_time,timestamp(millisecond)"`
		End      int64  `parquet:"end_time,timestamp(millisecond)"`
		Duration *int64 `parquet:"duration_ms"`
	}
	early := append([]lackingRow(nil), full...)
	early[1].Start = ref(0) // which stands for none
	for _, c := range []struct {
		name  string
		data  []byte
		lacks bool
	}{
		{"nulls", parquetOf(t, lackingRows), true},
		{"no nulls", parquetOf(t, full), false},
		{"no nulls can be", parquetOf(t, []required{{noonMs, noonMs, nil}}), false},
		{"zeros", parquetOf(t, early), true},
		{"nulls in the second part", parquetOf(t, append(append([]lackingRow(nil), full...), lackingRows...), parquet.MaxRowsPerRowGroup(int64(len(full)))), true},
		{"no statistics", parquetOf(t, full, parquet.SkipPageBounds("start_time")), true},
	} {
		f, err := Open("x", bytes.NewReader(c.data), int64(len(c.data)), Ask{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime)})
		if err != nil {
			t.Fatal(err)
		}
		if lacks := f.plan.filled.Has(cdr.StartTime); lacks != c.lacks {
			t.Errorf("%s: may lack a start: %v", c.name, lacks)
		}
		if spare := f.plan.spare.Has(cdr.DurationMs); spare != c.lacks {
			t.Errorf("%s: a duration is read: %v", c.name, spare)
		}
	}
}
