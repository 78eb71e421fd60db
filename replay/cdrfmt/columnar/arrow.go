package columnar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/arrow/ipc"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const (
	arrowMagic = "ARROW1"
	// arrowContinuation begins each message of a stream.
	arrowContinuation = ^uint32(0)
)

// sniffArrow tells the file form and the stream form of Arrow IPC.
func sniffArrow(head []byte) bool { return isArrowFile(head) || isArrowStream(head) }

func isArrowFile(head []byte) bool { return bytes.HasPrefix(head, []byte(arrowMagic)) }

func isArrowStream(head []byte) bool {
	return len(head) >= 8 && binary.LittleEndian.Uint32(head) == arrowContinuation && int32(binary.LittleEndian.Uint32(head[4:])) > 0
}

// arrowSource is an Arrow IPC file. Its parts are the record batches; a stream
// can only be read from front to back and is one part.
type arrowSource struct {
	r      io.ReaderAt
	size   int64
	stream bool
	rows   []int64
	list   []sourceColumn
}

func openArrow(r io.ReaderAt, size int64) (source, error) {
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, err
	}
	s := &arrowSource{r: r, size: size, stream: isArrowStream(head[:])}
	rows := fileRows
	if s.stream {
		rows = streamRows
	}
	var err error
	if s.rows, err = rows(r, size); err != nil {
		return nil, err
	}
	sc := &arrowScanner{source: s}
	if err := sc.open(); err != nil {
		return nil, err
	}
	defer sc.close()
	s.list = columnsOfSchema(sc.schema())
	return s, nil
}

func columnsOfSchema(schema *cdr.ArrowSchema) []sourceColumn {
	list := make([]sourceColumn, schema.NumFields())
	for i, f := range schema.Fields() {
		c := sourceColumn{name: f.Name, typeName: f.Type.String(), full: !f.Nullable}
		c.boolean, c.nulls = c.typeName == "bool", c.typeName == "null"
		c.form, c.ticksPerSec, c.readable = cdr.ArrowForm(f.Type)
		c.spanPerSec, c.local = cdr.ArrowSpan(f.Type), cdr.ArrowLocal(f.Type)
		list[i] = c
	}
	return list
}

func (s *arrowSource) columns() []sourceColumn { return s.list }

func (s *arrowSource) parts() []int64 {
	if !s.stream {
		return s.rows
	}
	var all int64
	for _, n := range s.rows {
		all += n
	}
	return []int64{all}
}

func (s *arrowSource) scan(columns []int, dicts []*cdr.Dict, _ []bool) (scanner, error) {
	sc := &arrowScanner{source: s, columns: columns, whole: make([]cdr.Vector, len(columns))}
	for i := range sc.whole {
		sc.whole[i].Dict = dicts[i]
	}
	return sc, sc.open()
}

// arrowScanner takes a record batch apart into vectors and hands these on in
// pieces.
type arrowScanner struct {
	source  *arrowSource
	file    *ipc.FileReader // one of these two is set
	stream  *ipc.Reader
	columns []int
	whole   []cdr.Vector
	// row is the next of rows in whole.
	row, rows int
}

func (s *arrowScanner) open() error {
	section := io.NewSectionReader(s.source.r, 0, s.source.size)
	alloc := ipc.WithAllocator(cdr.BoundedAllocator{})
	var err error
	if s.source.stream {
		s.stream, err = ipc.NewReader(section, alloc)
	} else {
		s.file, err = ipc.NewFileReader(section, alloc)
	}
	return err
}

func (s *arrowScanner) close() {
	if s.stream != nil {
		s.stream.Release()
		s.stream = nil
	}
	s.file = nil
}

func (s *arrowScanner) schema() *cdr.ArrowSchema {
	if s.stream != nil {
		return s.stream.Schema()
	}
	return s.file.Schema()
}

// Start implements scanner.
func (s *arrowScanner) Start(part int) error {
	s.row, s.rows = 0, 0
	if s.source.stream {
		s.close()
		return s.open()
	}
	rec, err := s.file.RecordAt(part)
	if err != nil {
		return err
	}
	defer rec.Release()
	if rec.NumRows() != s.source.rows[part] {
		return errors.New("a record batch has changed its length")
	}
	return s.take(rec)
}

// take copies the wanted columns of a record.
func (s *arrowScanner) take(rec cdr.ArrowRecord) error {
	s.row, s.rows = 0, int(rec.NumRows())
	for i, c := range s.columns {
		if err := s.whole[i].FromArrow(rec.Column(c)); err != nil {
			return fmt.Errorf("column %s: %w", rec.ColumnName(c), err)
		}
		if s.whole[i].Rows != s.rows {
			return fmt.Errorf("column %s: found %d values in a batch of %d rows", rec.ColumnName(c), s.whole[i].Rows, s.rows)
		}
	}
	return nil
}

// End implements scanner: nothing of the file is held.
func (s *arrowScanner) End() {}

// Next implements scanner.
func (s *arrowScanner) Next(n int, out []cdr.Vector) (int, error) {
	for s.row == s.rows {
		if s.stream == nil {
			return 0, nil
		}
		if !s.stream.Next() {
			return 0, s.stream.Err()
		}
		if err := s.take(s.stream.Record()); err != nil {
			return 0, err
		}
	}
	n = min(n, s.rows-s.row)
	for i := range s.whole {
		out[i] = s.whole[i].Slice(s.row, s.row+n)
	}
	s.row += n
	return n, nil
}
