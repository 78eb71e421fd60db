//go:build !amd64

package lex

// hasSweep is false.
var hasSweep = false

// sweep runs the kernel and the cutter on so many words of data, and tells how
// many were done; fewer than all if the kernel had to stop.
func (c *chunk) sweep(data []byte, words int) (done int) { return c.twoSweeps(data, words) }
