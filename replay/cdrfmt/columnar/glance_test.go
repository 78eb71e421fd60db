package columnar

import (
	"bytes"
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
