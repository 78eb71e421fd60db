package pqread

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/rle"
)

var levelEncoding = rle.Encoding{BitWidth: 1}

// levels decodes n bits, one byte each, from runs of the hybrid encoding.
func levels(dst, src []byte, n int) ([]byte, error) {
	src, err := checkRuns(src, 1, n)
	if err != nil {
		return dst, err
	}
	if dst, err = levelEncoding.DecodeLevels(dst[:0], src); err != nil {
		return dst, err
	}
	return dst[:n], nil
}

// indexes decodes n dictionary indexes, which must be below limit.
func indexes(dst []int32, src []byte, n, limit int) ([]int32, error) {
	if n == 0 {
		return dst[:0], nil
	}
	if len(src) == 0 || src[0] > 32 {
		return dst, errors.New("found no valid bit width of dictionary indexes")
	}
	if src[0] == 0 { // a dictionary of one entry; some writers leave the run out
		dst = append(dst[:0], make([]int32, n)...)
		if limit < 1 {
			return dst, errors.New("found dictionary indexes, the dictionary is empty")
		}
		return dst, nil
	}
	runs, err := checkRuns(src[1:], int(src[0]), n)
	if err != nil {
		return dst, err
	}
	if dst, err = parquet.RLEDictionary.DecodeInt32(dst[:0], src[:1+len(runs)]); err != nil {
		return dst, err
	}
	dst = dst[:n]
	for _, x := range dst {
		if uint32(x) >= uint32(limit) {
			return dst, fmt.Errorf("found the dictionary index %d, the dictionary has %d entries", uint32(x), limit)
		}
	}
	return dst, nil
}

// maxPadding is how many values a run may have beyond those of its page.
// Groups of 8 are filled up; DuckDB fills up to 256 and says so.
const maxPadding = 1 << 12

// checkRuns returns the runs that hold the first n values, after making sure
// that they are whole: the decoder allocates what a run's header claims.
// (Parquet format, "Run Length Encoding / Bit-Packing Hybrid".)
func checkRuns(src []byte, width, n int) ([]byte, error) {
	pos, have := 0, 0
	for have < n {
		h, k := binary.Uvarint(src[pos:])
		if k <= 0 {
			return nil, errShort
		}
		pos += k
		count, size := h>>1, uint64(width+7)>>3
		if count == 0 { // the decoder would take its value for a run
			return nil, errors.New("found a run of no values")
		}
		if count > uint64(n-have)+maxPadding {
			return nil, fmt.Errorf("found a run of %d where %d values are left", count, n-have)
		}
		if h&1 == 1 { // bit-packed: groups of 8 values
			size = count * uint64(width)
			count *= 8
		}
		if size > uint64(len(src)-pos) {
			return nil, errShort
		}
		pos += int(size)
		have += int(count)
	}
	return src[:pos], nil
}
