package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/csv"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/parquet-go/parquet-go"
)

// seenTable is a file of convert as a reader that is none of ours sees it.
type seenTable struct {
	columns []string
	rows    [][]seenCell
}

// seenCell is a value as text: instants in microseconds since 1970, floats by
// their bits.
type seenCell struct {
	text string
	null bool
}

func (c seenCell) String() string {
	if c.null {
		return "null"
	}
	return strconv.Quote(c.text)
}

func floatCell(f float32) seenCell { return numberCell(math.Float32bits(f)) }

func numberCell[T int8 | int16 | int32 | int64 | uint32](n T) seenCell {
	return seenCell{text: strconv.FormatInt(int64(n), 10)}
}

// seenInParquet is what the rows of parquet-go hold, whose decoders package
// pqread does without.
func seenInParquet(t *testing.T, path string) *seenTable {
	t.Helper()
	data := readWhole(t, path)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(path, err)
	}
	seen := &seenTable{}
	for _, column := range f.Schema().Columns() {
		seen.columns = append(seen.columns, strings.Join(column, "."))
	}
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		room := make([]parquet.Row, 100)
		for {
			n, err := rows.ReadRows(room)
			for _, row := range room[:n] {
				var cells []seenCell
				for _, v := range row {
					cells = append(cells, parquetCell(v))
				}
				seen.rows = append(seen.rows, cells)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(path, err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(path, err)
		}
	}
	return seen
}

func parquetCell(v parquet.Value) seenCell {
	if v.IsNull() {
		return seenCell{null: true}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return seenCell{text: strconv.FormatBool(v.Boolean())}
	case parquet.Int32:
		return numberCell(v.Int32())
	case parquet.Int64:
		return numberCell(v.Int64())
	case parquet.Float:
		return floatCell(v.Float())
	}
	return seenCell{text: string(v.ByteArray())}
}

// seenInArrow is what Arrow's reader of IPC streams finds, and its schema.
func seenInArrow(t *testing.T, path string) (*seenTable, *arrow.Schema) {
	t.Helper()
	r, err := ipc.NewReader(bytes.NewReader(readWhole(t, path)))
	if err != nil {
		t.Fatal(path, err)
	}
	defer r.Release()
	seen := &seenTable{}
	for _, f := range r.Schema().Fields() {
		seen.columns = append(seen.columns, f.Name)
	}
	for r.Next() {
		seen.add(r.Record())
	}
	if r.Err() != nil {
		t.Fatal(path, r.Err())
	}
	return seen, r.Schema()
}

// seenInCSV is what Arrow's reader of CSV finds, with the types of a schema. It
// tells no empty text from null, and reads a line end in a text as \n.
func seenInCSV(t *testing.T, path string, schema *arrow.Schema) *seenTable {
	t.Helper()
	var fields []arrow.Field
	for _, f := range schema.Fields() {
		if _, coded := f.Type.(*arrow.DictionaryType); coded {
			f.Type = arrow.BinaryTypes.String
		}
		f.Nullable = true
		fields = append(fields, f)
	}
	data := readWhole(t, path)
	r := csv.NewReader(bytes.NewReader(data), arrow.NewSchema(fields, nil), csv.WithHeader(true), csv.WithNullReader(true, ""), csv.WithChunk(100))
	defer r.Release()
	header, _, _ := strings.Cut(string(data), "\n")
	seen := &seenTable{columns: strings.Split(header, ",")}
	for r.Next() {
		seen.add(r.Record())
	}
	if err := r.Err(); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(path, err)
	}
	return seen
}

// add appends the rows of an Arrow record.
func (s *seenTable) add(rec arrow.Record) {
	for row := range int(rec.NumRows()) {
		var cells []seenCell
		for _, column := range rec.Columns() {
			cells = append(cells, arrowCell(column, row))
		}
		s.rows = append(s.rows, cells)
	}
}

func arrowCell(column arrow.Array, row int) seenCell {
	if column.IsNull(row) {
		return seenCell{null: true}
	}
	switch a := column.(type) {
	case *array.Dictionary:
		return arrowCell(a.Dictionary(), a.GetValueIndex(row))
	case *array.String:
		return seenCell{text: strings.Clone(a.Value(row))}
	case *array.Timestamp:
		return numberCell(int64(a.Value(row)) * int64(a.DataType().(*arrow.TimestampType).Unit.Multiplier()) / 1000)
	case *array.Boolean:
		return seenCell{text: strconv.FormatBool(a.Value(row))}
	case *array.Float32:
		return floatCell(a.Value(row))
	case *array.Int8:
		return numberCell(a.Value(row))
	case *array.Int16:
		return numberCell(a.Value(row))
	case *array.Int64:
		return numberCell(a.Value(row))
	case *array.Uint32:
		return numberCell(a.Value(row))
	}
	return seenCell{text: fmt.Sprintf("a value of type %s", column.DataType())}
}

// asInCSV is what is left of a table in the eyes of seenInCSV.
func (s *seenTable) asInCSV() *seenTable {
	out := &seenTable{columns: s.columns}
	for _, row := range s.rows {
		var cells []seenCell
		for _, c := range row {
			c.text = strings.ReplaceAll(c.text, "\r\n", "\n")
			cells = append(cells, seenCell{c.text, c.null || c.text == ""})
		}
		out.rows = append(out.rows, cells)
	}
	return out
}

// differences are where two tables differ, value by value.
func (s *seenTable) differences(other *seenTable) (list []string) {
	if a, b := fmt.Sprint(s.columns), fmt.Sprint(other.columns); a != b {
		return []string{"columns " + a + " and " + b}
	}
	if a, b := len(s.rows), len(other.rows); a != b {
		return []string{fmt.Sprintf("%d and %d rows", a, b)}
	}
	for i, row := range s.rows {
		if len(row) != len(s.columns) || len(other.rows[i]) != len(s.columns) {
			list = append(list, fmt.Sprintf("row %d: %d and %d values in %d columns", i, len(row), len(other.rows[i]), len(s.columns)))
			continue
		}
		for j, c := range row {
			if o := other.rows[i][j]; c != o {
				list = append(list, fmt.Sprintf("row %d: %s: %s and %s", i, s.columns[j], c, o))
			}
		}
	}
	return list
}

func readWhole(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
