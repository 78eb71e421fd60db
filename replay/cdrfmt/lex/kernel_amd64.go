package lex

import "golang.org/x/sys/cpu"

// hasKernel tells whether this machine can run the kernel.
var hasKernel = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT

// run indexes the words of data, at most callWords, and tells how many were
// done; fewer than all if it had to stop. k.ends must have room for a byte
// each and spareEnds, k.lasts for a byte each and one.
func (k *kernel) run(data []byte) (done int) {
	words := min(len(data)/wordBytes, callWords)
	if words == 0 {
		return 0
	}
	return indexAVX2(k, &data[0], words)
}

//go:noescape
func indexAVX2(k *kernel, data *byte, words int) (done int)
