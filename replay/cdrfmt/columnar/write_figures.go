package columnar

import (
	"io"

	"github.com/parquet-go/parquet-go"
)

// FigureKind is what a column of figures holds.
type FigureKind uint8

const (
	// FigureText is UTF-8 text.
	FigureText FigureKind = iota
	// FigureWhole is an int64.
	FigureWhole
	// FigureReal is a float64.
	FigureReal
	// FigureInstant is an instant in microseconds since 1970 UTC.
	FigureInstant
)

// FigureColumn is a column of a table of figures; any value may be null.
type FigureColumn struct {
	Name string
	Kind FigureKind
}

// Figure is one value of such a table.
type Figure struct {
	// Null: there is no value, whatever the others say.
	Null bool
	Text string  // FigureText
	Int  int64   // FigureWhole and FigureInstant
	Real float64 // FigureReal
}

// WriteFigures writes a table of figures as Parquet: n rows, row i of a
// column being at(column, i). The bytes depend on nothing else.
func WriteFigures(w io.Writer, columns []FigureColumn, n int, at func(column, i int) Figure) error {
	list := make([]tableColumn, len(columns))
	for i, c := range columns {
		list[i] = tableColumn{name: c.Name, node: parquet.Optional(figureNode(c.Kind))}
	}
	t := newTable(w, list)
	err := t.write(n, func(column, i int) parquet.Value {
		f := at(column, i)
		switch kind := columns[column].Kind; {
		case f.Null:
			return parquet.NullValue()
		case kind == FigureText:
			return parquet.ByteArrayValue([]byte(f.Text))
		case kind == FigureReal:
			return parquet.DoubleValue(f.Real)
		}
		return parquet.Int64Value(f.Int)
	})
	if err != nil {
		return err
	}
	return t.close()
}

func figureNode(k FigureKind) parquet.Node {
	switch k {
	case FigureText:
		return dictionaryText()
	case FigureReal:
		return parquet.Leaf(parquet.DoubleType)
	case FigureInstant:
		return parquet.Timestamp(parquet.Microsecond)
	}
	return parquet.Int(64)
}
