//go:build !linux

package mapped

import "io"

// Part maps nothing: what it is good for was measured on Linux only.
type Part struct{}

// Of is nil: the bytes are to be read.
func (p *Part) Of(io.ReaderAt, int64, int) []byte { return nil }

// Free does nothing.
func (p *Part) Free() {}

// Faulted is false.
func (p *Part) Faulted(any) bool { return false }
