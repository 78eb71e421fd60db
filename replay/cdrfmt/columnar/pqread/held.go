package pqread

import (
	"encoding/binary"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/parquet-go/parquet-go/format"
)

// held is the values of a page until rows take them. Some writers put a whole
// row group in one page: what is cheap to decode piece by piece is left as it
// came, so that a page of a million rows does not cost megabytes of memory
// more, each touched once.
type held struct {
	form    heldForm
	dict    *cdr.Vector // heldIndexes: what they point into
	indexes []int32
	numbers []byte // heldInt32, heldInt64: side by side, little-endian
	values  cdr.Vector
}

type heldForm uint8

const (
	heldValues heldForm = iota
	heldIndexes
	heldInt32
	heldInt64
)

// page holds the n values of a page that is not made of dictionary indexes.
// body must stay as it is until the last value is taken.
func (h *held) page(l *Leaf, enc format.Encoding, body []byte, n int) error {
	h.form = heldValues
	if enc == format.Plain && !l.unsigned {
		switch l.physical {
		case format.Int32:
			h.form = heldInt32
		case format.Int64:
			h.form = heldInt64
		}
	}
	if h.form == heldValues {
		return decode(&h.values, l, enc, body, n)
	}
	if len(body) < n*l.width() {
		return errShort
	}
	h.numbers = body
	return nil
}

// dictionary holds the n values that a page's indexes point to.
func (h *held) dictionary(dict *cdr.Vector, body []byte, n int) (err error) {
	h.form, h.dict = heldIndexes, dict
	h.indexes, err = indexes(h.indexes, body, n, dict.Rows)
	return err
}

// appendTo adds the values [from, to).
func (h *held) appendTo(out *cdr.Vector, from, to int) error {
	switch h.form {
	case heldIndexes:
		return gather(out, h.dict, h.indexes[from:to])
	case heldInt32:
		out.Ints = slices.Grow(out.Ints, to-from)
		for i := from; i < to; i++ {
			out.Ints = append(out.Ints, int64(int32(binary.LittleEndian.Uint32(h.numbers[4*i:]))))
		}
	case heldInt64:
		out.Ints = slices.Grow(out.Ints, to-from)
		for i := from; i < to; i++ {
			out.Ints = append(out.Ints, int64(binary.LittleEndian.Uint64(h.numbers[8*i:])))
		}
	default:
		return appendValues(out, &h.values, from, to)
	}
	return nil
}

// gather adds the values of dict at the indexes.
func gather(out, dict *cdr.Vector, indexes []int32) error {
	switch out.Form {
	case cdr.Codes:
		n := len(out.Codes)
		out.Codes = slices.Grow(out.Codes, len(indexes))[:n+len(indexes)]
		for i, x := range indexes {
			out.Codes[n+i] = dict.Codes[x]
		}
	case cdr.Ints:
		n := len(out.Ints)
		out.Ints = slices.Grow(out.Ints, len(indexes))[:n+len(indexes)]
		for i, x := range indexes {
			out.Ints[n+i] = dict.Ints[x]
		}
	case cdr.Floats:
		for _, x := range indexes {
			out.Floats = append(out.Floats, dict.Floats[x])
		}
	default:
		for _, x := range indexes {
			if err := out.AppendText(dict.Text(int(x))); err != nil {
				return err
			}
		}
	}
	return nil
}
