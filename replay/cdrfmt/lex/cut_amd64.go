package lex

import "golang.org/x/sys/cpu"

// hasDeposit tells whether this machine takes given bits of a word in one
// instruction, PDEP, and fast: AMD's before Zen 3 do it step by step. Those
// lack ERMS, which Intel's with BMI2 have.
var hasDeposit = cpu.X86.HasBMI1 && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT && cpu.X86.HasERMS

// run notes the records that end in the words of the given marks.
func (c *cutter) run(ends, newlines []uint64) {
	if !hasDeposit {
		c.wordByWord(ends, newlines)
		return
	}
	if len(ends) > 0 {
		cutBMI2(c, &ends[0], &newlines[:len(ends)][0], len(ends))
	}
}

//go:noescape
func cutBMI2(c *cutter, ends, newlines *uint64, words int)
