package columnar

import (
	"bytes"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
)

// What WriteFigures writes is read back, nulls included, and again the same.
func TestWriteFigures(t *testing.T) {
	columns := []FigureColumn{{"gateway", FigureText}, {"legs", FigureWhole}, {"asr_pct", FigureReal}, {"first", FigureInstant}}
	const n = slabRows + 10
	at := func(column, i int) Figure {
		f := Figure{Null: (i+column)%5 == 0, Text: "carrier-" + string(rune('a'+i%7)), Int: int64(i) * 1e12, Real: float64(i) / 3}
		return f
	}
	write := func() []byte {
		var b bytes.Buffer
		if err := WriteFigures(&b, columns, n, at); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	data := write()
	if !bytes.Equal(data, write()) {
		t.Error("two writings differ")
	}
	f, err := pqread.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	leaves := make([]int, len(columns))
	for i, c := range columns {
		leaves[i] = i
		if l := f.Leaves[i]; l.Name != c.Name || c.Kind == FigureInstant && l.TicksPerSec != 1e6 {
			t.Errorf("column %d is %+v, want %s", i, l, c.Name)
		}
	}
	vectors := make([]cdr.Vector, len(columns))
	scanner := f.NewScanner(leaves, make([]*cdr.Dict, len(columns)))
	if err := scanner.Start(0); err != nil {
		t.Fatal(err)
	}
	row := 0
	for {
		got, err := scanner.Next(1000, vectors)
		if err != nil {
			t.Fatal(err)
		}
		if got == 0 {
			break
		}
		for i := range got {
			for c := range columns {
				want := at(c, row)
				v := &vectors[c]
				switch {
				case v.IsNull(i) != want.Null:
					t.Fatalf("row %d, column %d: null %v", row, c, v.IsNull(i))
				case want.Null:
				case c == 0 && string(v.Text(i)) != want.Text, c == 2 && v.Floats[i] != want.Real, c%2 == 1 && v.Ints[i] != want.Int:
					t.Fatalf("row %d, column %d differs from %+v", row, c, want)
				}
			}
			row++
		}
	}
	if row != n {
		t.Errorf("%d rows, want %d", row, n)
	}
}

// A table without rows is a file too.
func TestWriteNoFigures(t *testing.T) {
	var b bytes.Buffer
	err := WriteFigures(&b, []FigureColumn{{"legs", FigureWhole}}, 0, func(int, int) Figure { return Figure{} })
	if err != nil {
		t.Fatal(err)
	}
	if f, err := pqread.Open(bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil || len(f.Leaves) != 1 {
		t.Error(f, err)
	}
}
