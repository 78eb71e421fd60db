package dialect

import (
	"bytes"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// readStrip reads a cell of the first n records, up to one that needs Decode,
// and tells how many.
func (d *Decoder) readStrip(s *strip, run *lex.Run, n int) int {
	s.clear()
	if n == 0 {
		return 0
	}
	s.column = run.Column(s.index(), n)
	n = d.readCells(s, run, n)
	for t := s.next; t != nil && s.nulls; t = t.next {
		n = d.readNext(s, t, run, n)
	}
	return n
}

// readCells reads the cells at the strip's places.
func (d *Decoder) readCells(s *strip, run *lex.Run, n int) int {
	switch kind := s.field.Kind(); {
	case kind == cdr.Code:
		return d.readCodes(s, run, n)
	case kind == cdr.Text:
		return readTexts(s, run.Bytes(), n, d.layout.exact)
	case kind == cdr.Time:
		return readTimes(s, run.Bytes(), n)
	case isDuration(s.field):
		return d.readDurations(s, run.Bytes(), n)
	default:
		return readInts(s, run.Bytes(), n)
	}
}

func readTimes(s *strip, data []byte, n int) int {
	clock, optional := s.cell.clocks[0], s.optional()
	for i := s.quickTimes(data, 0, n, optional); i < n; i = s.quickTimes(data, i+1, n, optional) {
		t, got := clock.read(trim(unquoted(s.column.Cell(data, i))))
		switch {
		case got == readNull && s.absent(i):
		case got != readValue || t.guessed:
			n = i
		default:
			s.ints[i] = t.unixMicros
		}
	}
	return s.timesWithin(n)
}

// timesWithin is how many of the first n times are of the years that are read.
func (s *strip) timesWithin(n int) int {
	for i, micros := range s.ints[:n] {
		if uint64(micros-minEndMicros) >= maxEndMicros-minEndMicros && !s.isNull(i) {
			return i
		}
	}
	return n
}

func (d *Decoder) readDurations(s *strip, data []byte, n int) int {
	col := &s.cell.columns[0]
	one, cells := col.unit.micros(), s.column
	const mostOfQuick = maxDurationMs * 1000 / 99_999_999 // whatever its digits, it is not too long
	quick := one > 0 && one <= mostOfQuick
	alike := !s.cell.sign && one >= 1000 && quick
	for i, together := 0, 0; i < n; i++ {
		if alike && i >= together {
			if i = s.digitsTogether(data, i, n, one/1000); i == n {
				break
			}
			together = i + groupCells
		}
		b := cells.Cell(data, i)
		if mayBeDressed(b) {
			b = unquoted(b)
		}
		if s.cell.sign && (len(b) == 0 || b[0] > '-') {
			continue
		}
		if v, ok := quickDigits(b); ok && quick {
			s.ints[i] = v * one / 1000
			continue
		}
		var v value
		d.flags = 0
		reason := d.readDuration(s.field, col.unit, &v, trim(b))
		switch {
		case reason != "" && !s.cell.soft:
			return i
		case reason != "" || v.null:
			if !s.absent(i) {
				return i
			}
		default:
			s.ints[i] = v.number
			d.flag(s, i, d.flags)
		}
	}
	return n
}

func readInts(s *strip, data []byte, n int) int {
	cells := s.column
	for i, together := 0, 0; i < n; i++ {
		if i >= together {
			if i = s.digitsTogether(data, i, n, 1); i == n {
				break
			}
			together = i + groupCells
		}
		b := cells.Cell(data, i)
		if mayBeDressed(b) {
			b = unquoted(b)
		}
		v, ok := quickDigits(b)
		if !ok && !(isNull(b) && s.absent(i)) {
			return i
		}
		s.ints[i] = v
	}
	return n
}

func (d *Decoder) readCodes(s *strip, run *lex.Run, n int) int {
	if s.cell.columns[0].varied {
		return d.readVaried(s, run.Bytes(), n)
	}
	for known := 0; known < n; known++ {
		known += s.written.findAll(run.Bytes(), s.column.From(known), s.codes[known:n])
		if known < n && !d.recall(s, run, known) {
			n = known
		}
	}
	if s.odd {
		n = d.readOdd(s, n)
	}
	for i, number := range s.codes[:n] {
		s.codes[i] = s.learned[number-1].code
	}
	return n
}

// readVaried reads codes without remembering what is written.
func (d *Decoder) readVaried(s *strip, data []byte, n int) int {
	clean := s.cell.columns[0].clean
	for i := range n {
		b := trim(clean(s.column.Cell(data, i)))
		var v value
		d.flags = 0
		if reason := d.readCode(s.cell, 0, &v, b); reason != "" || v.null && !s.absent(i) {
			return i
		}
		s.codes[i] = v.code
		d.flag(s, i, d.flags)
	}
	return n
}

// flag flags a row for what it has in a cell.
func (d *Decoder) flag(s *strip, row int, flags cdr.Flags) {
	if !s.cell.quiet {
		d.run.flags[row] |= flags
	}
}

// readOdd notes nulls and flags of the first n rows, up to one that needs
// Decode, and tells how many.
func (d *Decoder) readOdd(s *strip, n int) int {
	for i, number := range s.codes[:n] {
		known := &s.learned[number-1]
		if known.null && !s.absent(i) {
			return i
		}
		d.flag(s, s.row(i), known.flags)
	}
	return n
}

// recall notes the number of the cell of row i, at which findAll stopped; false
// if it cannot be understood.
func (d *Decoder) recall(s *strip, run *lex.Run, i int) bool {
	number, ok := s.written.find(s.column.Cell(run.Bytes(), i))
	if !ok {
		return d.learn(s, run, i)
	}
	s.codes[i] = number
	return true
}

// learn understands the cell of row i, which is met for the first time, and
// notes its number; false if it cannot be understood.
func (d *Decoder) learn(s *strip, run *lex.Run, i int) bool {
	rec, col := &d.run.record, &s.cell.columns[s.nth]
	run.Record(s.row(i), rec)
	var v value
	d.flags = 0
	if d.layout.exact {
		if reason := d.readExact(s.cell, &v, rec); reason != "" {
			return false
		}
	} else if reason := d.readCode(s.cell, s.nth, &v, trim(d.cell(rec, col))); reason != "" {
		return false
	}
	s.written.add(rec.Bare(col.index))
	s.learned = append(s.learned, learned{v.code, d.flags, v.null})
	s.odd = s.odd || v.null || d.flags != 0
	s.codes[i] = uint32(len(s.learned))
	return true
}

func readTexts(s *strip, data []byte, n int, exact bool) int {
	for i := range n {
		bare := s.column.Cell(data, i)
		b := unquoted(bare)
		none := isNull(b)
		if exact {
			b, none = exactText(bare), len(bare) == 0
		}
		switch {
		case !isPlain(bare) || bytes.IndexByte(b, 0) >= 0 || !utf8.Valid(b):
			return i
		case none:
			if !s.absent(i) {
				return i
			}
			continue
		}
		s.text = append(s.text, b...)
		s.ends[i] = int32(len(s.text))
	}
	return n
}
