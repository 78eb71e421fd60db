package cdrfmt

import (
	"io"
	"os"
	"syscall"
	"unsafe"
)

// mappedBytes is how long a part of a file is at least to be mapped.
const mappedBytes = 64 << 10

// mapping is a part of a file where the system has it in memory: reading it
// costs no copy. A page that cannot be had, as the file was cut off or its disk
// fails, makes the goroutine that looks at it panic.
type mapping struct {
	pages []byte
}

// of maps n bytes of a file from a place on; nil if they are to be read.
func (m *mapping) of(file io.ReaderAt, from int64, n int) []byte {
	f, ok := file.(*os.File)
	if !ok || n < mappedBytes {
		return nil
	}
	into := int(from % int64(os.Getpagesize()))
	pages, err := syscall.Mmap(int(f.Fd()), from-int64(into), into+n, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil { // not every file system can
		return nil
	}
	m.pages = pages
	return pages[into:]
}

// free ends the mapping, if there is one.
func (m *mapping) free() {
	if m.pages != nil {
		syscall.Munmap(m.pages) // it was mapped
		m.pages = nil
	}
}

// faulted tells whether a panic comes from a page of the mapping.
func (m *mapping) faulted(panicked any) bool {
	fault, ok := panicked.(interface{ Addr() uintptr })
	return ok && fault.Addr()-uintptr(unsafe.Pointer(unsafe.SliceData(m.pages))) < uintptr(len(m.pages))
}
