package cdrfmt

import (
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mappedBytes is how long a part of a file is at least to be mapped.
const mappedBytes = 64 << 10

// mapping is a window on a file where the system has it in memory: reading
// through it costs no copy. It stays where it is and is moved from part to part,
// since to close it and open another one costs more and interrupts all cores
// twice. A page that cannot be had, as the file was cut off or its disk fails,
// makes the goroutine that looks at it panic.
type mapping struct {
	window []byte
}

// of moves the window to n bytes of a file, from a place on; nil if they are to
// be read. What it gave before is gone then.
func (m *mapping) of(file io.ReaderAt, from int64, n int) []byte {
	f, ok := file.(*os.File)
	if !ok || n < mappedBytes {
		return nil
	}
	into := int(from % int64(os.Getpagesize()))
	if into+n > len(m.window) {
		m.free()
	}
	place, flags := unsafe.Pointer(unsafe.SliceData(m.window)), unix.MAP_SHARED
	if place != nil {
		flags |= unix.MAP_FIXED
	}
	place, err := unix.MmapPtr(int(f.Fd()), from-int64(into), place, uintptr(into+n), unix.PROT_READ, flags)
	if err != nil { // not every file system can
		m.window = nil // it is not known what lies there now
		return nil
	}
	if m.window == nil {
		m.window = unsafe.Slice((*byte)(place), into+n)
	}
	return m.window[into : into+n]
}

// free closes the window, if it is open.
func (m *mapping) free() {
	if m.window != nil {
		_ = unix.MunmapPtr(unsafe.Pointer(unsafe.SliceData(m.window)), uintptr(len(m.window))) // it was mapped
		m.window = nil
	}
}

// faulted tells whether a panic comes from a page of the window.
func (m *mapping) faulted(panicked any) bool {
	fault, ok := panicked.(interface{ Addr() uintptr })
	return ok && fault.Addr()-uintptr(unsafe.Pointer(unsafe.SliceData(m.window))) < uintptr(len(m.window))
}
