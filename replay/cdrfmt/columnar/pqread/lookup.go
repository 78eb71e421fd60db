package pqread

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// lookUp fills dst with the entries of a dictionary at the next indexes.
func lookUp[T uint32 | int64 | float64](indexes *hybrid, dict, dst []T) error {
	for len(dst) > 0 {
		n, err := indexes.runLength(len(dst))
		if err != nil {
			return err
		}
		switch {
		case indexes.packed != nil:
			err = gather(dst[:n], dict, indexes.packed, indexes.bit, indexes.width)
		case int64(indexes.value) >= int64(len(dict)):
			err = beyond(indexes.value, len(dict))
		default:
			fill(dst[:n], dict[indexes.value])
		}
		if err != nil {
			return err
		}
		indexes.leave(n)
		dst = dst[n:]
	}
	return nil
}

// gather fills dst with the entries of a dictionary at indexes of width bits,
// which begin at a bit of src: unpack and look-up in one pass.
func gather[T any](dst, dict []T, src []byte, bit, width int) error {
	mask, shift := uint32(1<<width-1), uint(width)&63
	for 4*width <= wordBits && len(dst) >= 4 && bit>>3+8 <= len(src) {
		word := binary.LittleEndian.Uint64(src[bit>>3:]) >> (bit & 7)
		a := uint32(word) & mask
		word >>= shift
		b := uint32(word) & mask
		word >>= shift
		c := uint32(word) & mask
		word >>= shift
		d := uint32(word) & mask
		if most := max(a, b, c, d); int64(most) >= int64(len(dict)) {
			return beyond(most, len(dict))
		}
		four := dst[:4:4]
		four[0], four[1], four[2], four[3] = dict[a], dict[b], dict[c], dict[d]
		bit += 4 * width
		dst = dst[4:]
	}
	for i := range dst {
		x := uint32(bitsAt(src, bit, width))
		if int64(x) >= int64(len(dict)) {
			return beyond(x, len(dict))
		}
		dst[i] = dict[x]
		bit += width
	}
	return nil
}

// lookUpSome fills dst with the entries of a dictionary at the indexes of some of
// the next n values, and leaves out all of them.
func lookUpSome[T uint32 | int64 | float64](indexes *hybrid, dict, dst []T, n int, rows []int32) error {
	for first := 0; len(rows) > 0; {
		k, err := indexes.runLength(n)
		if err != nil {
			return err
		}
		some := len(rows) // those in the run
		if int(rows[some-1]) >= first+k {
			some, _ = slices.BinarySearch(rows, int32(first+k))
		}
		switch {
		case some == 0:
		case indexes.packed != nil:
			err = pick(dst[:some], dict, indexes.packed, indexes.bit-first*indexes.width, indexes.width, rows[:some])
		case int64(indexes.value) >= int64(len(dict)):
			err = beyond(indexes.value, len(dict))
		default:
			fill(dst[:some], dict[indexes.value])
		}
		if err != nil {
			return err
		}
		indexes.leave(k)
		rows, dst = rows[some:], dst[some:]
		first, n = first+k, n-k
	}
	return indexes.pass(n)
}

// pick fills dst with the entries of a dictionary at the indexes of some rows;
// that of row 0 would begin at a bit of src, perhaps before it.
func pick[T any](dst, dict []T, src []byte, bit, width int, rows []int32) error {
	mask := uint64(1)<<width - 1
	for i, row := range rows {
		at := bit + int(row)*width
		var x uint64
		if at>>3+8 <= len(src) && width <= wordBits {
			x = binary.LittleEndian.Uint64(src[at>>3:]) >> (at & 7) & mask
		} else {
			x = bitsAt(src, at, width)
		}
		if x >= uint64(len(dict)) {
			return beyond(uint32(x), len(dict))
		}
		dst[i] = dict[x]
	}
	return nil
}

func beyond(index uint32, entries int) error {
	return fmt.Errorf("found the dictionary index %d, the dictionary has %d entries", index, entries)
}
