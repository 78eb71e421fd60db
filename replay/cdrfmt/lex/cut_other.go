//go:build !amd64

package lex

// hasBits is false.
var hasBits = false

// run notes the fields and records that end in the words of the given marks.
func (c *cutter) run(ends, newlines []uint64) { c.wordByWord(ends, newlines) }
