package columnar

import (
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
)

// parquetSource is a Parquet file; its parts are the row groups.
type parquetSource struct{ file *pqread.File }

func openParquet(r io.ReaderAt, size int64) (source, error) {
	f, err := pqread.Open(r, size)
	if err != nil {
		return nil, err
	}
	return parquetSource{f}, nil
}

func (s parquetSource) columns() []sourceColumn {
	list := make([]sourceColumn, len(s.file.Leaves))
	spans := spansOf(s.file)
	for i, l := range s.file.Leaves {
		c := sourceColumn{
			name: l.Name, typeName: l.Type,
			form: l.Form, ticksPerSec: l.TicksPerSec, readable: l.Readable, boolean: l.Boolean, local: l.Local, nonNegative: s.file.NonNegative(i),
			full: s.file.Full(i),
		}
		c.nulls = s.file.NullsAlone(i)
		if l.Bare {
			c.spanPerSec = spans[l.Name]
		}
		c.low, c.high, c.bounded = s.file.Bounds(i)
		list[i] = c
	}
	return list
}

func (s parquetSource) parts() []int64 {
	rows := make([]int64, s.file.Groups())
	for i := range rows {
		rows[i] = s.file.GroupRows(i)
	}
	return rows
}

func (s parquetSource) scan(columns []int, dicts []*cdr.Dict, outlined []bool) (scanner, error) {
	sc := s.file.NewScanner(columns, dicts)
	for i, o := range outlined {
		if o {
			sc.Outline(i)
		}
	}
	return sc, nil
}
