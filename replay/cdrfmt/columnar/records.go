package columnar

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// A typed file whose columns are not those of CDRs by name and type may be one
// for the dialects: a table that some switch filled, KAZOO's download as a
// program stored it. Its rows are then spelled as an export to text would.

// TimesAsText tells that some time is read of a column of text.
func (f *File) TimesAsText() bool {
	return f.anyTime(func(c *sourceColumn) bool { return c.form == cdr.Texts })
}

// TimesWithoutZone tells that some time is read of a column whose type says that
// it is the local time of no zone in particular.
func (f *File) TimesWithoutZone() bool {
	return f.anyTime(func(c *sourceColumn) bool { return c.local })
}

func (f *File) anyTime(is func(*sourceColumn) bool) bool {
	columns := f.source.columns()
	for _, p := range f.plan.picks {
		if p.field.Kind() == cdr.Time && !p.nulls && is(&columns[p.column]) {
			return true
		}
	}
	return false
}

// Records is a typed file as a table of text: all columns that can be spelled.
// Errors are *cdr.DataError.
func Records(name string, r io.ReaderAt, size int64) (*translate.Source, error) {
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil && err != io.EOF {
		return nil, broken(name, err)
	}
	var from source
	form := "Parquet"
	err := guarded(func() (err error) {
		if sniffArrow(head[:]) {
			form = "Arrow"
			from, err = openArrow(r, size)
			return err
		}
		from, err = openParquet(r, size)
		return err
	})
	if err != nil {
		return nil, broken(name, err)
	}
	table := &spelledTable{name: name, source: from, list: from.columns()}
	s := &translate.Source{Table: true}
	for i, c := range table.list {
		if c.readable {
			table.columns = append(table.columns, i)
			s.Columns = append(s.Columns, c.name)
		}
	}
	s.Form = fmt.Sprintf("%s as its export to text, %d of %d columns", form, len(s.Columns), len(table.list))
	s.Open = func(io.Reader, int64) translate.Translator { return &speller{table: table} }
	s.Sample = new(translate.Block)
	if err := s.Open(nil, 0).Translate(s.Sample); err != nil && err != io.EOF {
		return nil, err
	}
	return s, nil
}

// spelledTable is an open file and which of its columns are spelled.
type spelledTable struct {
	name    string
	source  source
	list    []sourceColumn
	columns []int
}

// speller makes records of the rows of a table.
type speller struct {
	table   *spelledTable
	scanner scanner
	started bool // the part at hand
	part    int
	row     int64 // rows read
	vectors []cdr.Vector
	cells   [][]byte
	memory  []byte
}

// spelledAtOnce is how many rows are spelled at a time.
const spelledAtOnce = 1024

// Translate implements translate.Translator.
func (s *speller) Translate(b *translate.Block) error {
	parts := s.table.source.parts()
	for len(b.Text) < translate.BlockBytes {
		if s.part == len(parts) {
			if s.scanner != nil {
				s.scanner.End()
			}
			return io.EOF
		}
		var n int
		err := guarded(func() (err error) {
			n, err = s.next(parts[s.part])
			return err
		})
		if err != nil {
			return broken(s.table.name, fmt.Errorf("part %d of %d: %w", s.part+1, len(parts), err))
		}
		for i := range n {
			s.row++
			s.spell(b, i)
		}
		if n == 0 {
			s.part, s.started = s.part+1, false
		}
	}
	return nil
}

// next reads the next rows of a part that has so many.
func (s *speller) next(rows int64) (n int, err error) {
	if s.scanner == nil {
		k := len(s.table.columns)
		s.vectors, s.cells = make([]cdr.Vector, k), make([][]byte, k)
		if s.scanner, err = s.table.source.scan(s.table.columns, make([]*cdr.Dict, k), make([]bool, k)); err != nil {
			return 0, err
		}
	}
	if rows == 0 {
		return 0, nil
	}
	if !s.started {
		if err := s.scanner.Start(s.part); err != nil {
			return 0, err
		}
		s.started = true
	}
	return s.scanner.Next(spelledAtOnce, s.vectors)
}

// spell adds row i of those at hand.
func (s *speller) spell(b *translate.Block, i int) {
	s.memory = s.memory[:0]
	for j := range s.vectors {
		from := len(s.memory)
		s.memory = appendSpelled(s.memory, &s.table.list[s.table.columns[j]], &s.vectors[j], i)
		s.cells[j] = s.memory[from:]
	}
	from := len(b.Source)
	for j, cell := range s.cells {
		if j > 0 {
			b.Source = append(b.Source, ',')
		}
		b.Source = append(b.Source, cell...)
	}
	b.Rows = append(b.Rows, translate.Row{Verdict: translate.Leg, Line: s.row, Raw: b.Source[from:len(b.Source):len(b.Source)]})
	b.Text = translate.AppendRow(b.Text, s.cells)
}

// appendSpelled adds a value as text: times in UTC, or without a zone where
// their type has none; lengths of time with their unit.
func appendSpelled(text []byte, c *sourceColumn, v *cdr.Vector, i int) []byte {
	if v.IsNull(i) {
		return text
	}
	switch {
	case v.Form == cdr.Texts:
		return append(text, v.Text(i)...)
	case v.Form == cdr.Floats:
		return appendFloat(text, v.Floats[i])
	case c.boolean:
		return strconv.AppendBool(text, v.Ints[i] != 0)
	case c.spanPerSec != 0:
		text = strconv.AppendInt(text, v.Ints[i], 10)
		return append(text, map[int64]string{1: "s", 1e3: "ms", 1e6: "us", 1e9: "ns"}[c.spanPerSec]...)
	case v.TicksPerSec == 0:
		return strconv.AppendInt(text, v.Ints[i], 10)
	}
	us := microsOf(v.Ints[i], v.TicksPerSec)
	if meansNone(us) || us == math.MaxInt64 || us == math.MinInt64 {
		return text
	}
	layout := "2006-01-02T15:04:05.999999Z"
	if c.local {
		layout = "2006-01-02T15:04:05.999999"
	}
	return time.UnixMicro(us).UTC().AppendFormat(text, layout)
}

// appendFloat spells a float by the fewest digits that give it back.
func appendFloat(text []byte, x float64) []byte {
	bits := 64
	switch {
	case math.IsNaN(x):
		return text
	case float64(float32(x)) == x:
		bits = 32
	}
	return strconv.AppendFloat(text, x, 'f', -1, bits)
}
