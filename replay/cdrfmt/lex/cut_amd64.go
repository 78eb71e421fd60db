package lex

import "golang.org/x/sys/cpu"

// hasBits tells whether this machine has the instructions that count, find and
// clear bits of a word, and vectors.
var hasBits = cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT && cpu.X86.HasAVX2

// byteEnds has, by the bits of a byte, the numbers of those that are set.
var byteEnds = func() (numbers [256][8]uint8) {
	for set := range numbers {
		n := 0
		for bit := range 8 {
			if set>>bit&1 != 0 {
				numbers[set][n] = uint8(bit)
				n++
			}
		}
	}
	return numbers
}()

// run notes the fields and records that end in the words of the given marks.
func (c *cutter) run(ends, newlines []uint64) {
	if !hasBits {
		c.wordByWord(ends, newlines)
		return
	}
	if words := len(ends); words > 0 {
		// What follows checks nothing.
		_, _, _ = newlines[words-1], c.places[c.next+words*wordBytes+spareEnds-1], c.lines[c.found+words*wordBytes]
		cutAVX2(c, &ends[0], &newlines[0], words, &byteEnds)
	}
}

//go:noescape
func cutAVX2(c *cutter, ends, newlines *uint64, words int, ofBytes *[256][8]uint8)
