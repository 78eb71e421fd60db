package dialect

import (
	"encoding/binary"

	"golang.org/x/sys/cpu"
)

var hasShifts = cpu.X86.HasBMI2

// emptyWidth is the width of an empty cell and the end of the one before it.
const emptyWidth = 1

// stampTable is what stampsAVX2 looks for: cells as wide as the spare one, which
// is midnight, of its day, and alike in all that is no digit.
type stampTable struct {
	data      *byte // behind the first one
	spare     *byte
	width     int32 // with the end of the field before it
	none      int32 // emptyWidth if cells may be empty, or 0
	keep      [16]byte
	dayMicros int64
}

// stampsTogether reads cells like that of row i, in groups, from row i up to one
// that is neither like it nor empty, or is beyond its day, and tells up to which.
func (s *strip) stampsTogether(c *clock, data []byte, i, n int, absent bool) int {
	first := s.column.Cell(data, i)
	if !hasVectors || n-i < groupCells || len(data) < fullStamp || c.daySec == noTimeSec {
		return i
	}
	var spare [fullStamp]byte
	dayMicros, ok := c.midnight(first, &spare)
	if !ok {
		return i
	}
	t := stampTable{data: &data[1], spare: &spare[0], width: int32(len(first)) + emptyWidth, dayMicros: dayMicros}
	for k := range len(first) - 8 {
		t.keep[k] = 0xff
	}
	if absent {
		t.none = emptyWidth
	}
	places := s.column.From(i)
	_ = places.Ends[(n-i-1)*places.Stride+1] // what follows checks nothing
	found, empty := stampsAVX2(&t, len(data)-fullStamp-1, &places.Ends[0], places.Stride, &s.ints[i], &s.null[i], n-i)
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
	data   *byte // behind the first one
	zeros  [8]byte
	none   int32  // emptyWidth if cells may be empty, or 0
	factor uint64 // that numbers are multiplied by, below 2^32
}

// digitsTogether reads whole numbers of 1 to 8 digits, and multiplies them, in
// groups, from row i up to another cell but an empty one, and tells up to which.
func (s *strip) digitsTogether(data []byte, i, n int, factor int64) int {
	if !hasVectors || !hasShifts || n-i < groupCells || len(data) < 9 || uint64(factor) > 1<<32-1 {
		return i
	}
	t := digitsTable{data: &data[1], zeros: [8]byte([]byte("00000000")), factor: uint64(factor)}
	if s.optional() {
		t.none = emptyWidth
	}
	places := s.column.From(i)
	_ = places.Ends[(n-i-1)*places.Stride+1] // what follows checks nothing
	found, empty := digitsAVX2(&t, len(data)-9, &places.Ends[0], places.Stride, &s.ints[i], &s.null[i], n-i)
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
func stampsAVX2(t *stampTable, last int, ends *int32, stride int, micros *int64, nulls *bool, n int) (found int, empty bool)

//go:noescape
func digitsAVX2(t *digitsTable, last int, ends *int32, stride int, numbers *int64, nulls *bool, n int) (found int, empty bool)
