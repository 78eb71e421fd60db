package hugepages

import "unsafe"

// pageSize is the size of the huge pages of most kernels; where it is another
// one, or there are none, the advice does nothing.
const pageSize = 2 << 20

// Make is make for elements without pointers. Where the kernel offers huge
// pages on demand, a large slice is backed by them; it is the same otherwise.
func Make[T any](length, capacity int) []T {
	var element T
	size := int(unsafe.Sizeof(element))
	if size == 0 || capacity < pageSize/size {
		return make([]T, length, capacity)
	}
	// It begins where a huge page does, or so soon after that no element fits
	// between.
	s := make([]T, capacity+pageSize/size+1)
	before := int(-uintptr(unsafe.Pointer(unsafe.SliceData(s))) & (pageSize - 1))
	skip := (before + size - 1) / size
	page := unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), before)
	advise(unsafe.Slice((*byte)(page), (skip+capacity)*size-before))
	return s[skip : skip+length : skip+capacity]
}
