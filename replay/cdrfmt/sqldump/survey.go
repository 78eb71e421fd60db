package sqldump

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// survey is what stands in a text, or in its beginning.
type survey struct {
	tables []*candidate
	// creates: a table is created. many: a statement has several rows, or one in
	// another line than its columns, or it is COPY.
	creates, many bool
}

// maxSampled bounds how many rows of a table are looked at, and maxSampleBytes
// about how many bytes.
const (
	maxSampled     = 4096
	maxSampleBytes = 1 << 20
)

// surveyor goes through a text to find the tables of CDRs.
type surveyor struct {
	walker
	survey
	places translate.Places
	judge  func(*candidate) // ranks a table
	of     *candidate       // whose rows are at hand
	rows   int              // of the statement at hand
}

// found is the first of the tables that are told the surest, nil if none is of
// CDRs.
func (s *survey) found() *candidate {
	var best *candidate
	for _, c := range s.tables {
		if c.rank != unranked && c.rank != other && (best == nil || c.rank < best.rank) {
			best = c
		}
	}
	return best
}

// names are those of the tables with rows.
func (s *survey) names() []string {
	var names []string
	for _, c := range s.tables {
		names = append(names, c.table)
	}
	return names
}

// surveyHead looks at the head of a text.
func surveyHead(head []byte, whole bool, x syntax, judge func(*candidate)) *survey {
	s := &surveyor{walker: *newWalker(x), places: translate.NewPlaces(0), judge: judge}
	s.text, s.whole = head, whole
	s.items(func() bool { return false })
	for _, c := range s.tables {
		s.settle(c)
	}
	s.creates = len(s.walker.created) > 0
	return &s.survey
}

// surveyAll looks at a text until it has found a table that is told or named.
func surveyAll(r io.Reader, x syntax, judge func(*candidate)) (*survey, error) {
	s := &surveyor{walker: *newWalker(x), places: translate.NewPlaces(0), judge: judge}
	enough := func() bool {
		c := s.of
		return c != nil && (c.rank == told || c.rank == named)
	}
	var buf []byte
	for size := translate.BlockBytes; ; {
		var err error
		if !s.whole {
			if buf, s.whole, err = translate.Fill(r, buf, size); err != nil {
				return nil, err
			}
		}
		s.text = buf
		done, long := s.items(enough), len(buf)-s.pos > maxItemBytes
		if long && (s.mode == rows || s.mode == lines) { // what is read is not for here to say
			s.pass()
			continue
		}
		if done || s.whole || long {
			for _, c := range s.tables {
				s.settle(c)
			}
			return &s.survey, nil
		}
		if s.pos == 0 {
			size *= 2
			continue
		}
		s.places.Leave(buf, s.pos)
		buf = buf[:copy(buf, buf[s.pos:])]
		s.pos = 0
		size = max(translate.BlockBytes, len(buf)+1)
	}
}

// settle ranks a table by the rows it has. If none of them has as many values as
// CREATE TABLE has columns, they are of a table that was changed since, and the
// names of their columns are not known.
func (s *surveyor) settle(c *candidate) {
	if c.rank != unranked {
		return
	}
	if len(c.sample.Rows) == 0 && len(c.odd.Rows) > 0 {
		c.columns, c.sample = nil, c.odd
	}
	c.odd = translate.Block{}
	s.judge(c)
}

// items goes through what the text at hand holds whole, or until enough is
// known.
func (s *surveyor) items(enough func() bool) (done bool) {
	for {
		switch s.next() {
		case itemCut, itemEnd:
			return false
		case itemTable:
			if s.of != nil && s.of.table != s.table {
				if s.settle(s.of); enough() {
					return true
				}
			}
			s.begin()
		case itemRow:
			if s.row(); enough() {
				return true
			}
		}
	}
}

// begin takes up the table whose rows follow.
func (s *surveyor) begin() {
	s.rows, s.of = 0, nil
	s.many = s.many || s.mode == lines
	if s.options {
		s.pass()
		return
	}
	i := slices.IndexFunc(s.tables, func(c *candidate) bool { return c.table == s.table })
	switch {
	case i >= 0 && s.tables[i].rank == unranked:
		s.of = s.tables[i]
		if !slices.Equal(s.of.columns, s.columns) {
			s.of = nil // of one table, the first rows tell
			s.pass()
		}
	case i >= 0 || len(s.tables) >= maxTables:
		s.pass()
	default:
		s.of = &candidate{table: s.table, columns: s.columns}
		s.tables = append(s.tables, s.of)
	}
}

// row adds the row at hand to the sample of its table.
func (s *surveyor) row() {
	s.rows++
	s.many = s.many || s.rows > 1 || bytes.IndexByte(s.text[s.start:s.pos], '\n') >= 0 && s.mode != lines
	c := s.of
	if c == nil {
		return
	}
	switch {
	case c.columns == nil || len(s.cells) == len(c.columns):
		s.keep(&c.sample)
	case !s.listed && len(c.sample.Rows) == 0 && len(c.odd.Rows) < maxOdd:
		s.keep(&c.odd)
	}
	if len(c.sample.Rows) >= maxSampled || len(c.sample.Text) >= maxSampleBytes {
		s.settle(c)
		if c.rank != told && c.rank != named { // it will not be read
			c.sample = translate.Block{}
		}
		s.pass()
	}
}

// maxOdd bounds how many of those rows are kept.
const maxOdd = 256

// keep adds the row at hand to a sample.
func (s *surveyor) keep(b *translate.Block) {
	line, at, _ := s.places.Of(s.text, s.start)
	raw := bytes.Clone(bytes.TrimRight(s.text[s.start:s.pos], "\r\n"))
	b.Rows = append(b.Rows, translate.Row{Line: line, Byte: at, Raw: raw})
	b.Text = translate.AppendRow(b.Text, s.cells)
}

// list joins names, at most some of them.
func list(names []string) string {
	const most = 12
	for i, name := range names {
		if names[i] = name; len(name) > 60 {
			names[i] = name[:60] + "..."
		}
	}
	if len(names) > most {
		return cdr.OneLine(strings.Join(names[:most], ", ")) + " and more"
	}
	return cdr.OneLine(strings.Join(names, ", "))
}
