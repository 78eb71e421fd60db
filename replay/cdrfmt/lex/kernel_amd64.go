package lex

import "golang.org/x/sys/cpu"

// hasVectors tells whether this machine can run the kernel's vector form.
var hasVectors = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ

// run marks the words of data, as many as there is room for in newlines, and
// tells how many were done; fewer than all if it had to stop.
func (k *kernel) run(data []byte, ends, newlines []uint64) (done int) {
	words := len(newlines)
	if !hasVectors {
		return k.wordByWord(data, ends, newlines)
	}
	if words == 0 {
		return 0
	}
	_, _ = data[words*wordBytes-1], ends[words-1] // what follows checks nothing
	return markAVX2(k, &data[0], words, &ends[0], &newlines[0])
}

//go:noescape
func markAVX2(k *kernel, data *byte, words int, ends, newlines *uint64) (done int)
