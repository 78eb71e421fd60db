package pqread

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"
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
		switch {
		case l.unsigned:
		case l.physical == format.Int64 && len(least) == 8 && int64(binary.LittleEndian.Uint64(least)) >= 0:
		case l.physical == format.Int32 && len(least) == 4 && int32(binary.LittleEndian.Uint32(least)) >= 0:
		default:
			return false
		}
	}
	return true
}
