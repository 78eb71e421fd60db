package mapped

import (
	"io"
	"os"
	"syscall"
	"unsafe"
)

// Part is a mapped part of a file; the zero Part is none.
type Part struct {
	pages []byte
}

// Of maps n bytes of a file from a place on, until Free; nil if they are to be
// read. It must not have another part.
func (p *Part) Of(file io.ReaderAt, from int64, n int) []byte {
	f, ok := file.(*os.File)
	if !ok || n < Bytes {
		return nil
	}
	into := int(from % int64(os.Getpagesize()))
	pages, err := syscall.Mmap(int(f.Fd()), from-int64(into), into+n, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil { // not every file system can
		return nil
	}
	p.pages = pages
	return pages[into:]
}

// Free ends the mapping, if there is one.
func (p *Part) Free() {
	if p.pages != nil {
		syscall.Munmap(p.pages) // it was mapped
		p.pages = nil
	}
}

// Faulted tells whether a panic comes from a page of the mapping.
func (p *Part) Faulted(panicked any) bool {
	fault, ok := panicked.(interface{ Addr() uintptr })
	return ok && fault.Addr()-uintptr(unsafe.Pointer(unsafe.SliceData(p.pages))) < uintptr(len(p.pages))
}
