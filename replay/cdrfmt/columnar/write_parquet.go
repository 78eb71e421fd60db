package columnar

import (
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/parquet-go/parquet-go"
)

// parquetWriter writes CDRs as Parquet.
type parquetWriter struct {
	table   *table
	shape   cdr.Shape
	columns []*cdr.Column
	dicts   []*cdr.Dict // of columns that had to be completed
}

func newParquetWriter(w io.Writer, s cdr.Shape) *parquetWriter {
	p := &parquetWriter{shape: s, columns: make([]*cdr.Column, len(s.Fields))}
	var columns []tableColumn
	for _, f := range s.Fields {
		columns = append(columns, tableColumn{name: f.String(), node: parquetNode(f, s.Nullable(f))})
		p.dicts = append(p.dicts, cdr.NewDict())
	}
	p.table = newTable(w, columns)
	return p
}

// parquetNode is the field's column in the canonical schema.
func parquetNode(f cdr.Field, nullable bool) parquet.Node {
	var n parquet.Node
	switch f.Kind() {
	case cdr.Text:
		n = parquet.String()
	case cdr.Code:
		n = dictionaryText()
	case cdr.Time:
		n = parquet.Timestamp(parquet.Microsecond)
	case cdr.Float:
		n = parquet.Leaf(parquet.FloatType)
	default:
		n = parquetInt(f)
	}
	if nullable {
		n = parquet.Optional(n)
	}
	return n
}

func dictionaryText() parquet.Node { return parquet.Encoded(parquet.String(), &parquet.RLEDictionary) }

func parquetInt(f cdr.Field) parquet.Node {
	switch f {
	case cdr.TimePrecision:
		return parquet.Int(8)
	case cdr.HangupCauseCode, cdr.SIPCode, cdr.Attempt:
		return parquet.Int(16)
	case cdr.LastAttempt:
		return parquet.Leaf(parquet.BooleanType)
	case cdr.RowFlags:
		return parquet.Uint(32)
	}
	return parquet.Int(64)
}

// Write implements Writer.
func (p *parquetWriter) Write(b *cdr.Batch) error {
	for i, f := range p.shape.Fields {
		c, err := completed(b.Column(f), f, p.shape.Nullable(f), b.Rows, p.dicts[i])
		if err != nil {
			return err
		}
		p.columns[i] = c
	}
	return p.table.write(b.Rows, p.value)
}

// value is row i of a column.
func (p *parquetWriter) value(column, i int) parquet.Value {
	c, f := p.columns[column], p.shape.Fields[column]
	if c.IsNull(i) {
		return parquet.NullValue()
	}
	switch f.Kind() {
	case cdr.Text:
		return parquet.ByteArrayValue(c.Text(i))
	case cdr.Code:
		return parquet.ByteArrayValue([]byte(c.Name(i)))
	case cdr.Float:
		return parquet.FloatValue(c.Floats[i])
	}
	switch x := c.Ints[i]; f {
	case cdr.TimePrecision, cdr.HangupCauseCode, cdr.SIPCode, cdr.Attempt, cdr.RowFlags:
		return parquet.Int32Value(int32(x))
	case cdr.LastAttempt:
		return parquet.BooleanValue(x != 0)
	default:
		return parquet.Int64Value(x)
	}
}

// Close implements Writer.
func (p *parquetWriter) Close() error {
	if err := p.table.close(); err != nil {
		return fmt.Errorf("writing Parquet: %w", err)
	}
	return nil
}
