package hugepages

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// pageSize is the size of the huge pages of most kernels; where it is another
// one, or there are none, the advice does nothing.
const pageSize = 2 << 20

// advise asks for huge pages for what lies on whole ones.
func advise(b []byte) {
	start := int(-uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (pageSize - 1))
	if end := start + (len(b)-start)&^(pageSize-1); start < end {
		_ = unix.Madvise(b[start:end], unix.MADV_HUGEPAGE) // without them it is slower, no more
	}
}
