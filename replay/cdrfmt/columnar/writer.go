package columnar

import (
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Format is a form of canonical CDR files.
type Format uint8

const (
	// CSV has a header of canonical names, commas and line feeds; RFC 4180.
	CSV Format = iota
	// Parquet is compressed with zstd, in row groups of 262,144 rows.
	Parquet
	// Arrow is the stream form of Arrow IPC. Its dictionaries may grow from
	// batch to batch, which the file form does not allow.
	Arrow
)

// String is the format's name.
func (f Format) String() string { return [...]string{"csv", "parquet", "arrow"}[f] }

// Writer writes batches of CDRs. The bytes depend on the rows alone, for
// Parquet not even on how they are cut into batches.
type Writer interface {
	// Write adds the rows of a batch. A field that the batch lacks is null; it
	// is an error if the canonical schema does not let it be null.
	Write(b *cdr.Batch) error
	// Close ends the file. The underlying writer stays open.
	Close() error
}

// NewWriter writes the fields, in their order, as columns of w.
func NewWriter(format Format, w io.Writer, fields []cdr.Field) (Writer, error) {
	s := cdr.Shape{Fields: fields}
	switch format {
	case CSV:
		return newCSVWriter(w, fields)
	case Parquet:
		return newParquetWriter(w, s), nil
	case Arrow:
		return newArrowWriter(w, s, nil), nil
	}
	return nil, fmt.Errorf("format %d is none of csv, parquet, arrow", format)
}

// fixedWords stand in required word fields where a source does not know.
var fixedWords = map[cdr.Field]string{
	cdr.CallID:      "",
	cdr.Leg:         "unknown",
	cdr.Direction:   "unknown",
	cdr.CauseSource: "none",
	cdr.SrcFile:     "",
	cdr.Dialect:     "",
}

// completed is a column of n rows of field f as the canonical schema wants
// it: c, or a copy without nulls for a field that has a word for "not known";
// codes of such a copy are those of dict. It is an error if another required
// field has a null.
func completed(c *cdr.Column, f cdr.Field, nullable bool, n int, dict *cdr.Dict) (*cdr.Column, error) {
	if c == nil {
		c = cdr.NewColumn(f)
		for range n {
			c.AppendNull(f.Kind())
		}
	}
	if nullable || c.Nulls(n) == 0 {
		return c, nil
	}
	word, isWord := fixedWords[f]
	full := cdr.NewColumn(f)
	if f.Kind() == cdr.Code {
		full.Dict = dict
	}
	for i := range n {
		null := c.IsNull(i)
		if null && !isWord && f != cdr.RowFlags {
			return nil, fmt.Errorf("%s: found null in row %d of a batch, wanted a value: leave the field out", f, i+1)
		}
		switch {
		case f.Kind() == cdr.Text && null:
			full.AppendText([]byte(word))
		case f.Kind() == cdr.Text:
			full.AppendText(c.Text(i))
		case f.Kind() == cdr.Code && null:
			full.AppendName(word)
		case f.Kind() == cdr.Code:
			full.AppendName(c.Name(i))
		case null:
			full.AppendInt(0)
		default:
			full.AppendInt(c.Ints[i])
		}
	}
	return full, nil
}
