package columnar

import (
	"bytes"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// TestRecords: each type as its export to text has it, rows numbered over all
// row groups, what has no text left out.
func TestRecords(t *testing.T) {
	type row struct {
		At     int64   `parquet:"at,timestamp(millisecond:utc)"`
		Local  int64   `parquet:"local,timestamp(microsecond:local)"`
		Zero   int64   `parquet:"zero,timestamp(millisecond)"`
		Whole  *int32  `parquet:"whole"`
		Big    uint64  `parquet:"big"`
		Single float32 `parquet:"single"`
		Double float64 `parquet:"double"`
		None   float64 `parquet:"none"`
		Cost   int64   `parquet:"cost,decimal(3:18)"`
		Last   bool    `parquet:"last"`
		Text   string  `parquet:"text,dict"`
		List   []int32 `parquet:"list"`
	}
	const atMs = 1773158461500
	four := int32(-4)
	first := row{atMs, atMs * 1000, 0, &four, math.MaxUint64, 4.1, 1773158461.25, math.NaN(), 61500, true, `say "hi", x`, []int32{1}}
	second := row{atMs, atMs*1000 + 1, 0, nil, 1, 1e9, 1e21, math.NaN(), -1, false, "", nil}
	data := parquetOf(t, []row{first, second, second}, parquet.MaxRowsPerRowGroup(1))
	s, err := Records("x", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	const wantColumns = "at local zero whole big single double none cost last text"
	if got := strings.Join(s.Columns, " "); got != wantColumns || !s.Table || s.Form != "Parquet as its export to text, 11 of 12 columns" {
		t.Errorf("columns %s, %s", got, s.Form)
	}
	want := []string{
		`2026-03-10T16:01:01.5Z|2026-03-10T16:01:01.5||-4|9223372036854775807|4.1|1773158461.25||61.5|true|say "hi", x`,
		`2026-03-10T16:01:01.5Z|2026-03-10T16:01:01.500001|||1|1000000000|1000000000000000000000||-0.001|false|`,
	}
	want = append(want, want[1])
	var b translate.Block
	if err := s.Open(nil, 0).Translate(&b); err != io.EOF {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(b.Text), "\x1f", "|"), "\n"), "\n")
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, r := range b.Rows {
		if raw := strings.ReplaceAll(want[i], "|", ","); r.Line != int64(i+1) || string(r.Raw) != raw || r.Verdict != translate.Leg {
			t.Errorf("row %d: %+v, raw %q, want %q", i+1, r, r.Raw, raw)
		}
	}
	if string(s.Sample.Text) != string(b.Text) {
		t.Errorf("sample %q", s.Sample.Text)
	}
}

// TestRecordsInBlocks: many rows make several blocks, in order.
func TestRecordsInBlocks(t *testing.T) {
	type row struct {
		Text string `parquet:"text"`
		N    int64  `parquet:"n"`
	}
	rows := make([]row, 9000)
	for i := range rows {
		rows[i] = row{strings.Repeat("x", 300), int64(i)}
	}
	data := parquetOf(t, rows, parquet.MaxRowsPerRowGroup(2500))
	s, err := Records("x", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	blocks, next := 0, int64(1)
	for tr, b := s.Open(nil, 0), new(translate.Block); err == nil; blocks++ {
		b.Reset()
		err = tr.Translate(b)
		for _, r := range b.Rows {
			if r.Line != next {
				t.Fatalf("row %d, want %d", r.Line, next)
			}
			next++
		}
	}
	if err != io.EOF || blocks < 2 || next != 9001 {
		t.Errorf("%d blocks up to row %d, %v", blocks, next-1, err)
	}
}
