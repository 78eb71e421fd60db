package cdr

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

var hasVectors = cpu.X86.HasAVX2

// Bounds are the least and the greatest of some numbers, of which there is one
// at least.
func Bounds(numbers []int64) (least, most int64) {
	return BoundsOf(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), 8*len(numbers))) // little-endian here
}

// BoundsOf is Bounds of numbers as they stand in files: little-endian, 8 bytes
// each.
func BoundsOf(numbers []byte) (least, most int64) {
	eights := len(numbers) / 64
	if !hasVectors || eights == 0 {
		return boundsOf(numbers)
	}
	least, most = boundsAVX2(&numbers[0], eights)
	if rest := numbers[64*eights:]; len(rest) > 0 {
		l, m := boundsOf(rest)
		least, most = min(least, l), max(most, m)
	}
	return least, most
}

//go:noescape
func boundsAVX2(numbers *byte, eights int) (least, most int64)
