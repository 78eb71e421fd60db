package pqread

import (
	"fmt"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// convertedNames are the annotations of the format's first version, by their
// number there.
var convertedNames = [...]string{
	"UTF8", "MAP", "MAP_KEY_VALUE", "LIST", "ENUM", "DECIMAL", "DATE", "TIME_MILLIS", "TIME_MICROS", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS",
	"UINT_8", "UINT_16", "UINT_32", "UINT_64", "INT_8", "INT_16", "INT_32", "INT_64", "JSON", "BSON", "INTERVAL",
}

// typeName is a column's type for messages.
func typeName(e *format.SchemaElement) string {
	name := e.Type.V.String()
	c := e.ConvertedType.V
	switch {
	case e.LogicalType.Value != nil:
		return name + " " + e.LogicalType.String()
	case !e.ConvertedType.Valid:
		return name
	case c == deprecated.Decimal:
		return fmt.Sprintf("%s DECIMAL(%d,%d)", name, e.Precision.V, e.Scale.V)
	case c >= 0 && int(c) < len(convertedNames):
		return name + " " + convertedNames[c]
	}
	return fmt.Sprintf("%s (converted type %d)", name, c)
}
