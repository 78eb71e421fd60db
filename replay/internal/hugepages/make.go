package hugepages

import "unsafe"

// Make is make for elements without pointers. Where the kernel offers huge
// pages on demand, a large slice is backed by them; it is the same otherwise.
func Make[T any](length, capacity int) []T {
	s := make([]T, length, capacity)
	if capacity > 0 {
		first := unsafe.SliceData(s)
		advise(unsafe.Slice((*byte)(unsafe.Pointer(first)), capacity*int(unsafe.Sizeof(*first))))
	}
	return s
}
