package columnar

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// allFields are the fields of the canonical schema, in order.
func allFields() []cdr.Field {
	var list []cdr.Field
	for f := range cdr.Field(cdr.NumFields) {
		list = append(list, f)
	}
	return list
}

// anyOf draws from a few values, as fields that repeat do.
func anyOf(rng *rand.Rand, values ...string) string { return values[rng.IntN(len(values))] }

// appendRandom adds a value or a null to a column of a valid canonical batch.
func appendRandom(rng *rand.Rand, c *cdr.Column, f cdr.Field) {
	if f.Nullable() && rng.IntN(4) == 0 {
		c.AppendNull(f.Kind())
		return
	}
	switch f.Kind() {
	case cdr.Text:
		c.AppendText([]byte(anyOf(rng, "", "+49 30 1234", `a,"b"`, "Zoë", "line\nbreak", fmt.Sprintf("id-%d", rng.Uint64()))))
	case cdr.Code:
		c.AppendName(anyOf(rng, "NORMAL_CLEARING", "USER_BUSY", "", "a b", fmt.Sprintf("acct%d", rng.IntN(300))))
	case cdr.Time:
		c.AppendInt(1.7e15 + rng.Int64N(1e13))
	case cdr.Float:
		c.AppendFloat(float32(rng.IntN(500)) / 100)
	default:
		most := int64(1e6)
		if b, ok := ranges[f]; ok {
			most = b[1]
		}
		c.AppendInt(rng.Int64N(most + 1))
	}
}

// randomBatch has all fields and valid values.
func randomBatch(rng *rand.Rand, rows int) *cdr.Batch {
	b := &cdr.Batch{Rows: rows}
	for _, f := range allFields() {
		c := cdr.NewColumn(f)
		for range rows {
			appendRandom(rng, c, f)
		}
		b.SetColumn(f, c)
	}
	return b
}

// cell shows a value; every field has one form for it.
func cell(b *cdr.Batch, f cdr.Field, i int) string {
	c := b.Column(f)
	switch {
	case c == nil:
		return "absent"
	case c.IsNull(i):
		return "null"
	}
	switch f.Kind() {
	case cdr.Text:
		return fmt.Sprintf("%q", c.Text(i))
	case cdr.Code:
		return fmt.Sprintf("%q", c.Name(i))
	case cdr.Float:
		return fmt.Sprint(c.Floats[i])
	}
	return fmt.Sprint(c.Ints[i])
}

// table of the rows of batches: one string a row.
func rowsOf(fields []cdr.Field, batches ...*cdr.Batch) []string {
	var rows []string
	for _, b := range batches {
		for i := range b.Rows {
			var row []byte
			for _, f := range fields {
				row = fmt.Appendf(row, "%s=%s ", f, cell(b, f, i))
			}
			rows = append(rows, string(row))
		}
	}
	return rows
}

// written is a file of the batches.
func written(t testing.TB, format Format, fields []cdr.Field, batches ...*cdr.Batch) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(format, &out, fields)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range batches {
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// reading is what a file gives.
type reading struct {
	rows    []string
	rejects []string
}

// readAll reads all parts of a file in batches of batchRows.
func readAll(data []byte, need, want cdr.FieldSet, batchRows int) (*File, reading, error) {
	var got reading
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: need, Want: want})
	if err != nil {
		return nil, got, err
	}
	defer f.Close()
	var fields []cdr.Field
	for _, field := range allFields() {
		if f.Fields().Has(field) {
			fields = append(fields, field)
		}
	}
	r := f.NewReader()
	for i := range f.Parts() {
		err := r.ReadPart(i, batchRows, func(b *cdr.Batch) error {
			got.rows = append(got.rows, rowsOf(fields, b)...)
			return nil
		}, func(row int64, column, reason, raw string) {
			got.rejects = append(got.rejects, fmt.Sprintf("%d %s: %s [%s]", row, column, reason, raw))
		})
		if err != nil {
			return f, got, err
		}
	}
	return f, got, nil
}

// sameRows compares tables of rows.
func sameRows(t *testing.T, got, want []string) {
	t.Helper()
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("row %d:\n got %s\nwant %s", i+1, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
}

var everything = cdr.FieldsOf(allFields()...)
