package pqread

import (
	"encoding/binary"
	"errors"
	"fmt"
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
	indexes hybrid
	scratch []uint32 // indexes being looked up
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
		return h.lookUp(out, to-from)
	case heldInt32:
		b := h.numbers[4*from : 4*to]
		for i, dst := 0, more(&out.Ints, to-from); i < len(dst); i++ {
			dst[i] = int64(int32(binary.LittleEndian.Uint32(b[4*i:])))
		}
	case heldInt64:
		b := h.numbers[8*from : 8*to]
		for i, dst := 0, more(&out.Ints, to-from); i < len(dst); i++ {
			dst[i] = int64(binary.LittleEndian.Uint64(b[8*i:]))
		}
	default:
		return appendValues(out, &h.values, from, to)
	}
	return nil
}

// lookUp adds the entries of the dictionary at the next n indexes.
func (h *held) lookUp(out *cdr.Vector, n int) error {
	if out.Form == cdr.Codes { // looked up in place
		codes := more(&out.Codes, n)
		if err := read(&h.indexes, codes); err != nil {
			return err
		}
		return gather(codes, h.dict.Codes, codes)
	}
	h.scratch = h.scratch[:0]
	if err := read(&h.indexes, more(&h.scratch, n)); err != nil {
		return err
	}
	switch out.Form {
	case cdr.Ints:
		return gather(more(&out.Ints, n), h.dict.Ints, h.scratch)
	case cdr.Floats:
		return gather(more(&out.Floats, n), h.dict.Floats, h.scratch)
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

// gather makes dst the entries of a dictionary at the indexes, of which there
// are as many. dst may be indexes itself.
func gather[T any](dst, dict []T, indexes []uint32) error {
	dst = dst[:len(indexes)]
	for i, x := range indexes {
		if uint(x) >= uint(len(dict)) {
			return beyond(x, len(dict))
		}
		dst[i] = dict[x]
	}
	return nil
}

func beyond(index uint32, entries int) error {
	return fmt.Errorf("found the dictionary index %d, the dictionary has %d entries", index, entries)
}

// more makes a slice longer by n and returns the new part, to be filled.
func more[T any](s *[]T, n int) []T {
	k := len(*s)
	*s = slices.Grow(*s, n)[:k+n]
	return (*s)[k:]
}
