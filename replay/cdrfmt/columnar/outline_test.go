package columnar

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

type outlineRow struct {
	End     int64  `parquet:"end_time,timestamp(millisecond)"`
	Answer  *int64 `parquet:"answer_time,timestamp(microsecond)"`
	Billsec *int64 `parquet:"billsec_ms"`
	Cause   string `parquet:"hangup_cause,dict"`
}

// outlineOf is what an outline keeps of a part: which rows have an answer, and
// between which instants the legs ended.
func outlineOf(t *testing.T, data []byte, outline cdr.FieldSet) (parts []string, outlined cdr.FieldSet) {
	t.Helper()
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: replayNeeds, Want: cdr.FieldsOf(cdr.AnswerTime, cdr.BillsecMs)})
	if err != nil {
		t.Fatal(err)
	}
	outlined = f.Outline(outline)
	r := f.NewReader()
	for part := range f.Parts() {
		var first, last int64
		var answered []byte
		err := r.ReadPart(part, 100, func(b *cdr.Batch) error {
			for i, us := range b.Column(cdr.EndTime).Ints[:b.Rows] {
				if len(answered) == 0 {
					first, last = us, us
				}
				first, last = min(first, us), max(last, us)
				mark := byte('a')
				if b.Column(cdr.AnswerTime).IsNull(i) {
					mark = '-'
				}
				answered = append(answered, mark)
			}
			return nil
		}, func(row int64, column, reason, _ string) { t.Errorf("row %d, %s: %s", row, column, reason) })
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, fmt.Sprintf("%d to %d %s", first, last, answered))
	}
	return parts, outlined
}

// TestOutline compares outlines with what is read in full.
func TestOutline(t *testing.T) {
	times := cdr.FieldsOf(cdr.EndTime, cdr.AnswerTime)
	rng := rand.New(rand.NewPCG(7, 7))
	for _, codec := range []compress.Codec{
		&parquet.Uncompressed, &parquet.Snappy, &parquet.Zstd, &parquet.Gzip, &parquet.Brotli, &parquet.Lz4Raw,
	} {
		for pageBytes, most := range map[int]int{8 << 10: 5_000, 8 << 20: 40_000} {
			for version := 1; version <= 2; version++ {
				var file bytes.Buffer
				w := parquet.NewGenericWriter[outlineRow](&file, parquet.Compression(codec), parquet.PageBufferSize(pageBytes), parquet.DataPageVersion(version))
				for part := range 3 {
					rows := make([]outlineRow, []int{1 + rng.IntN(300), 1 + rng.IntN(2000), most}[part])
					for i := range rows {
						rows[i] = outlineRow{End: 1_773_137_988_000 + rng.Int64N(1e8), Cause: "NORMAL_CLEARING"}
						if part != 1 && rng.IntN(3) > 0 || i == 0 {
							answer := rows[i].End*1000 - rng.Int64N(1e9)
							rows[i].Answer = &answer
						}
					}
					if _, err := w.Write(rows); err != nil {
						t.Fatal(err)
					}
					if err := w.Flush(); err != nil { // a row group
						t.Fatal(err)
					}
				}
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				want, _ := outlineOf(t, file.Bytes(), 0)
				got, outlined := outlineOf(t, file.Bytes(), times)
				if outlined != times {
					t.Fatalf("%v v%d: outlined %v, want end and answer", codec, version, outlined)
				}
				for i := range want {
					if got[i] != want[i] {
						t.Fatalf("%v v%d, pages of %d bytes, part %d: got\n%.200s\nwant\n%.200s", codec, version, pageBytes, i, got[i], want[i])
					}
				}
			}
		}
	}
}

// TestOutlineUnsound: instants that stand for none, or out of range, are read.
func TestOutlineUnsound(t *testing.T) {
	good := int64(1_773_137_988_000)
	for _, c := range []struct {
		name   string
		answer int64
		want   cdr.FieldSet
	}{
		{"good", good * 1000, cdr.FieldsOf(cdr.EndTime, cdr.AnswerTime)},
		{"0", 0, cdr.FieldsOf(cdr.EndTime)},
		{"before 2000", 946684800_000_000, cdr.FieldsOf(cdr.EndTime)},
		{"after 2106", maxUs, cdr.FieldsOf(cdr.EndTime)},
	} {
		data := parquetOf(t, []outlineRow{{End: good, Answer: &c.answer, Cause: "X"}, {End: good, Cause: "X"}})
		f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: replayNeeds, Want: cdr.FieldsOf(cdr.AnswerTime)})
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Outline(cdr.FieldsOf(cdr.EndTime, cdr.AnswerTime, cdr.HangupCause)); got != c.want {
			t.Errorf("%s: outlined %v, want %v", c.name, got, c.want)
		}
	}
	derived := parquetOf(t, []struct {
		Start    int64  `parquet:"start_time,timestamp(millisecond)"`
		Duration int64  `parquet:"duration_ms"`
		Cause    string `parquet:"hangup_cause"`
	}{{good, 1000, "X"}})
	f, err := Open("x", bytes.NewReader(derived), int64(len(derived)), Ask{Need: replayNeeds, Want: cdr.FieldsOf(cdr.StartTime)})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Outline(cdr.FieldsOf(cdr.EndTime, cdr.StartTime)); got != 0 {
		t.Errorf("an end that is computed: outlined %v, want nothing", got)
	}
}
