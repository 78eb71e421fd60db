//go:build !linux

package hugepages

// advise does something on Linux alone.
func advise([]byte) {}
