//go:build !linux

package cdrfmt

import "io"

// mapping maps nothing: what it is good for was measured on Linux only.
type mapping struct{}

func (m *mapping) of(io.ReaderAt, int64, int) []byte { return nil }

func (m *mapping) free() {}

func (m *mapping) faulted(any) bool { return false }
