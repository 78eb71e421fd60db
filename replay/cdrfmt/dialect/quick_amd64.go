package dialect

import (
	"encoding/binary"

	"golang.org/x/sys/cpu"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

var hasShifts = cpu.X86.HasBMI2

// emptyWidth is the width of an empty cell and the end of the one before it,
// quotesWidth that of its quotes.
const (
	emptyWidth  = 1
	quotesWidth = 2
)

// alikeCells are the cells from a row on that may be read together, because the
// first one is as it should be.
type alikeCells struct {
	text   []byte // of the first, without quotes
	places lex.Column
	rows   int
	quoted bool
	wide   int32 // of an empty one
}

// alike looks at the cells from row i up to n.
func (s *strip) alike(data []byte, i, n int) (c alikeCells) {
	c.text, c.wide, c.places, c.rows = s.column.Cell(data, i), emptyWidth, s.column.From(i), n-i
	if b := c.text; len(b) >= quotesWidth && b[0] == '"' {
		c.quoted, c.text, c.wide = true, b[1:len(b)-1], emptyWidth+quotesWidth
	}
	_ = c.places.Ends[(c.rows-1)*c.places.Stride+1] // what follows checks nothing
	return c
}

// from is the data where the text of a cell is that follows an end at place 0,
// and the last end behind which a cell may be that is so long.
func (c *alikeCells) from(data []byte, long int) (text *byte, last int) {
	quotes := int(c.wide - emptyWidth)
	if len(data) <= 1+quotes/2 {
		return nil, -2
	}
	return &data[1+quotes/2], len(data) - 1 - long - quotes
}

// stampTable is what stampsAVX2 looks for: cells as wide as the spare one, which
// is midnight, of its day, and alike in all that is no digit.
type stampTable struct {
	data      *byte // see alikeCells.from
	spare     *byte
	width     int32 // with quotes and the end of the field before it
	none      int32 // the width of an empty cell if there may be one, or 0
	keep      [16]byte
	dayMicros int64
}

// stampsTogether reads cells like that of row i, in groups, from row i up to one
// that is neither like it nor empty, or is beyond its day, and tells up to which.
func (s *strip) stampsTogether(c *clock, data []byte, i, n int, absent bool) int {
	if !hasVectors || n-i < groupCells || c.daySec == noTimeSec {
		return i
	}
	cells := s.alike(data, i, n)
	var spare [fullStamp]byte
	dayMicros, ok := c.midnight(cells.text, &spare)
	if !ok {
		return i
	}
	long := len(cells.text)
	t := stampTable{spare: &spare[0], width: int32(long) + cells.wide, dayMicros: dayMicros}
	for k := range long - 8 {
		t.keep[k] = 0xff
	}
	if absent {
		t.none = cells.wide
	}
	var last int
	t.data, last = cells.from(data, fullStamp)
	found, empty := stampsAVX2(&t, last, &cells.places.Ends[0], cells.places.Stride, &s.ints[i], &s.null[i], cells.rows, cells.quoted)
	s.noteNulls(i, i+found, empty)
	return i + found
}

// midnight makes spare the start of the last day in the form of a cell, if that
// is one of those that are read together.
func (c *clock) midnight(first []byte, spare *[fullStamp]byte) (unixMicros int64, ok bool) {
	const stamp, full = "0000-00-00 00:00:00", "0000-00-00 00:00:00.000"
	var offsetSec int64
	switch len(first) {
	case len(stamp), len(full):
		if c.daySec < c.zone.fromSec || c.daySec+daySec > c.zone.toSec {
			return 0, false
		}
		copy(spare[:], full[:len(first)])
		offsetSec = c.zone.offsetSec
	case len(stamp + "Z"):
		copy(spare[:], stamp+"Z")
	case len(full + "Z"):
		copy(spare[:], full+"Z")
	default:
		return 0, false
	}
	binary.LittleEndian.PutUint64(spare[:], c.dayLow)
	binary.LittleEndian.PutUint16(spare[8:], c.dayHigh)
	spare[10] = first[10]
	return (c.daySec - offsetSec) * 1_000_000, first[10] == 'T' || first[10] == ' ' || first[10] == '_'
}

// digitsTable is what digitsAVX2 looks for.
type digitsTable struct {
	data   *byte // see alikeCells.from
	spare  *byte // a cell of one digit
	width  int32 // of it
	none   int32 // the width of an empty cell if there may be one, or 0
	factor uint64
}

// digitsTogether reads whole numbers of 1 to 8 digits, and multiplies them by a
// factor below 2^32, in groups, from row i up to another cell but an empty one,
// and tells up to which.
func (s *strip) digitsTogether(data []byte, i, n int, factor int64) int {
	if !hasVectors || !hasShifts || n-i < groupCells {
		return i
	}
	cells := s.alike(data, i, n)
	spare := [8]byte{'0'}
	t := digitsTable{spare: &spare[0], width: 1 + cells.wide, factor: uint64(factor)}
	if s.optional() {
		t.none = cells.wide
	}
	var last int
	t.data, last = cells.from(data, 8)
	found, empty := digitsAVX2(&t, last, &cells.places.Ends[0], cells.places.Stride, &s.ints[i], &s.null[i], cells.rows, cells.quoted)
	s.noteNulls(i, i+found, empty)
	return i + found
}

// noteNulls takes what was noted of the rows from i up to end, and maybe of some
// behind them that did not count.
func (s *strip) noteNulls(i, end int, empty bool) {
	if !empty {
		return
	}
	if !s.nulls {
		clear(s.null[:i])
	}
	clear(s.null[end:])
	s.nulls = true
}

//go:noescape
func stampsAVX2(t *stampTable, last int, ends *int32, stride int, micros *int64, nulls *bool, n int, quoted bool) (found int, empty bool)

//go:noescape
func digitsAVX2(t *digitsTable, last int, ends *int32, stride int, numbers *int64, nulls *bool, n int, quoted bool) (found int, empty bool)
