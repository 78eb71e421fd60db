package hugepages

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// advise asks for huge pages for what lies on whole ones.
func advise(b []byte) {
	start := int(-uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (pageSize - 1))
	if end := start + (len(b)-start)&^(pageSize-1); start < end {
		_ = unix.Madvise(b[start:end], unix.MADV_HUGEPAGE) // without them it is slower, no more
	}
}
