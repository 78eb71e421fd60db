package columnar

import (
	"cmp"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/parquet-go/parquet-go"
)

const (
	// groupRows is how many rows a row group has: a few groups let a file be
	// read by several workers.
	groupRows = 1 << 18
	// slabRows are the values handed to the library at a time. It ends a page
	// only in between, so slabs always begin at multiples of it: where the
	// caller's batches end does not show in the file.
	slabRows = 1 << 12
)

// tableColumn is a column of a Parquet file to be written.
type tableColumn struct {
	name string
	node parquet.Node
	// ready values have their levels, and their texts are in memory that stays:
	// they need no copy.
	ready bool
}

// table writes a Parquet file column by column, some columns side by side. No byte of it depends on the
// library's version or on the clock.
type table struct {
	w       *parquet.GenericWriter[any]
	writers []*parquet.ColumnWriter
	columns []slab
	rows    int // in the row group
}

// slab gathers the values of a column.
type slab struct {
	optional, ready bool
	values          []parquet.Value
	bytes           []byte // copies of the texts among the values
}

func newTable(w io.Writer, columns []tableColumn, options ...parquet.WriterOption) *table {
	t := &table{}
	g := orderedGroup{Group: parquet.Group{}}
	for _, c := range columns {
		g.Group[c.name] = c.node
		g.order = append(g.order, c.name)
		t.columns = append(t.columns, slab{optional: c.node.Optional(), ready: c.ready})
	}
	t.w = parquet.NewGenericWriter[any](w, append(options,
		parquet.NewSchema("cdr", g),
		parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("cdrlab", "1", "0"),
	)...)
	t.writers = t.w.ColumnWriters()
	return t
}

// orderedGroup is a schema whose columns keep their order; the library's own
// sorts them by name.
type orderedGroup struct {
	parquet.Group
	order []string
}

// Fields implements parquet.Node.
func (g orderedGroup) Fields() []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		byName[f.Name()] = f
	}
	list := make([]parquet.Field, len(g.order))
	for i, name := range g.order {
		list[i] = byName[name]
	}
	return list
}

// write adds n rows; value is row i of a column, a null Value for null. Unless
// the column's are ready it may point into memory that is used again.
func (t *table) write(n int, value func(column, i int) parquet.Value) error {
	return t.fill(n, func(s *slab, column, from, to int) {
		for i := from; i < to; i++ {
			s.add(value(column, i), column)
		}
	})
}

// fill adds n rows; rows gives a column's slab those from one up to another. It
// is called by several goroutines, each for other columns: they share nothing.
func (t *table) fill(n int, rows func(s *slab, column, from, to int)) error {
	for from := 0; from < n; {
		to := min(n, from+slabRows-t.rows%slabRows)
		t.rows += to - from
		err := t.eachColumn(func(column int) error {
			rows(&t.columns[column], column, from, to)
			if t.rows%slabRows == 0 {
				return t.flush(column)
			}
			return nil
		})
		if err != nil {
			return err
		}
		from = to
		if t.rows == groupRows {
			if err := t.w.Flush(); err != nil {
				return err
			}
			t.rows = 0
		}
	}
	return nil
}

func (s *slab) add(v parquet.Value, column int) {
	if s.ready {
		s.values = append(s.values, v)
		return
	}
	if v.Kind() == parquet.ByteArray {
		start := len(s.bytes)
		s.bytes = append(s.bytes, v.ByteArray()...)
		v = parquet.ByteArrayValue(s.bytes[start:])
	}
	level := 0
	if s.optional && !v.IsNull() {
		level = 1
	}
	s.values = append(s.values, v.Level(0, level, column))
}

// eachColumn works on the columns side by side. The error is that of the first
// column which has one.
func (t *table) eachColumn(work func(column int) error) error {
	errs := make([]error, len(t.columns))
	var next atomic.Int32
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(t.columns)) {
		group.Go(func() {
			for c := int(next.Add(1)) - 1; c < len(t.columns); c = int(next.Add(1)) - 1 {
				errs[c] = work(c)
			}
		})
	}
	group.Wait()
	return cmp.Or(errs...)
}

// flush hands a slab on. The library must not be given an empty one.
func (t *table) flush(column int) error {
	c := &t.columns[column]
	if len(c.values) == 0 {
		return nil
	}
	_, err := t.writers[column].WriteRowValues(c.values)
	c.values, c.bytes = c.values[:0], c.bytes[:0]
	return err
}

func (t *table) close() error {
	if err := t.eachColumn(t.flush); err != nil {
		return err
	}
	return t.w.Close()
}
