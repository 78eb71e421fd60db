package cdr

import "encoding/binary"

// boundsOf is BoundsOf, one by one.
func boundsOf(numbers []byte) (least, most int64) {
	// Two of each, so that no step waits for the one before.
	low := int64(binary.LittleEndian.Uint64(numbers))
	high := low
	least, most = low, low
	for ; len(numbers) >= 16; numbers = numbers[16:] {
		x, y := int64(binary.LittleEndian.Uint64(numbers)), int64(binary.LittleEndian.Uint64(numbers[8:16]))
		least, most = min(least, x), max(most, x)
		low, high = min(low, y), max(high, y)
	}
	if len(numbers) >= 8 {
		x := int64(binary.LittleEndian.Uint64(numbers))
		least, most = min(least, x), max(most, x)
	}
	return min(least, low), max(most, high)
}
