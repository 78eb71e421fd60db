package dialect

import "github.com/cdrlab/cdrlab/replay/cdrfmt/lex"

// A Code field whose value may stand in one of several columns has a strip for
// each: the first is read for all rows of a run, the next for those of its rows
// that are null so far.

// chain are the strip and those of the cell's further columns.
func (s *strip) chain(visit func(*strip)) {
	for ; s != nil; s = s.next {
		visit(s)
	}
}

// index is the column of the source that the strip reads.
func (s *strip) index() int { return s.cell.columns[s.nth].index }

// row is the row of the run that the strip's cell i belongs to.
func (s *strip) row(i int) int {
	if s.rows != nil {
		return s.rows[i]
	}
	return i
}

// readNext gives the rows among the first n that have no code in the columns
// before it that of the strip's next column, t.
func (d *Decoder) readNext(s, t *strip, run *lex.Run, n int) int {
	t.clear()
	t.rows = t.rows[:0]
	for i, null := range s.null[:n] {
		if null {
			t.rows = append(t.rows, i)
		}
	}
	column := run.Column(t.index(), n)
	t.column = column.Pick(t.rows, t.picked)
	read := d.readCells(t, run, len(t.rows))
	for k, i := range t.rows[:read] {
		s.codes[i], s.null[i] = t.codes[k], t.isNull(k)
	}
	if read < len(t.rows) {
		return t.rows[read]
	}
	return n
}
