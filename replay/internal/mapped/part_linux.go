package mapped

import (
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Part is a window on a file where the system has it in memory: reading
// through it costs no copy. It stays where it is and is moved from part to part,
// since to close it and open another one costs more and interrupts all cores
// twice. A page that cannot be had, as the file was cut off or its disk fails,
// makes the goroutine that looks at it panic. The zero Part is closed.
type Part struct {
	window []byte
}

// Of moves the window to n bytes of a file, from a place on; nil if they are to
// be read. What it gave before is gone then.
func (p *Part) Of(file io.ReaderAt, from int64, n int) []byte {
	f, ok := file.(*os.File)
	if !ok || n < Bytes {
		return nil
	}
	into := int(from % int64(os.Getpagesize()))
	if into+n > len(p.window) {
		p.Free()
	}
	place, flags := unsafe.Pointer(unsafe.SliceData(p.window)), unix.MAP_SHARED
	if place != nil {
		flags |= unix.MAP_FIXED
	}
	place, err := unix.MmapPtr(int(f.Fd()), from-int64(into), place, uintptr(into+n), unix.PROT_READ, flags)
	if err != nil { // not every file system can
		p.window = nil // it is not known what lies there now
		return nil
	}
	if p.window == nil {
		p.window = unsafe.Slice((*byte)(place), into+n)
	}
	return p.window[into : into+n : into+n]
}

// Free closes the window, if it is open.
func (p *Part) Free() {
	if p.window != nil {
		_ = unix.MunmapPtr(unsafe.Pointer(unsafe.SliceData(p.window)), uintptr(len(p.window))) // it was mapped
		p.window = nil
	}
}

// Faulted tells whether a panic comes from a page of the window.
func (p *Part) Faulted(panicked any) bool {
	fault, ok := panicked.(interface{ Addr() uintptr })
	return ok && fault.Addr()-uintptr(unsafe.Pointer(unsafe.SliceData(p.window))) < uintptr(len(p.window))
}
