package pqread

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

var errDelta = errors.New("the delta encoding is broken")

// deltaInts decodes n numbers of DELTA_BINARY_PACKED and returns what follows
// them. Sums wrap around, as the format says.
func deltaInts(dst []int64, src []byte, n int) (values []int64, rest []byte, err error) {
	header := [3]uint64{} // values a block, mini-blocks a block, values
	for i := range header {
		if header[i], src, err = uvarint(src); err != nil {
			return dst, src, err
		}
	}
	value, src, err := varint(src)
	if err != nil {
		return dst, src, err
	}
	block, minis, total := header[0], header[1], header[2]
	if total != uint64(n) {
		return dst, src, fmt.Errorf("found %d values, the page has %d", total, n)
	}
	if minis == 0 || minis > 1<<16 || block > 1<<30 || block%minis != 0 || block/minis%8 != 0 || block == 0 {
		return dst, src, errDelta
	}
	dst = dst[:0]
	if n == 0 {
		return dst, src, nil
	}
	dst = slices.Grow(dst, min(n, deltasAtOnce))
	dst = append(dst, value)
	perMini := int(block / minis)
	for len(dst) < n {
		least, s, err := varint(src)
		if err != nil || len(s) < int(minis) {
			return dst, src, errDelta
		}
		widths := s[:minis]
		src = s[minis:]
		for _, w := range widths {
			if len(dst) == n {
				break // the rest of the widths is padding
			}
			size := perMini * int(w) / 8
			if w > 64 || size > len(src) {
				return dst, src, errDelta
			}
			mini := more(&dst, min(perMini, n-len(dst)))
			for i := range mini {
				value += least + int64(bitsAt(src, i*int(w), int(w)))
				mini[i] = value
			}
			src = src[size:]
		}
	}
	return dst, src, nil
}

// deltasAtOnce bounds the values that a page is believed to have before they
// are there.
const deltasAtOnce = 1 << 18

// deltaLengthTexts decodes DELTA_LENGTH_BYTE_ARRAY: the lengths, then the texts.
func deltaLengthTexts(v *cdr.Vector, src []byte, n int) error {
	lengths, src, err := deltaInts(nil, src, n)
	if err != nil {
		return err
	}
	for _, l := range lengths {
		if l < 0 || l > int64(len(src)) {
			return errShort
		}
		if err := v.AppendText(src[:l]); err != nil {
			return err
		}
		src = src[l:]
	}
	return nil
}

// deltaTexts decodes DELTA_BYTE_ARRAY: how many bytes each text shares with
// the one before, and the rest of each.
func deltaTexts(v *cdr.Vector, src []byte, n int) error {
	shared, src, err := deltaInts(nil, src, n)
	if err != nil {
		return err
	}
	lengths, src, err := deltaInts(nil, src, n)
	if err != nil {
		return err
	}
	var text []byte
	for i, l := range lengths {
		if shared[i] < 0 || shared[i] > int64(len(text)) || l < 0 || l > int64(len(src)) {
			return errShort
		}
		text = append(text[:shared[i]], src[:l]...)
		if err := v.AppendText(text); err != nil {
			return err
		}
		src = src[l:]
	}
	return nil
}

func uvarint(b []byte) (uint64, []byte, error) {
	v, k := binary.Uvarint(b)
	if k <= 0 {
		return 0, b, errShort
	}
	return v, b[k:], nil
}

func varint(b []byte) (int64, []byte, error) {
	v, k := binary.Varint(b)
	if k <= 0 {
		return 0, b, errShort
	}
	return v, b[k:], nil
}
