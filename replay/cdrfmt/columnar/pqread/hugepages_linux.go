package pqread

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// hugePage is the size of the huge pages of most kernels; where it is another
// one, or there are none, the advice does nothing.
const hugePage = 2 << 20

// onHugePages asks the kernel to back a large buffer, not yet written to, with
// huge pages: with the usual ones every 4 KB of it cost a page fault, and a
// column chunk of megabytes in one page is decompressed to fresh memory.
func onHugePages(buf []byte) []byte {
	b := buf[:cap(buf)]
	start := int(-uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (hugePage - 1))
	if end := start + (len(b)-start)&^(hugePage-1); start < end {
		_ = unix.Madvise(b[start:end], unix.MADV_HUGEPAGE) // without them it is slower, no more
	}
	return buf
}
