package pqread

import (
	"encoding/binary"
	"math"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// NonNegative tells whether the statistics of every row group say that a whole
// number column has no value below 0. Without statistics it is false.
func (f *File) NonNegative(leaf int) bool {
	l := &f.Leaves[leaf]
	for i := range f.meta.RowGroups {
		s := &f.meta.RowGroups[i].Columns[l.chunk].MetaData.Statistics
		least := s.MinValue
		if least == nil {
			least = s.Min
		}
		if x, ok := l.number(least); !l.unsigned && (!ok || x < 0) {
			return false
		}
	}
	return true
}

// Full tells whether no value of a column is null, by the schema or by the
// statistics of every row group that has rows. Files that have statistics have
// the number of nulls among them.
func (f *File) Full(leaf int) bool {
	l := &f.Leaves[leaf]
	for i := range f.meta.RowGroups {
		g := &f.meta.RowGroups[i]
		if !l.optional || g.NumRows == 0 {
			continue
		}
		if s := &g.Columns[l.chunk].MetaData.Statistics; s.NullCount > 0 || s.MinValue == nil && s.Min == nil {
			return false
		}
	}
	return true
}

// Bounds are the least and the greatest value of a column of signed whole
// numbers by the statistics of its row groups, in the column's own unit. Without
// statistics of each group that has rows, ok is false.
func (f *File) Bounds(leaf int) (low, high int64, ok bool) {
	low, high = math.MaxInt64, math.MinInt64
	for i := range f.meta.RowGroups {
		g := &f.meta.RowGroups[i]
		if g.NumRows == 0 {
			continue
		}
		l, h, known := f.Leaves[leaf].bounds(g)
		if !known {
			return 0, 0, false
		}
		low, high, ok = min(low, l), max(high, h), true
	}
	return low, high, ok
}

// bounds are those of the column in one row group.
func (l *Leaf) bounds(g *format.RowGroup) (low, high int64, ok bool) {
	s := &g.Columns[l.chunk].MetaData.Statistics
	least, most := s.MinValue, s.MaxValue
	if least == nil && most == nil {
		least, most = s.Min, s.Max
	}
	low, okLow := l.number(least)
	high, okHigh := l.number(most)
	return low, high, okLow && okHigh && low <= high
}

// number is a value of the statistics of a column of signed whole numbers.
func (l *Leaf) number(b []byte) (x int64, ok bool) {
	switch {
	case l.unsigned, l.Form != cdr.Ints:
	case l.physical == format.Int64 && len(b) == 8:
		return int64(binary.LittleEndian.Uint64(b)), true
	case l.physical == format.Int32 && len(b) == 4:
		return int64(int32(binary.LittleEndian.Uint32(b))), true
	}
	return 0, false
}

// NullsAlone tells whether a column has no value, by its type or by the
// statistics of every row group.
func (f *File) NullsAlone(leaf int) bool {
	l := &f.Leaves[leaf]
	if l.nulls {
		return true
	}
	rows := int64(0)
	for i := range f.meta.RowGroups {
		g := &f.meta.RowGroups[i]
		if g.Columns[l.chunk].MetaData.Statistics.NullCount != g.NumRows {
			return false
		}
		rows += g.NumRows
	}
	return l.optional && rows > 0
}
