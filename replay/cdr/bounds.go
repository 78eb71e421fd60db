package cdr

import "encoding/binary"

// Bounds are the least and the greatest of some numbers, of which there is one
// at least. It takes half the time of slices.Min and slices.Max.
func Bounds(numbers []int64) (least, most int64) {
	// Two of each, so that no step waits for the one before.
	low, high := numbers[0], numbers[0]
	least, most = low, high
	for ; len(numbers) >= 4; numbers = numbers[4:] {
		x := numbers[:4:4]
		least, most = min(least, x[0]), max(most, x[0])
		low, high = min(low, x[1]), max(high, x[1])
		least, most = min(least, x[2]), max(most, x[2])
		low, high = min(low, x[3]), max(high, x[3])
	}
	for _, x := range numbers {
		least, most = min(least, x), max(most, x)
	}
	return min(least, low), max(most, high)
}

// BoundsOf is Bounds of numbers as they stand in files: little-endian, 8 bytes
// each.
func BoundsOf(numbers []byte) (least, most int64) {
	least = int64(binary.LittleEndian.Uint64(numbers))
	most = least
	low, high := least, least
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
