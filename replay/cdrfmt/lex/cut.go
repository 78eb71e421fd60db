package lex

import "math/bits"

// cutter goes through the marks of a kernel, word by word, and notes where each
// field ends, and which of these ends are those of records.
//
// There are two of it, which note the same: run, with the instructions for bits
// where the machine has them, and wordByWord in Go. The latest machines run
// kernel and cutter in one, see sweep.
type cutter struct {
	// places receives the ends of the fields, one behind the other, and may be
	// written spareEnds beyond them; lines the lines, and one beyond them.
	places []int32
	lines  []line

	next  int // index in places of the next end
	pos   int // where the next word lies in the data
	found int // lines so far
}

// line is a record as a cutter notes it, or a blank line.
type line struct {
	end  int32 // its newline
	next int32 // index in places behind its ends, the last of which the newline is
}

// spareEnds is how far a cutter may write beyond the ends that it counts.
const spareEnds = wordBytes

// wordByWord is run in Go.
func (c *cutter) wordByWord(ends, newlines []uint64) {
	for i, word := range ends {
		for ; word != 0; word &= word - 1 {
			bit := bits.TrailingZeros64(word)
			end := int32(c.pos + bit)
			c.places[c.next] = end
			c.next++
			if newlines[i]>>bit&1 != 0 {
				c.lines[c.found] = line{end, int32(c.next)}
				c.found++
			}
		}
		c.pos += wordBytes
	}
}
