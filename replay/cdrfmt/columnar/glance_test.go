package columnar

import (
	"bytes"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestGlance: durations are read only where the file does not say that none is
// negative, and those that are get their flag.
func TestGlance(t *testing.T) {
	type row struct {
		End      int64  `parquet:"end_time,timestamp(microsecond)"`
		Cause    string `parquet:"hangup_cause"`
		Duration int64  `parquet:"duration_ms"`
	}
	for _, c := range []struct {
		durations []int64
		read      bool
	}{{[]int64{0, 5, 7}, false}, {[]int64{0, -5, 7}, true}} {
		var file bytes.Buffer
		w := parquet.NewGenericWriter[row](&file)
		for i, d := range c.durations {
			if _, err := w.Write([]row{{1_773_137_988_000_000 + int64(i), "X", d}}); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil { // a row group each
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		f, err := Open("x", bytes.NewReader(file.Bytes()), int64(file.Len()), Ask{Need: replayNeeds, Glance: cdr.FieldsOf(cdr.DurationMs, cdr.MOS)})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Fields().Has(cdr.DurationMs); got != c.read {
			t.Errorf("%v: durations read: %v, want %v", c.durations, got, c.read)
		}
		clamped := 0
		r := f.NewReader()
		for part := range f.Parts() {
			err := r.ReadPart(part, 10, func(b *cdr.Batch) error {
				for _, flags := range b.Column(cdr.RowFlags).Ints {
					if cdr.Flags(flags)&cdr.FlagNegativeClamped != 0 {
						clamped++
					}
				}
				return nil
			}, func(row int64, column, reason, _ string) { t.Errorf("row %d, %s: %s", row, column, reason) })
			if err != nil {
				t.Fatal(err)
			}
		}
		if want := map[bool]int{true: 1}[c.read]; clamped != want {
			t.Errorf("%v: %d clamped, want %d", c.durations, clamped, want)
		}
	}
}

// What rows are compared by is read whatever its type says of it, and a value
// that breaks a rule is no reason to reject or flag its row.
func TestCompared(t *testing.T) {
	type row struct {
		End      int64  `parquet:"end_time,timestamp(microsecond)"`
		Cause    string `parquet:"hangup_cause"`
		CallID   string `parquet:"call_id"`
		Duration int64  `parquet:"duration_ms"`
		Attempt  uint32 `parquet:"attempt"`
	}
	const end = 1_773_137_988_000_000
	data := parquetOf(t, []row{{end, "X", "a", 9000, 2}, {end, "X", "b\x00", 1 << 60, 70_000}, {end, "X", "Zo\xeb", -3, 1}})
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: replayNeeds, Compared: cdr.FieldsOf(cdr.CallID, cdr.DurationMs, cdr.Attempt, cdr.StartTime)})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []string
	err = f.NewReader().ReadPart(0, 10, func(b *cdr.Batch) error {
		got = append(got, rowsOf([]cdr.Field{cdr.CallID, cdr.DurationMs, cdr.Attempt, cdr.RowFlags}, b)...)
		return nil
	}, func(row int64, column, reason, _ string) { t.Errorf("row %d, %s: %s", row, column, reason) })
	want := []string{`call_id="a" duration_ms=9000 attempt=2 flags=0 `, "call_id=null duration_ms=null attempt=null flags=0 ", `call_id="Zoë" duration_ms=0 attempt=1 flags=0 `}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q %v, want %q", got, err, want)
	}
}
