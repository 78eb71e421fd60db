package golden

import (
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Row is the values of a row that are not null, a line each, apart from the
// file's own name, place and dialect.
func Row(b *cdr.Batch, row int) string {
	var out strings.Builder
	for f := range cdr.Field(cdr.NumFields) {
		c := b.Column(f)
		if c == nil || c.IsNull(row) || f == cdr.SrcFile || f == cdr.SrcLine || f == cdr.Dialect {
			continue
		}
		fmt.Fprintf(&out, "  %s: %s\n", f, Value(c, f, row))
	}
	return out.String()
}

// Value is a value that is not null: a time in RFC 3339, flags by their names.
func Value(c *cdr.Column, f cdr.Field, row int) string {
	switch {
	case f == cdr.RowFlags:
		return cdr.Flags(c.Ints[row]).String()
	case f.Kind() == cdr.Code:
		return c.Name(row)
	case f.Kind() == cdr.Text:
		return string(c.Text(row))
	case f.Kind() == cdr.Time:
		return time.UnixMicro(c.Ints[row]).UTC().Format(time.RFC3339Nano)
	case f.Kind() == cdr.Float:
		return fmt.Sprint(c.Floats[row])
	}
	return fmt.Sprint(c.Ints[row])
}
