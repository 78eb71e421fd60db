//go:build !amd64

package cdr

// Bounds are the least and the greatest of some numbers, of which there is one
// at least.
func Bounds(numbers []int64) (least, most int64) {
	least, most = numbers[0], numbers[0]
	for _, x := range numbers {
		least, most = min(least, x), max(most, x)
	}
	return least, most
}

// BoundsOf is Bounds of numbers as they stand in files: little-endian, 8 bytes
// each.
func BoundsOf(numbers []byte) (least, most int64) { return boundsOf(numbers) }
