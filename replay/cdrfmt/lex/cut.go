package lex

import "math/bits"

// cutter goes through the marks of a kernel, word by word, and notes each
// record: where it ends, how many fields it has, and where those of its fields
// end that are wanted. What is not wanted is passed by counting bits.
//
// There are two of it, which note the same: run, where the machine has the
// instruction that takes given ones of a word's bits, and wordByWord in Go. The
// latest machines run kernel and cutter in one, see sweep.
type cutter struct {
	// wanted has, by how many fields of a record have ended, a bit for each
	// of the next 64 ends that is wanted. From most on none is.
	wanted []uint64
	most   int // fewest ends of a record that has all that is wanted
	lead   int // 1 if the end before the record, a place before its start, is wanted too
	stride int // ends wanted of each record, that one included

	// places receives the wanted ends, a stride a record, and may be written
	// spareEnds beyond; lines the lines.
	places []int32
	lines  []line

	base, next int // indexes of places: the first and the next of the record at hand
	passed     int // fields of it that have ended
	pos        int // where the next word lies in the data
	found      int // lines so far
}

// line is a record as a cutter notes it, or a blank line.
type line struct {
	end   int32 // its newline
	width int32 // how many fields it has, 1 if it is blank
}

// spareEnds is how far a cutter may write beyond the ends that it counts.
const spareEnds = 16

// want makes the cutter note the ends with the given numbers in each record,
// ascending; -1 is the end before the record.
func (c *cutter) want(ends []int) {
	c.stride, c.most, c.lead = len(ends), 0, 0
	if len(ends) > 0 && ends[0] < 0 {
		ends, c.lead = ends[1:], 1
	}
	if len(ends) > 0 {
		c.most = ends[len(ends)-1] + 1
	}
	c.wanted = make([]uint64, c.most+1)
	for _, end := range ends {
		for passed := max(0, end-63); passed <= end; passed++ {
			c.wanted[passed] |= 1 << (end - passed)
		}
	}
}

// begin starts behind so many records at the word at pos, in front of the
// record at start.
func (c *cutter) begin(records, pos, start int) {
	c.base, c.pos = records*c.stride, pos
	c.places[c.base] = int32(start - 1)
	c.next, c.passed = c.base+c.lead, 0
}

// moveDown moves what is noted of the record at hand down by so many places.
func (c *cutter) moveDown(by int) {
	copy(c.places[c.base-by:], c.places[c.base:c.next])
	c.base, c.next = c.base-by, c.next-by
}

// note notes the wanted of the ends of the record at start, which has all of
// them, behind so many records.
func (c *cutter) note(records, start int, ends []int32) {
	next := records * c.stride
	c.places[next] = int32(start - 1)
	next += c.lead
	for passed, end := range ends[:c.most] {
		c.places[next] = end
		next += int(c.wanted[passed] & 1)
	}
}

// wordByWord is run in Go.
func (c *cutter) wordByWord(ends, newlines []uint64) {
	for i, word := range ends {
		for ; word != 0; word &= word - 1 {
			bit := bits.TrailingZeros64(word)
			end := int32(c.pos + bit)
			c.places[c.next] = end
			c.next += int(c.wanted[min(c.passed, c.most)] & 1)
			c.passed++
			if newlines[i]>>bit&1 == 0 {
				continue
			}
			c.lines[c.found] = line{end, int32(c.passed)}
			c.found++
			c.base += c.stride
			c.places[c.base] = end
			c.next, c.passed = c.base+c.lead, 0
		}
		c.pos += wordBytes
	}
}
