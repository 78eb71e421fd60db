package lex

import "golang.org/x/sys/cpu"

// hasSweep tells whether this machine can run the kernel and the cutter in one,
// which needs the instruction that gathers given bytes of 64.
var hasSweep = hasVectors && hasBits && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI2

// sweep runs the kernel and the cutter on so many words of data, and tells how
// many were done; fewer than all if the kernel had to stop.
func (c *chunk) sweep(data []byte, words int) (done int) {
	if !hasSweep {
		return c.twoSweeps(data, words)
	}
	if words == 0 {
		return 0
	}
	// What follows checks nothing.
	_, _, _ = data[words*wordBytes-1], c.cut.places[c.cut.next+words*wordBytes+spareEnds-1], c.cut.lines[c.cut.found+words*wordBytes]
	return sweepAVX512(&c.kernel, &c.cut, &data[0], words)
}

//go:noescape
func sweepAVX512(k *kernel, c *cutter, data *byte, words int) (done int)
