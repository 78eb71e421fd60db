package cdr

import (
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// ArrowSchema and ArrowRecord let a reader of Arrow files name what it passes
// on without importing Arrow's arrays.
type (
	ArrowSchema = arrow.Schema
	ArrowRecord = arrow.Record
)

// maxBuffer bounds one buffer of an Arrow file that is read.
const maxBuffer = 1 << 31

// BoundedAllocator is an Arrow allocator on Go's heap that panics when asked
// for a buffer of more than 2 GiB, which only a broken file does: running out
// of memory could not be recovered from.
type BoundedAllocator struct{ heap memory.GoAllocator }

// Allocate implements memory.Allocator.
func (a BoundedAllocator) Allocate(size int) []byte {
	checkBuffer(size)
	return a.heap.Allocate(size)
}

// Reallocate implements memory.Allocator.
func (a BoundedAllocator) Reallocate(size int, b []byte) []byte {
	checkBuffer(size)
	return a.heap.Reallocate(size, b)
}

// Free implements memory.Allocator.
func (a BoundedAllocator) Free(b []byte) { a.heap.Free(b) }

func checkBuffer(size int) {
	if size < 0 || size > maxBuffer {
		panic(fmt.Sprintf("found a buffer of %d bytes, wanted at most %d", size, maxBuffer))
	}
}
