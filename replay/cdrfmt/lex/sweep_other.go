//go:build !amd64

package lex

// hasSweep is false.
var hasSweep = false

// sweep runs the kernel and the cutter on words of data, as many as there is
// room for in ends, and tells how many were done; fewer than all if the kernel
// had to stop.
func (c *chunk) sweep(data []byte, ends []uint64) (done int) { return c.twoSweeps(data, ends) }
