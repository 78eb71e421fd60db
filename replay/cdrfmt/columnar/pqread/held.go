package pqread

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// held is the values of a page until rows take them. Some writers put a whole
// row group in one page: what is cheap to decode piece by piece is left as it
// came, so that a page of a million rows does not cost megabytes of memory
// more, each touched once.
type held struct {
	form    heldForm
	dict    *cdr.Vector // heldIndexes: what they point into
	indexes hybrid
	scratch []uint32 // indexes of texts being looked up
	numbers []byte   // heldInt32, heldInt64: side by side, little-endian
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
	if enc == format.Plain && !l.unsigned && !l.decimal {
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
	h.numbers = body[:n*l.width()]
	return nil
}

// dictionary holds the values that a page's indexes point to.
func (h *held) dictionary(dict *cdr.Vector, body []byte) error {
	if len(body) == 0 || body[0] > 32 {
		return errors.New("found no valid bit width of dictionary indexes")
	}
	h.form, h.dict, h.indexes = heldIndexes, dict, newHybrid(body[1:], int(body[0]))
	return nil
}

// appendTo adds the values [from, to), which are the next ones.
func (h *held) appendTo(out *cdr.Vector, from, to int) error {
	switch h.form {
	case heldIndexes:
		return h.entries(out, to-from)
	case heldInt32:
		b := h.numbers[4*from : 4*to]
		for i, dst := 0, more(&out.Ints, to-from); i < len(dst); i++ {
			dst[i] = int64(int32(binary.LittleEndian.Uint32(b[4*i:])))
		}
	case heldInt64:
		littleEndian(more(&out.Ints, to-from), h.numbers[8*from:8*to])
	default:
		return appendValues(out, &h.values, from, to)
	}
	return nil
}

// entries adds the entries of the dictionary at the next n indexes.
func (h *held) entries(out *cdr.Vector, n int) error {
	switch out.Form {
	case cdr.Codes:
		return lookUp(&h.indexes, h.dict.Codes, more(&out.Codes, n))
	case cdr.Ints:
		return lookUp(&h.indexes, h.dict.Ints, more(&out.Ints, n))
	case cdr.Floats:
		return lookUp(&h.indexes, h.dict.Floats, more(&out.Floats, n))
	}
	h.scratch = h.scratch[:0]
	if err := read(&h.indexes, more(&h.scratch, n)); err != nil {
		return err
	}
	for _, x := range h.scratch {
		if int64(x) >= int64(h.dict.Rows) {
			return beyond(x, h.dict.Rows)
		}
		if err := out.AppendText(h.dict.Text(int(x))); err != nil {
			return err
		}
	}
	return nil
}

// littleEndian fills dst with the numbers in src, of 8 bytes each.
func littleEndian(dst []int64, src []byte) {
	for ; len(dst) >= 4 && len(src) >= 32; dst, src = dst[4:], src[32:] {
		d, s := dst[:4:4], src[:32:32]
		d[0] = int64(binary.LittleEndian.Uint64(s))
		d[1] = int64(binary.LittleEndian.Uint64(s[8:]))
		d[2] = int64(binary.LittleEndian.Uint64(s[16:]))
		d[3] = int64(binary.LittleEndian.Uint64(s[24:]))
	}
	for i := range dst {
		dst[i] = int64(binary.LittleEndian.Uint64(src[8*i:]))
	}
}

// more makes a slice longer by n and returns the new part, to be filled.
func more[T any](s *[]T, n int) []T {
	k := len(*s)
	*s = slices.Grow(*s, n)[:k+n]
	return (*s)[k:]
}
