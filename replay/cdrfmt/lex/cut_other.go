//go:build !amd64

package lex

// hasDeposit is false.
var hasDeposit = false

// run notes the records that end in the words of the given marks.
func (c *cutter) run(ends, newlines []uint64) { c.wordByWord(ends, newlines) }
