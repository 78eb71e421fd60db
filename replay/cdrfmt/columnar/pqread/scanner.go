package pqread

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Scanner reads some columns of a file, one row group at a time. It is used
// by one goroutine; its memory serves one row group after another.
type Scanner struct {
	file   *File
	chunks []chunk
	dicts  []*cdr.Dict
	left   int64 // rows of the group
}

// NewScanner reads the columns File.Leaves[i] for each i in leaves, all of
// them Readable. Texts of a column become codes of its Dict in dicts, or stay
// texts where that is nil.
func (f *File) NewScanner(leaves []int, dicts []*cdr.Dict) *Scanner {
	s := &Scanner{file: f, chunks: make([]chunk, len(leaves)), dicts: dicts}
	for i, l := range leaves {
		s.chunks[i].leaf = &f.Leaves[l]
	}
	return s
}

// Start goes to the first row of a row group.
func (s *Scanner) Start(group int) error {
	g := &s.file.meta.RowGroups[group]
	s.left = g.NumRows
	for i := range s.chunks {
		c := &s.chunks[i]
		if err := c.start(s.file.r, s.file.size, &g.Columns[c.leaf.chunk], g.NumRows, s.dicts[i]); err != nil {
			return fmt.Errorf("column %s: %w", c.leaf.Name, err)
		}
	}
	return nil
}

// Next makes out[i] the next rows of column i, at most n, and returns how
// many; 0 is the end of the row group.
func (s *Scanner) Next(n int, out []cdr.Vector) (int, error) {
	n = int(min(int64(n), s.left))
	s.left -= int64(n)
	for i := range s.chunks {
		c := &s.chunks[i]
		v := &out[i]
		v.Reset()
		v.Form, v.TicksPerSec, v.Dict = c.leaf.Form, c.leaf.TicksPerSec, s.dicts[i]
		if v.Form == cdr.Texts && v.Dict != nil {
			v.Form = cdr.Codes
		}
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

// take moves the page's next n rows to out.
func (c *chunk) take(out *cdr.Vector, n int) error {
	rows := c.row
	c.row += n
	if len(c.present) == 0 {
		if len(out.Present) > 0 {
			out.Present = appendOnes(out.Present, n)
		}
		err := c.held.appendTo(out, c.value, c.value+n)
		c.value += n
		out.Rows += n
		return err
	}
	if len(out.Present) == 0 {
		out.Present = appendOnes(out.Present, out.Rows)
	}
	present := c.present[rows : rows+n]
	out.Present = append(out.Present, present...)
	out.Rows += n
	for len(present) > 0 { // runs of nulls and of values in turn
		nulls := len(present)
		if i := bytes.IndexByte(present, 1); i >= 0 {
			nulls = i
		}
		appendZeros(out, nulls)
		present = present[nulls:]
		values := len(present)
		if i := bytes.IndexByte(present, 0); i >= 0 {
			values = i
		}
		if err := c.held.appendTo(out, c.value, c.value+values); err != nil {
			return err
		}
		c.value += values
		present = present[values:]
	}
	return nil
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

// appendZeros adds n values for nulls.
func appendZeros(out *cdr.Vector, n int) {
	for range n {
		switch out.Form {
		case cdr.Ints:
			out.Ints = append(out.Ints, 0)
		case cdr.Floats:
			out.Floats = append(out.Floats, 0)
		case cdr.Codes:
			out.Codes = append(out.Codes, 0)
		default:
			out.Offsets = append(out.Offsets, int32(len(out.Bytes)))
		}
	}
}

func appendOnes(b []byte, n int) []byte {
	for range n {
		b = append(b, 1)
	}
	return b
}
