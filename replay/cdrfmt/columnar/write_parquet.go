package columnar

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// parquetWriter writes CDRs as Parquet.
type parquetWriter struct {
	table   *table
	shape   cdr.Shape
	columns []*cdr.Column
	dicts   []*cdr.Dict // of columns that had to be completed
	// names are those of the Dicts met, as values, by column.
	names []map[*cdr.Dict][]parquet.Value
}

func newParquetWriter(w io.Writer, s cdr.Shape) *parquetWriter {
	p := &parquetWriter{shape: s, columns: make([]*cdr.Column, len(s.Fields)), names: make([]map[*cdr.Dict][]parquet.Value, len(s.Fields))}
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
	return p.table.fill(b.Rows, p.rows)
}

// rows gives a slab rows of its column.
func (p *parquetWriter) rows(s *slab, column, from, to int) {
	c, f := p.columns[column], p.shape.Fields[column]
	level, nullLevel := 0, parquet.NullValue().Level(0, 0, column)
	if s.optional {
		level = 1
	}
	var names []parquet.Value
	if f.Kind() == cdr.Code {
		names = p.namesOf(column, level, c.Dict)
	}
	for i := from; i < to; i++ {
		if c.IsNull(i) {
			s.values = append(s.values, nullLevel)
			continue
		}
		var v parquet.Value
		switch f.Kind() {
		case cdr.Text:
			start := len(s.bytes)
			s.bytes = append(s.bytes, c.Text(i)...)
			v = parquet.ByteArrayValue(s.bytes[start:])
		case cdr.Code:
			s.values = append(s.values, names[c.Codes[i]])
			continue
		case cdr.Float:
			v = parquet.FloatValue(c.Floats[i])
		default:
			v = wholeValue(f, c.Ints[i])
		}
		s.values = append(s.values, v.Level(0, level, column))
	}
}

// namesOf are the names of a Dict as values of a column, by code.
func (p *parquetWriter) namesOf(column, level int, d *cdr.Dict) []parquet.Value {
	known := p.names[column][d]
	if known == nil && len(p.names[column]) >= maxDicts || p.names[column] == nil {
		p.names[column] = map[*cdr.Dict][]parquet.Value{}
	}
	for code := len(known); code < d.Len(); code++ {
		known = append(known, parquet.ByteArrayValue([]byte(d.Name(uint32(code)))).Level(0, level, column))
	}
	p.names[column][d] = known
	return known
}

// wholeValue is a value of a field of whole numbers.
func wholeValue(f cdr.Field, x int64) parquet.Value {
	switch f {
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
