package lex

import "golang.org/x/sys/cpu"

// hasSweep tells whether this machine can run the kernel and the cutter in one,
// which needs the instruction that gathers given bytes of 64.
var hasSweep = hasVectors && hasDeposit && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI2

// sweep runs the kernel and the cutter on words of data, as many as there is
// room for in ends, and tells how many were done; fewer than all if the kernel
// had to stop.
func (c *chunk) sweep(data []byte, ends []uint64) (done int) {
	words := len(ends)
	if !hasSweep {
		return c.twoSweeps(data, ends)
	}
	if words == 0 {
		return 0
	}
	_ = data[words*wordBytes-1] // what follows checks nothing
	return sweepAVX512(&c.kernel, &c.cut, &data[0], words, &ends[0])
}

//go:noescape
func sweepAVX512(k *kernel, c *cutter, data *byte, words int, ends *uint64) (done int)
