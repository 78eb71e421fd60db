package columnar

import (
	"math/bits"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/format"
)

// dictionaryText is a column of texts by a dictionary. The library cuts the
// indexes of a page into runs, and where a run of packed ones ends depends on the
// machine: with AVX2 it ends before eight indexes of which the first four and the
// last four are alike, elsewhere only before eight that all are. Both are right,
// but a file shall have the same bytes everywhere. What follows reaches from the
// type of the column to the encoder of its indexes, and changes nothing else.
func dictionaryText() parquet.Node {
	return parquet.Encoded(parquet.Leaf(textType{parquet.String().Type()}), &parquet.RLEDictionary)
}

type (
	textType       struct{ parquet.Type }
	textDictionary struct{ parquet.Dictionary }
	indexType      struct{ parquet.Type }
	indexBuffer    struct{ parquet.ColumnBuffer }
	indexPage      struct{ parquet.Page }
	indexPageType  struct{ parquet.Type }
)

// NewDictionary implements parquet.Type.
func (t textType) NewDictionary(column, values int, data encoding.Values) parquet.Dictionary {
	return textDictionary{t.Type.NewDictionary(column, values, data)}
}

// Type implements parquet.Dictionary.
func (d textDictionary) Type() parquet.Type { return indexType{d.Dictionary.Type()} }

// NewColumnBuffer implements parquet.Type.
func (t indexType) NewColumnBuffer(column, values int) parquet.ColumnBuffer {
	return indexBuffer{t.Type.NewColumnBuffer(column, values)}
}

// Page implements parquet.ColumnBuffer.
func (b indexBuffer) Page() parquet.Page { return indexPage{b.ColumnBuffer.Page()} }

// Type implements parquet.Page.
func (p indexPage) Type() parquet.Type { return indexPageType{p.Page.Type()} }

// Slice implements parquet.Page.
func (p indexPage) Slice(i, j int64) parquet.Page { return indexPage{p.Page.Slice(i, j)} }

// Encode implements parquet.Type.
func (t indexPageType) Encode(dst []byte, src encoding.Values, by encoding.Encoding) ([]byte, error) {
	if by.Encoding() != format.RLEDictionary {
		return t.Type.Encode(dst, src, by)
	}
	return appendIndexes(dst[:0], src.Int32())
}

// appendIndexes adds the indexes of a page as RLE_DICTIONARY has them: the width
// of one in bits, then runs. The library is given those up to where one of its
// ways would end a run, so that all do.
func appendIndexes(dst []byte, indexes []int32) ([]byte, error) {
	width := 0
	for _, x := range indexes {
		width = max(width, bits.Len32(uint32(x)))
	}
	dst = append(dst, byte(width))
	way := rle.Encoding{BitWidth: width}
	for len(indexes) > 0 {
		n := upToHalves(indexes)
		runs, err := way.EncodeInt32(dst[len(dst):], indexes[:n])
		if err != nil {
			return dst, err
		}
		dst, indexes = append(dst, runs...), indexes[n:]
	}
	return dst, nil
}

// upToHalves is how many indexes stand before the next eight whose first four
// are alike and whose last four are others that are alike; all if there are none.
// The first eight do not count.
func upToHalves(indexes []int32) int {
	for i := 8; i+8 <= len(indexes); i += 8 {
		if x := (*[8]int32)(indexes[i:]); x[0] != x[4] && *x == [8]int32{x[0], x[0], x[0], x[0], x[4], x[4], x[4], x[4]} {
			return i
		}
	}
	return len(indexes)
}
