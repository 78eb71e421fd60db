package columnar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/canonical"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// patched is a file in memory.
type patched struct{ bytes.Buffer }

func (p *patched) WriteAt(b []byte, off int64) (int, error) {
	return copy(p.Bytes()[off:], b), nil
}

var testAccounting = Accounting{Rows: 1 << 62, Accepted: 1<<62 - 2, Rejected: 1, Duplicates: 1, Filtered: 3, Joined: 4, Written: 1<<62 - 9, Pseudonymised: true}

// inCuts writes rows as a file, in batches of random lengths made by several
// readers, which have Dicts of their own.
func inCuts(t *testing.T, format Format, rng *rand.Rand, rows int) []byte {
	t.Helper()
	var out patched
	w, err := NewFileWriter(format, &out, cdr.FieldsOf(cdr.BillsecMs))
	if err != nil {
		t.Fatal(err)
	}
	parts := []*Part{w.NewPart(), w.NewPart()}
	dicts := [2][cdr.NumFields]*cdr.Dict{}
	for row := 0; row < rows; {
		n := min(rows-row, 1+rng.IntN(9000))
		reader := rng.IntN(2)
		b := &cdr.Batch{Rows: n}
		for f := range cdr.Field(cdr.NumFields) {
			c := cdr.NewColumn(f)
			if d := dicts[reader][f]; d != nil {
				c.Dict = d
			}
			dicts[reader][f] = c.Dict
			for i := row; i < row+n; i++ {
				appendTestValue(c, f, i)
			}
			b.SetColumn(f, c)
		}
		parts[reader].Encode(b)
		if err := parts[reader].Commit(); err != nil {
			t.Fatal(err)
		}
		row += n
	}
	if err := w.Finish(testAccounting); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// appendTestValue adds the value that row i has.
func appendTestValue(c *cdr.Column, f cdr.Field, i int) {
	x := i*7 + int(f)*3
	switch k := f.Kind(); {
	case (f.Nullable() || f == cdr.BillsecMs) && x%5 == 0:
		c.AppendNull(k)
	case k == cdr.Text:
		c.AppendText(fmt.Append(nil, "text ", x%1000))
	case k == cdr.Code:
		c.AppendName(fmt.Sprint("name", x%11))
	case k == cdr.Time:
		c.AppendInt(1773136800_000000 + int64(x)*1000)
	case k == cdr.Float:
		c.AppendFloat(float32(x) / 4)
	case f == cdr.LastAttempt || f == cdr.TimePrecision:
		c.AppendInt(int64(x % 2))
	default:
		c.AppendInt(int64(x % 100))
	}
}

// Where batches end and who made them does not show in a file.
func TestFileBytesDependOnRowsAlone(t *testing.T) {
	const rows = arrowRows + 5000
	for _, format := range []Format{CSV, Parquet, Arrow} {
		want := inCuts(t, format, rand.New(rand.NewPCG(1, 1)), rows)
		if got := inCuts(t, format, rand.New(rand.NewPCG(2, 2)), rows); !bytes.Equal(got, want) {
			t.Errorf("%s: other cuts, other bytes", format)
		}
	}
}

// What Arrow's own reader finds in a file: types, values, nulls, batches of a
// fixed length and the accounting.
func TestArrowFile(t *testing.T) {
	const rows = arrowRows + 500
	r, err := ipc.NewReader(bytes.NewReader(inCuts(t, Arrow, rand.New(rand.NewPCG(3, 3)), rows)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Release()
	text, _ := r.Schema().Metadata().GetValue(AccountingKey)
	var a Accounting
	if err := json.Unmarshal([]byte(text), &a); err != nil || a != testAccounting {
		t.Errorf("accounting %q: %v", text, err)
	}
	row := 0
	var sizes []int64
	for r.Next() {
		rec := r.Record()
		sizes = append(sizes, rec.NumRows())
		for f := range cdr.Field(cdr.NumFields) {
			field := r.Schema().Field(int(f))
			if field.Name != f.String() || field.Nullable != (f.Nullable() || f == cdr.BillsecMs) {
				t.Fatalf("column %d is %v", f, field)
			}
			column := rec.Column(int(f))
			for i := 0; i < column.Len(); i += 97 {
				want := cdr.NewColumn(f)
				appendTestValue(want, f, row+i)
				if column.IsNull(i) != want.IsNull(0) {
					t.Fatalf("%s row %d: null %v", f, row+i, column.IsNull(i))
				}
				if !column.IsNull(i) && f.Kind() == cdr.Code {
					got := column.ValueStr(i)
					if d, ok := column.(*array.Dictionary); ok {
						got = d.Dictionary().ValueStr(d.GetValueIndex(i))
					}
					if got != want.Name(0) {
						t.Fatalf("%s row %d: %s, want %s", f, row+i, got, want.Name(0))
					}
				}
			}
		}
		row += int(rec.NumRows())
	}
	if r.Err() != nil || row != rows || len(sizes) != 2 || sizes[0] != arrowRows {
		t.Errorf("%d rows in batches of %v, error %v", row, sizes, r.Err())
	}
}

// The schema of a Parquet file, as its reader prints it.
func TestParquetFile(t *testing.T) {
	data := inCuts(t, Parquet, rand.New(rand.NewPCG(4, 4)), 3000)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := f.Lookup(AccountingKey)
	var a Accounting
	if err := json.Unmarshal([]byte(text), &a); err != nil || a != testAccounting {
		t.Errorf("accounting %q: %v", text, err)
	}
	schema := f.Schema().String()
	for _, want := range []string{
		"required binary call_id (STRING)", "optional binary account_id (STRING)", "required binary leg (STRING)",
		"required int64 start_time (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS))",
		"optional int64 answer_time (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS))",
		"required int32 time_precision (INT(8,true))", "required int64 duration_ms (INT(64,true))",
		"optional int64 billsec_ms (INT(64,true))", // lacking
		"optional int32 sip_code (INT(16,true))", "optional boolean last_attempt", "optional float mos",
		"required int32 flags (INT(32,false))",
	} {
		if !strings.Contains(schema, want+";") {
			t.Errorf("no %s in\n%s", want, schema)
		}
	}
	_, got, err := readAll(data, 0, everything, 1000)
	if err != nil || len(got.rejects) > 0 {
		t.Fatal(err, len(got.rejects))
	}
	b := &cdr.Batch{Rows: 3000}
	for _, f := range canonical.Fields() {
		c := cdr.NewColumn(f)
		for i := range b.Rows {
			appendTestValue(c, f, i)
		}
		b.SetColumn(f, c)
	}
	sameRows(t, got.rows, rowsOf(canonical.Fields(), b))
}

// What goes only on cannot be patched.
func TestArrowFileNeedsWriterAt(t *testing.T) {
	if _, err := NewFileWriter(Arrow, new(bytes.Buffer), 0); err == nil {
		t.Error("no error")
	}
}
