package pqread

import (
	"bytes"
	"fmt"
	"runtime/debug"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

// Scanner reads some columns of a file, one row group at a time. It is used
// by one goroutine; its memory serves one row group after another.
type Scanner struct {
	file   *File
	chunks []chunk
	dicts  []*cdr.Dict
	left   int64  // rows of the group
	large  []byte // a compressed page

	// Of Sift: the rows wanted, and the numbers of the bounded column.
	wanted []int32
	peeked peeked
}

// NewScanner reads the columns File.Leaves[i] for each i in leaves, all of
// them Readable. Texts of a column become codes of its Dict in dicts, or stay
// texts where that is nil.
func (f *File) NewScanner(leaves []int, dicts []*cdr.Dict) *Scanner {
	s := &Scanner{file: f, chunks: make([]chunk, len(leaves)), dicts: dicts}
	for i, l := range leaves {
		s.chunks[i].leaf, s.chunks[i].large = &f.Leaves[l], &s.large
	}
	return s
}

// Outline has no values read of column i, which must have Bounds, but only
// which rows have one: the first row of a row group gets the least value that
// its statistics tell of, the others the greatest.
func (s *Scanner) Outline(i int) { s.chunks[i].outlined = true }

// Start goes to the first row of a row group.
func (s *Scanner) Start(group int) error {
	g := &s.file.meta.RowGroups[group]
	s.left = g.NumRows
	for i := range s.chunks {
		c := &s.chunks[i]
		if err := c.start(s.file.r, s.file.size, g, s.dicts[i]); err != nil {
			return fmt.Errorf("column %s: %w", c.leaf.Name, err)
		}
	}
	return nil
}

// End gives up what is held of the file until the next Start.
func (s *Scanner) End() {
	for i := range s.chunks {
		s.chunks[i].win.release()
	}
}

// caught makes an error of the panic at a page that the file has no more, and
// takes SetPanicOnFault back.
func (s *Scanner) caught(onFault bool, err *error) {
	debug.SetPanicOnFault(onFault)
	panicked := recover()
	if panicked == nil {
		return
	}
	for i := range s.chunks {
		if c := &s.chunks[i]; c.win.page.Faulted(panicked) {
			*err = fmt.Errorf("column %s: %w", c.leaf.Name, mapped.ErrChanged)
			return
		}
	}
	panic(panicked)
}

// Next makes out[i] the next rows of column i, at most n, and returns how
// many; 0 is the end of the row group.
func (s *Scanner) Next(n int, out []cdr.Vector) (rows int, err error) {
	defer s.caught(debug.SetPanicOnFault(true), &err)
	n = int(min(int64(n), s.left))
	s.left -= int64(n)
	for i := range s.chunks {
		c := &s.chunks[i]
		v := &out[i]
		s.begin(i, v)
		for v.Rows < n {
			if c.row == c.rows {
				if err := c.nextPage(); err != nil {
					return 0, fmt.Errorf("column %s: %w", c.leaf.Name, err)
				}
			}
			if err := c.take(v, min(n-v.Rows, c.rows-c.row)); err != nil {
				return 0, fmt.Errorf("column %s: %w", c.leaf.Name, err)
			}
		}
	}
	return n, nil
}

// begin makes v empty and ready for values of column i.
func (s *Scanner) begin(i int, v *cdr.Vector) {
	l := s.chunks[i].leaf
	v.Reset()
	v.Form, v.TicksPerSec, v.Dict = l.Form, l.TicksPerSec, s.dicts[i]
	if v.Form == cdr.Texts && v.Dict != nil {
		v.Form = cdr.Codes
	}
}

// take moves the page's next n rows to out.
func (c *chunk) take(out *cdr.Vector, n int) error {
	c.row += n
	if c.outlined {
		return c.takeOutline(out, n)
	}
	if !c.nulls {
		if len(out.Present) > 0 {
			out.Present = appendOnes(out.Present, n)
		}
		err := c.held.appendTo(out, c.value, c.value+n)
		c.value += n
		out.Rows += n
		return err
	}
	present, err := c.takePresent(out, n)
	if err != nil {
		return err
	}
	values := bytes.Count(present, []byte{1})
	err = c.held.appendTo(out, c.value, c.value+values)
	c.value += values
	if err != nil {
		return err
	}
	switch out.Form {
	case cdr.Ints:
		out.Ints = spread(out.Ints, present, values)
	case cdr.Floats:
		out.Floats = spread(out.Floats, present, values)
	case cdr.Codes:
		out.Codes = spread(out.Codes, present, values)
	default:
		out.Offsets = spreadOffsets(out.Offsets, present, values)
	}
	out.Rows += n
	return nil
}

// takePresent adds the page's next n levels to out and returns them.
func (c *chunk) takePresent(out *cdr.Vector, n int) ([]byte, error) {
	if len(out.Present) == 0 {
		out.Present = appendOnes(out.Present, out.Rows)
	}
	present := more(&out.Present, n)
	return present, read(&c.levels, present)
}

// spread moves the last n values of v apart, to the rows that are present; the
// others become 0.
func spread[T int64 | float64 | uint32](v []T, present []byte, n int) []T {
	first := len(v) - n
	more(&v, len(present)-n)
	rows := v[first:]
	for i := len(present) - 1; i >= n; i-- { // from there down all are in place
		var x T
		if n > 0 {
			x = rows[n-1]
		}
		if present[i] == 0 {
			x = 0
		}
		rows[i] = x
		n -= int(present[i])
	}
	return v
}

// spreadOffsets is spread for texts, by the offsets where they end; the others
// become empty.
func spreadOffsets(offsets []int32, present []byte, n int) []int32 {
	first := len(offsets) - n
	more(&offsets, len(present)-n)
	ends := offsets[first-1:] // the end of the text before is the first
	for i := len(present); i > n; i-- {
		ends[i] = ends[n]
		n -= int(present[i-1])
	}
	return offsets
}

// appendValues adds the values [from, to) of v.
func appendValues(out, v *cdr.Vector, from, to int) error {
	switch out.Form {
	case cdr.Ints:
		out.Ints = append(out.Ints, v.Ints[from:to]...)
	case cdr.Floats:
		out.Floats = append(out.Floats, v.Floats[from:to]...)
	case cdr.Codes:
		out.Codes = append(out.Codes, v.Codes[from:to]...)
	default:
		for i := from; i < to; i++ {
			if err := out.AppendText(v.Text(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

func appendOnes(b []byte, n int) []byte {
	for range n {
		b = append(b, 1)
	}
	return b
}
