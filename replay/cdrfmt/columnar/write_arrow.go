package columnar

import (
	"io"

	"github.com/apache/arrow/go/v15/arrow/ipc"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// arrowRows is how many rows a record batch has.
const arrowRows = 1 << 14

// arrowWriter writes CDRs as an Arrow IPC stream, uncompressed: not every
// reader can do more, and Parquet is there for small files. Batches of several
// readers have Dicts of their own; here all codes of a field become those of
// one.
type arrowWriter struct {
	w      *ipc.Writer
	shape  cdr.Shape
	batch  cdr.Batch // rows that wait for more
	recode []recoder
}

func newArrowWriter(w io.Writer, s cdr.Shape, metadata map[string]string) *arrowWriter {
	a := &arrowWriter{
		w:      ipc.NewWriter(w, ipc.WithSchema(s.Schema(metadata)), ipc.WithAllocator(cdr.BoundedAllocator{})),
		shape:  s,
		recode: make([]recoder, len(s.Fields)),
	}
	for _, f := range s.Fields {
		a.batch.SetColumn(f, cdr.NewColumn(f))
	}
	return a
}

// Write implements Writer.
func (a *arrowWriter) Write(b *cdr.Batch) error {
	for from := 0; from < b.Rows; {
		to := min(b.Rows, from+arrowRows-a.batch.Rows)
		for i, f := range a.shape.Fields {
			c, err := completed(b.Column(f), f, a.shape.Nullable(f), b.Rows, a.batch.Column(f).Dict)
			if err != nil {
				return err
			}
			a.recode[i].appendRows(a.batch.Column(f), c, f.Kind(), from, to)
		}
		a.batch.Rows += to - from
		from = to
		if a.batch.Rows == arrowRows {
			if err := a.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *arrowWriter) flush() error {
	if a.batch.Rows == 0 {
		return nil
	}
	rec := a.batch.RecordOf(a.shape, cdr.BoundedAllocator{})
	defer rec.Release()
	err := a.w.Write(rec)
	a.batch.Reset()
	return err
}

// Close implements Writer.
func (a *arrowWriter) Close() error {
	if err := a.flush(); err != nil {
		return err
	}
	return a.w.Close()
}
