package columnar

import (
	"bytes"
	"encoding/base64"

	"github.com/apache/arrow/go/v15/arrow/ipc"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
)

// arrowSchemaKey is the key of a Parquet file's metadata under which Arrow and
// Polars keep the schema that they had in memory: an IPC message in base64. It
// tells what Parquet's own types cannot.
const arrowSchemaKey = "ARROW:schema"

// spansOf are the ticks a second of the columns that hold lengths of time, for
// which Parquet has no type: they are stored as bare numbers. A schema that
// cannot be read says nothing.
func spansOf(f *pqread.File) map[string]int64 {
	text, ok := f.Metadata(arrowSchemaKey)
	if !ok {
		return nil
	}
	stream, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	spans := map[string]int64{}
	_ = guarded(func() error {
		r := bytes.NewReader(stream)
		if _, err := streamRows(r, r.Size()); err != nil {
			return err
		}
		s, err := ipc.NewReader(r, ipc.WithAllocator(cdr.BoundedAllocator{}))
		if err != nil {
			return err
		}
		defer s.Release()
		for _, field := range s.Schema().Fields() {
			if perSec := cdr.ArrowSpan(field.Type); perSec != 0 {
				spans[field.Name] = perSec
			}
		}
		return nil
	})
	return spans
}
