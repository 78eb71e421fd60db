package columnar

import (
	"io"

	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// arrowWriter writes CDRs as an Arrow IPC stream, uncompressed: not every
// reader can do more, and Parquet is there for small files. Batches of several readers
// have Dicts of their own; here all codes of a field become those of one.
type arrowWriter struct {
	w      *ipc.Writer
	fields []cdr.Field
	dicts  []*cdr.Dict
	codes  []map[*cdr.Dict][]uint32 // by field and Dict: its codes in dicts
}

func newArrowWriter(w io.Writer, fields []cdr.Field) *arrowWriter {
	a := &arrowWriter{
		w:      ipc.NewWriter(w, ipc.WithSchema(cdr.Schema(fields)), ipc.WithAllocator(cdr.BoundedAllocator{})),
		fields: fields,
		dicts:  make([]*cdr.Dict, len(fields)),
		codes:  make([]map[*cdr.Dict][]uint32, len(fields)),
	}
	for i := range fields {
		a.dicts[i] = cdr.NewDict()
		a.codes[i] = map[*cdr.Dict][]uint32{}
	}
	return a
}

// Write implements Writer.
func (a *arrowWriter) Write(b *cdr.Batch) error {
	out := cdr.Batch{Rows: b.Rows}
	for i, f := range a.fields {
		c, err := completed(b.Column(f), f, b.Rows, a.dicts[i])
		if err != nil {
			return err
		}
		if f.Kind() == cdr.Code {
			c = a.recode(i, c, b.Rows)
		}
		out.SetColumn(f, c)
	}
	rec := out.RecordOf(a.fields, cdr.BoundedAllocator{})
	defer rec.Release()
	return a.w.Write(rec)
}

// recode is the column in terms of the writer's Dict.
func (a *arrowWriter) recode(i int, c *cdr.Column, rows int) *cdr.Column {
	if c.Dict == a.dicts[i] {
		return c
	}
	codes := a.codes[i][c.Dict]
	for code := len(codes); code < c.Dict.Len(); code++ {
		codes = append(codes, unknownCode)
	}
	a.codes[i][c.Dict] = codes
	out := &cdr.Column{Dict: a.dicts[i], Codes: make([]uint32, rows), Valid: c.Valid}
	for row, code := range c.Codes[:rows] {
		if c.IsNull(row) {
			continue
		}
		if codes[code] == unknownCode { // only names in use are written
			codes[code] = out.Dict.CodeOf(c.Dict.Name(code))
		}
		out.Codes[row] = codes[code]
	}
	return out
}

const unknownCode = ^uint32(0)

// Close implements Writer.
func (a *arrowWriter) Close() error { return a.w.Close() }
